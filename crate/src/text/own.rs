//! Phrases that the user wrote, found by their folded words.

use std::collections::BTreeMap;

use super::{Text, Word};
use crate::Span;

impl Text<'_> {
    /// The places of `phrases`, in any case, spacing and punctuation; a phrase without a word is nowhere.
    ///
    /// Takes time linear in the phrases and, for each word of the text, in the phrases that begin with it.
    pub(crate) fn places_of(&self, phrases: &[String]) -> Vec<Span> {
        let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for phrase in phrases {
            let phrase = Text::new(phrase);
            let mut words = phrase.words.iter().map(|word| phrase.written(word));
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push(words.collect());
            }
        }
        let own: Vec<String> =
            if by_first.is_empty() { Vec::new() } else { self.words.iter().map(|word| self.written(word)).collect() };
        let mut places = Vec::new();
        for (index, word) in own.iter().enumerate() {
            let following = own.get(index + 1..).unwrap_or_default();
            for rest in by_first.get(word).into_iter().flatten() {
                if following.starts_with(rest) {
                    places.extend(self.span(index, index + rest.len()));
                }
            }
        }
        Span::in_order(&places)
    }

    /// What stands for a word when it is compared: its folded letters, or a link as it is.
    fn written(&self, word: &Word) -> String {
        if word.shape.link || word.shape.email {
            self.source.get(word.bytes.0..word.bytes.1).unwrap_or_default().to_ascii_lowercase()
        } else {
            self.letters(word).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, the phrases looked for, and where they are.
    type Case = (&'static str, &'static [&'static str], &'static [(u32, u32)]);

    #[test]
    fn phrases_are_found_by_their_words() {
        let cases: [Case; 9] = [
            ("Let us leverage SYNERGIES!", &["leverage synergies"], &[(7, 25)]),
            ("Let us leverage,\n synergies", &["Leverage synergies."], &[(7, 27)]),
            ("leveraged synergies", &["leverage synergies"], &[]),
            ("Schöne Grüße", &["schone grusse"], &[(0, 12)]),
            ("I’d love to", &["I'd love"], &[(0, 8)]),
            ("see calendly.com/acme now", &["Calendly.com/acme"], &[(4, 21)]),
            ("write to Anna@Acme.io now", &["anna@acme.io"], &[(9, 21)]),
            ("aa aa aa", &["aa aa"], &[(0, 8)]),
            ("nothing", &["", " ", "…"], &[]),
        ];
        for (text, phrases, expected) in cases {
            let phrases: Vec<String> = phrases.iter().map(|&phrase| phrase.to_owned()).collect();
            let found: Vec<(u32, u32)> =
                Text::new(text).places_of(&phrases).iter().map(|span| (span.start, span.end)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
