//! Phrases that the user wrote, found by their folded words.

use std::collections::BTreeMap;

use super::{Text, Word, hash};
use crate::Span;

impl Text<'_> {
    /// The places of `phrases`, in any case, spacing and punctuation; a phrase without a word is nowhere.
    ///
    /// Takes time linear in the text and in the phrases, but for a logarithm: each is read once.
    pub(crate) fn places_of(&self, phrases: &[String]) -> Vec<Span> {
        if phrases.is_empty() {
            return Vec::new();
        }
        let own: Vec<u64> = self.words.iter().map(|word| self.key(word)).collect();
        let mut present = own.clone();
        present.sort_unstable();
        let mut tree = Tree::default();
        for phrase in phrases {
            let phrase = Text::new(phrase);
            let keys = phrase.words.iter().map(|word| phrase.key(word));
            // Most phrases have a word that the text doesn't have, and need no place in the tree.
            if keys.clone().all(|key| present.binary_search(&key).is_ok()) {
                tree.add(keys);
            }
        }
        tree.link();
        let mut places = Vec::new();
        let mut node = ROOT;
        for (index, &key) in own.iter().enumerate() {
            node = tree.step(node, key);
            // Shorter phrases that end here lie inside the longest.
            if let Some(before) = tree.longest(node).checked_sub(1) {
                places.extend(index.checked_sub(before).and_then(|first| self.span(first, index)));
            }
        }
        Span::in_order(&places)
    }

    /// What stands for a word when it is compared: its folded letters, or a link as it is.
    fn key(&self, word: &Word) -> u64 {
        if word.shape.link || word.shape.email {
            hash(&self.source.get(word.bytes.0..word.bytes.1).unwrap_or_default().to_ascii_lowercase())
        } else {
            hash(self.letters(word))
        }
    }
}

/// Where every walk through a [`Tree`] begins.
const ROOT: usize = 0;

/// Phrases as paths of words, to be found all at once (Aho and Corasick's automaton, over words).
#[derive(Default)]
struct Tree {
    /// The node that a word leads to from a node.
    steps: BTreeMap<(usize, u64), usize>,
    /// All nodes but the root, which is 0.
    nodes: Vec<Node>,
}

/// The beginning of a phrase.
struct Node {
    /// The beginning without its last word, and that word.
    parent: usize,
    key: u64,
    /// How many words it has.
    depth: usize,
    /// The longest other beginning that it ends with.
    fallback: usize,
    /// How many words the longest phrase has that it ends with; 0 for none.
    longest: usize,
}

impl Tree {
    fn node(&self, node: usize) -> Option<&Node> {
        self.nodes.get(node.checked_sub(1)?)
    }

    fn longest(&self, node: usize) -> usize {
        self.node(node).map_or(0, |node| node.longest)
    }

    fn add(&mut self, keys: impl Iterator<Item = u64>) {
        let mut last = ROOT;
        for (before, key) in keys.enumerate() {
            let next = self.nodes.len() + 1;
            let node = *self.steps.entry((last, key)).or_insert(next);
            if node == next {
                self.nodes.push(Node { parent: last, key, depth: before + 1, fallback: ROOT, longest: 0 });
            }
            last = node;
        }
        if let Some(node) = last.checked_sub(1).and_then(|index| self.nodes.get_mut(index)) {
            node.longest = node.depth;
        }
    }

    /// Finds the fallbacks, those of shorter beginnings first, since those of longer ones build on them.
    fn link(&mut self) {
        let mut order: Vec<u64> =
            self.nodes.iter().zip(0_u64..).map(|(node, index)| (node.depth as u64) << 32 | index).collect();
        order.sort_unstable();
        for index in order.into_iter().filter_map(|key| usize::try_from(key & 0xFFFF_FFFF).ok()) {
            let Some(&Node { parent, key, longest, .. }) = self.nodes.get(index) else { continue };
            let Some(above) = self.node(parent) else { continue };
            let fallback = self.step(above.fallback, key);
            let longest = longest.max(self.longest(fallback));
            if let Some(node) = self.nodes.get_mut(index) {
                (node.fallback, node.longest) = (fallback, longest);
            }
        }
    }

    /// The longest beginning of a phrase that a text ends with, after one more word.
    fn step(&self, mut node: usize, key: u64) -> usize {
        loop {
            match (self.steps.get(&(node, key)), self.node(node)) {
                (Some(&next), _) => return next,
                (None, Some(beginning)) => node = beginning.fallback,
                (None, None) => return ROOT,
            }
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
        let cases: [Case; 12] = [
            ("Let us leverage SYNERGIES!", &["leverage synergies"], &[(7, 25)]),
            ("Let us leverage,\n synergies", &["Leverage synergies."], &[(7, 27)]),
            ("leveraged synergies", &["leverage synergies"], &[]),
            ("Schöne Grüße", &["schone grusse"], &[(0, 12)]),
            ("I’d love to", &["I'd love"], &[(0, 8)]),
            ("see calendly.com/acme now", &["Calendly.com/acme"], &[(4, 21)]),
            ("write to Anna@Acme.io now", &["anna@acme.io"], &[(9, 21)]),
            ("aa aa aa", &["aa aa"], &[(0, 8)]),
            ("b c d, then b c", &["a b c d", "b c", "c d", "d"], &[(0, 5), (12, 15)]),
            ("a b a b c", &["a b c", "b a", "b a b d"], &[(2, 9)]),
            ("x a b c y d", &["a b c d", "b"], &[(4, 5)]),
            ("nothing", &["", " ", "…"], &[]),
        ];
        for (text, phrases, expected) in cases {
            let phrases: Vec<String> = phrases.iter().map(|&phrase| phrase.to_owned()).collect();
            let found: Vec<(u32, u32)> =
                Text::new(text).places_of(&phrases).iter().map(|span| (span.start, span.end)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn many_phrases_that_begin_alike_are_found_in_a_long_text() {
        let text = "so very ".repeat(20_000) + "glad";
        let phrases: Vec<String> = (0..10_000).map(|count| "so very ".repeat(count % 100) + "so glad").collect();
        assert_eq!(Text::new(&text).places_of(&phrases), []);
        let endless = ["very ".repeat(2) + "so", "very so ".repeat(15_000), "very glad".to_owned()];
        let expected = [Span { start: 3, end: 159_994 }, Span { start: 159_995, end: 160_004 }];
        assert_eq!(Text::new(&text).places_of(&endless), expected);
    }
}
