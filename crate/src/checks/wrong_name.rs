//! Greets somebody else.
//!
//! # What it does
//!
//! Compares the name in the greeting with the name of the person who will get the text. Short and foreign forms, titles,
//! initials, either order of names and misspellings pass; so does any greeting of which it is not certain.
//!
//! # Why it is bad
//!
//! Nothing says "copied" as loudly as another person's name.
//!
//! # Example
//!
//! > Hi Sarah, great talk on Monday about ward rotas.
//!
//! # Use instead
//!
//! The name as they write it.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::names::{self, Greeting};
use crate::text::Word;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "wrong_name",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hi Sarah, great talk on Monday about ward rotas.").to("Michael Chen"), Example::invitation("Hello Mrs. Kapoor, our agency places developers.").to("Siegfried Baum"), Example::request("Dear Mr Smith, could you write a few lines about the audit?").to("Anna Jones")],
    good: &[Example::invitation("Hi Bob, great talk on Monday about ward rotas.").to("Robert Chen"), Example::invitation("Dear Dr Nguyen, thank you for Tuesday.").to("Nguyễn Thị Mai"), Example::invitation("Hi Anna, Tom told me about your bakery.").to("Anna Smith"), Example::invitation("Hi there, I am Tom.").to("Anna Smith"), Example::invitation("Dear Professor, your lecture on moss stayed with me.").to("Anna Smith"), Example::invitation("Hello Tanaka-san, thank you for the tour.").to("田中 太郎")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let called = called(analysis).filter(|greeting| greeting.closed && analysis.name.is_latin())?;
    let titled = called.first.checked_sub(1).is_some_and(|before| names::is_honorific(analysis.text.letters_at(before)));
    // Where every noun has a capital, one alone makes no name: "Liebe Mitstreiterin".
    let capitals_tell = titled || !analysis.book.is_some_and(|book| book.nouns_are_capitalised);
    // One part that may be meant is enough; a word that is no name makes the whole uncertain.
    let is_strange = |index: usize| {
        let word = analysis.text.words.get(index)?;
        let letters = analysis.text.letters(word);
        let attributes = analysis.attributes.get(index)?;
        // A small letter begins a word rather than a name where it may: "Salut ben! On engage".
        let is_named = names::is_first_name(letters) && (word.shape.capitalised || !names::is_word(letters));
        let looks_named = capitals_tell && word.shape.capitalised && attributes.rare && !word.shape.all_capitals;
        let strange = letters.len() > 1
            && !word.before.bracket
            && !word.before.quote
            && letters.bytes().all(|byte| byte.is_ascii_lowercase())
            && !analysis.name.may_mean(letters)
            && !names::is_address(letters)
            && (is_named || looks_named && (titled || !names::may_be_a_word(letters)));
        Some(strange)
    };
    // "Heer Van Oosterhout": the small word tells nothing by itself.
    let tells = |index: &usize| !(titled && names::is_particle(analysis.text.letters_at(*index)));
    let mut telling = (called.first..called.end).filter(tells).peekable();
    let certain = telling.peek().is_some() && telling.all(|index| is_strange(index).unwrap_or(false));
    let span = if certain { analysis.text.span(called.first, called.end - 1) } else { None };
    Found::at(span.as_slice())
}

/// Whom the text calls by name: in a greeting, or with nothing but a name known to be one ("Oksana, …").
fn called(analysis: &Analysis) -> Option<Greeting> {
    if let Some(greeting) = &analysis.greeting {
        return Some(*greeting);
    }
    let first = analysis.text.words.first().filter(|word| word.shape.capitalised && !word.shape.all_capitals)?;
    let letters = analysis.text.letters(first);
    let called = names::find_greeting(&analysis.text, 0)?;
    let titled = names::is_honorific(letters) && (called.first, called.end) == (1, 2);
    let named = names::is_first_name(letters) && !names::is_word(letters) && analysis.text.marks_after(0).closes_call();
    if !titled && !named {
        return None;
    }
    (!is_spoken_of(analysis, called.end)).then_some(called)
}

/// Whether somebody whose name a text begins with is spoken of, not spoken to: "Brian, my cousin, told me", "Oksana, the
/// nurse on ward 4, sent me", "Dmitri - your old neighbour - gave me your name". In doubt, they are.
fn is_spoken_of(analysis: &Analysis, after: usize) -> bool {
    let words = &analysis.text.words;
    let speaks_of = |word: usize| analysis.class_ids(word).any(|class| THIRD_PERSONS.contains(&class));
    let is_set_off = |word: &Word| word.before.comma || word.before.dash;
    names::is_determiner(analysis.text.letters_at(after))
        || (after..words.len().min(THIRD_PERSON_WORDS)).any(speaks_of)
        || words.iter().skip(after + 1).take(THIRD_PERSON_WORDS).take_while(|word| word.sentence == 0).any(is_set_off)
}

/// Classes of words that speak of somebody else than writer and reader.
const THIRD_PERSONS: [&str; 9] =
    ["he", "they", "someone", "said", "family", "social", "colleague", "boss", "client_word"];
/// How many words are looked at for them.
const THIRD_PERSON_WORDS: usize = 14;
