//! Nothing was written.
//!
//! # What it does
//!
//! Finds a draft without a single word or sign: an invitation sent without a note, an empty request or recommendation.
//!
//! # Why it is bad
//!
//! An invitation without a word is a card handed over without a hello.
//!
//! # Example
//!
//! An empty field and a press of Send.
//!
//! # Use instead
//!
//! One sentence that says how you know each other, or why you write to this person.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "blank",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation(""), Example::invitation(" \n\u{200B} "), Example::request("")],
    good: &[Example::invitation("Hi Ana, we met at the parents' evening on Tuesday.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    analysis.is_blank().then(Found::whole)
}
