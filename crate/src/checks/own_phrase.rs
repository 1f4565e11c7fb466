//! A phrase that the user calls canned.
//!
//! # What it does
//!
//! Finds the phrases that the user listed as canned, however they are capitalised, spaced or punctuated.
//!
//! # Why it is bad
//!
//! Everyone has sentences that they are tired of sending, or of reading. This is the user's own list of them.
//!
//! # Example
//!
//! "Looking forward to exploring synergies", after the user put it on the list.
//!
//! # Use instead
//!
//! The same thing in words made for this person.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "own_phrase",
    kinds: &Kind::ALL,
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[],
    good: &[Example::invitation("Hi Anna, we shared a table at the RCN study day in Leeds on Tuesday.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let preferences = analysis.draft.preferences.as_ref()?;
    Found::at(&preferences.canned_places(&analysis.text))
}
