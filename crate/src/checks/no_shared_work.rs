//! Nothing to speak to.
//!
//! # What it does
//!
//! Finds requests that name no work the two shared, or nothing in it that could be told.
//!
//! # Why it is bad
//!
//! Asked for "a recommendation", people write adjectives; reminded of a day, they tell it.
//!
//! # Example
//!
//! > Hi Tom, can you write me a recommendation? Please mention my skills.
//!
//! # Use instead
//!
//! The project, the time, and the one thing you hope they remember.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Relationship, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "no_shared_work",
    kinds: &[Kind::RecommendationRequest],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::request("Hi Tom, can you write me a recommendation? Please mention my skills.").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
    good: &[Example::request("Hi Tom, could you say a few words about the billing migration we ran together at Acme, and how I handled the cut-over night?").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    (judgement.verdict == Verdict::Vague && !analysis.is_blank()).then(Found::whole)
}
