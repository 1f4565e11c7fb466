//! LinkedIn's own request.
//!
//! # What it does
//!
//! Finds the text that LinkedIn fills in, and the ones that say no more than it.
//!
//! # Why it is bad
//!
//! They would have to guess what you want to be recommended for.
//!
//! # Example
//!
//! > Hi Tom, can you write me a recommendation?
//!
//! # Use instead
//!
//! Which piece of work they saw, and what you would like them to tell.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Relationship, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "canned_request",
    kinds: &[Kind::RecommendationRequest],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::request("Hi Tom, can you write me a recommendation?").to("Tom Baker")],
    good: &[Example::request("Hi Tom, could you say a few words about the billing migration we ran together at Acme, and how I handled the cut-over night?").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    if judgement.verdict == Verdict::Appropriate {
        return None;
    }
    Found::at(&analysis.default_spans())
}
