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
use crate::text::{Word, is_listed};
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "wrong_name",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hi Sarah, great talk on Monday about ward rotas.").to("Michael Chen"), Example::invitation("Hello Mrs. Kapoor, our agency places developers.").to("Siegfried Baum"), Example::request("Dear Mr Smith, could you write a few lines about the audit?").to("Anna Jones"), Example::invitation("Brenda! Hope it's ok to add you.").to("Olumide Fagbenle"), Example::invitation("I hope this finds you in good health, dear Walter. I keep bees.").to("Lahcen Idrissi")],
    good: &[Example::invitation("Hi Bob, great talk on Monday about ward rotas.").to("Robert Chen"), Example::invitation("Dear Dr Nguyen, thank you for Tuesday.").to("Nguyễn Thị Mai"), Example::invitation("Hi Anna, Tom told me about your bakery.").to("Anna Smith"), Example::invitation("Hi there, I am Tom.").to("Anna Smith"), Example::invitation("Dear Professor, your lecture on moss stayed with me.").to("Anna Smith"), Example::invitation("Hello Tanaka-san, thank you for the tour.").to("田中 太郎"), Example::invitation("Hi Brenda, thank you for the tour of the kitchen on Monday.").to("Rotary Club of Kumasi"), Example::invitation("Oi, Cidinha, obrigada pelas dicas de ontem.").to("Maria Aparecida Lopes"), Example::invitation("Sydney! What a night that was, you on the drums.").to("Ivan Petrov"), Example::invitation("Thank you to my teacher, dear Rosa. She told me of your moss.").to("Ana Pop")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let called = called(analysis).filter(|_| analysis.name.is_latin())?;
    let titled = called.first.checked_sub(1).is_some_and(|before| names::is_honorific(analysis.text.letters_at(before)));
    // Where every noun has a capital, one alone makes no name: "Liebe Mitstreiterin".
    let nouns_are_capitalised = analysis.book.is_some_and(|book| book.nouns_are_capitalised);
    // "Heer Van Oosterhout", "Suresh ji", "Patrick O'Dowd": some parts tell nothing by themselves.
    let tells = |letters: &str| {
        letters.len() > 1 && !names::is_honorific(letters) && !(titled && names::is_particle(letters))
    };
    let telling = (called.first..called.end).filter(|&index| tells(analysis.text.letters_at(index)));
    let mut after_first_name = false;
    let mut certain = false;
    // One part that may be meant is enough; a word that is no name makes the whole uncertain.
    for index in telling {
        let (word, attributes) = (analysis.text.words.get(index)?, analysis.attributes.get(index)?);
        let letters = analysis.text.letters(word);
        // A small letter begins a word rather than a name where it may: "Salut ben! On engage".
        let is_named = names::is_first_name(letters) && (word.shape.capitalised || !names::is_word(letters));
        let looks_named = word.shape.capitalised && !word.shape.all_capitals;
        let is_strange = !word.before.bracket
            && !word.before.quote
            && letters.bytes().all(|byte| byte.is_ascii_lowercase())
            && !analysis.name.may_mean(letters)
            && !names::is_address(letters)
            && (is_named
                || looks_named
                    && if after_first_name {
                        attributes.rare || !nouns_are_capitalised
                    } else {
                        attributes.rare && (titled || !nouns_are_capitalised && !names::may_be_a_word(letters))
                    });
        if !is_strange {
            return None;
        }
        after_first_name |= is_named && !names::is_word(letters);
        certain = true;
    }
    let displayed = analysis.draft.recipient.as_ref()?.name.as_deref()?;
    let is_meant = certain && !analysis.name.may_be_an_organisation(displayed);
    let span = if is_meant { analysis.text.span(called.first, called.end - 1) } else { None };
    Found::at(span.as_slice())
}

/// Whom the text calls by name: in a greeting, with nothing but a name known to be one ("Oksana, …"), or at the end of its
/// first sentence ("I hope this finds you well, dear Walter.").
fn called(analysis: &Analysis) -> Option<Greeting> {
    let greeted = analysis.greeting.or_else(|| called_first(analysis)).filter(|greeting| greeting.closed);
    greeted.or_else(|| called_late(analysis))
}

/// Whom the text calls by name before anything else.
fn called_first(analysis: &Analysis) -> Option<Greeting> {
    let first = analysis.text.words.first().filter(|word| word.shape.capitalised && !word.shape.all_capitals)?;
    let letters = analysis.text.letters(first);
    let called = names::find_greeting(&analysis.text, 0)?;
    let is_shouted = analysis.text.source.get(first.bytes.1..).is_some_and(|after| after.starts_with('!'));
    let titled = names::is_honorific(letters) && (called.first, called.end) == (1, 2);
    let named = names::is_first_name(letters) && !names::is_word(letters);
    // "Brenda! Hope it's ok to add you": nobody is spoken of so.
    let is_called = named && is_shouted
        || (titled || named && analysis.text.marks_after(0).closes_call()) && !is_spoken_of(analysis, called.end);
    is_called.then_some(called)
}

/// Whom the text calls dear at the end of its first sentence.
fn called_late(analysis: &Analysis) -> Option<Greeting> {
    let sentence = analysis.text.words.iter().take_while(|word| word.sentence == 0);
    let dear = sentence
        .enumerate()
        .position(|(index, word)| index > 0 && word.before.comma && is_dear(analysis.text.letters_at(index)))?;
    let called = names::find_greeting(&analysis.text, dear + 1).filter(|called| called.closed)?;
    let letters = analysis.text.letters_at(called.first);
    let named = called.first > dear + 1 || names::is_first_name(letters) && !names::is_word(letters);
    let is_capitalised = analysis.text.words.get(called.first).is_some_and(|word| word.shape.capitalised);
    (named && is_capitalised).then_some(called)
}

/// Whether a folded word calls somebody dear, in any of the languages.
fn is_dear(letters: &str) -> bool {
    const DEAR: &str = "\
        dear dearest liebe lieber werte werter cher chere querida querido estimada estimado prezada prezado cara caro \
        carissima carissimo gentile beste lieve waarde";
    is_listed(DEAR, letters)
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
