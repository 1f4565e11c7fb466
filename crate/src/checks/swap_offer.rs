//! A favour for a favour.
//!
//! # What it does
//!
//! Finds offers to write a recommendation, or do another favour, in return.
//!
//! # Why it is bad
//!
//! Two people who praise each other by agreement are believed by nobody.
//!
//! # Example
//!
//! > Can you write me a recommendation? I will write you one in return.
//!
//! # Use instead
//!
//! Ask for what they saw, and write theirs when you have something to say.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, SWAPS};
use crate::{Kind, Relationship, Severity};

pub(super) const CHECK: Check = Check {
    id: "swap_offer",
    kinds: &[Kind::RecommendationRequest],
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::request("Can you write me a recommendation? I will write you one in return."), Example::request("Want to swap recommendations?")],
    good: &[Example::request("Could you say a few words about the night shifts we ran together on Ward 6?").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    judgement.swaps.then(|| Found::at_or_whole(&judgement.spans_for(analysis, SWAPS)))
}
