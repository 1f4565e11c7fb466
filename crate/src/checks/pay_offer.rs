//! A paid recommendation.
//!
//! # What it does
//!
//! Finds money, vouchers, discounts or meals offered for a recommendation.
//!
//! # Why it is bad
//!
//! It is advertising under a false name, and against LinkedIn's rules.
//!
//! # Example
//!
//! > Please write me a recommendation, I will send you a $20 Amazon gift card.
//!
//! # Use instead
//!
//! Ask someone who would say it for nothing.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, PAYS};
use crate::{Kind, Relationship, Severity};

pub(super) const CHECK: Check = Check {
    id: "pay_offer",
    kinds: &[Kind::RecommendationRequest],
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::request("Please write me a recommendation, I will send you a $20 Amazon gift card.")],
    good: &[Example::request("Could you say a few words about how I ran the gift card project at Tesco in 2021?").to("Tom Baker").relationship(Relationship::RecommenderManagedRecommendee)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    judgement.pays.then(|| Found::at_or_whole(&judgement.spans_for(analysis, PAYS)))
}
