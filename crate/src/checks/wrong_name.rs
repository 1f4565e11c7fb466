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
use crate::names;
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
    let greeting = analysis.greeting.as_ref().filter(|greeting| greeting.closed && analysis.name.is_latin())?;
    let words = analysis.text.words.get(greeting.first..greeting.end)?;
    // Where every noun has a capital, one alone makes no name: "Liebe Mitstreiterin".
    let titled = greeting.first.checked_sub(1).is_some_and(|before| names::is_honorific(analysis.text.letters_at(before)));
    let capitals_tell = titled || !analysis.book.is_some_and(|book| book.nouns_are_capitalised);
    // One part that may be meant is enough; a word that is no name makes the whole uncertain.
    let certain = !words.is_empty()
        && words.iter().zip(greeting.first..).all(|(word, index)| {
            let letters = analysis.text.letters(word);
            let attributes = analysis.attributes.get(index).copied().unwrap_or_default();
            letters.len() > 1
                && !word.before.bracket
                && !word.before.quote
                && letters.bytes().all(|byte| byte.is_ascii_lowercase())
                && !analysis.name.may_mean(letters)
                && !names::is_address(letters)
                && !names::may_be_a_word(letters)
                && (capitals_tell && word.shape.capitalised && attributes.rare && !word.shape.all_capitals || names::is_first_name(letters))
        });
    let span = if certain { analysis.text.span(greeting.first, greeting.end - 1) } else { None };
    Found::at(span.as_slice())
}
