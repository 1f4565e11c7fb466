//! This person can't speak to the work.
//!
//! # What it does
//!
//! Finds requests to people who, by the dialog or by the text itself, never saw the work: strangers, fresh contacts, friends
//! from outside work, people one only reads.
//!
//! # Why it is bad
//!
//! It asks them to vouch for what they have not seen: to lie, or to refuse.
//!
//! # Example
//!
//! > Hi Tom, we have never worked together but I admire your posts. Could you recommend me?
//!
//! # Use instead
//!
//! Someone who managed you, worked beside you, bought from you or taught you.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, IS_WORST};
use crate::{Kind, Relationship, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "no_working_relationship",
    kinds: &[Kind::RecommendationRequest],
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::request("Hi Tom, we have never worked together but I admire your posts. Could you recommend me?").to("Tom Baker"), Example::request("Could you write about how I led the migration at Acme?").to("Tom Baker").relationship(Relationship::None)],
    good: &[Example::request("Hi Tom, could you say a few words about the billing migration we ran together at Acme, and how I handled the cut-over night?").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    let traded = judgement.swaps || judgement.pays;
    let none = analysis.draft.relationship == Some(Relationship::None);
    if judgement.verdict != Verdict::Inappropriate || traded && !none {
        return None;
    }
    Some(Found::at_or_whole(&judgement.spans_for(analysis, IS_WORST)))
}
