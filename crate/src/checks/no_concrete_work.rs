//! It could be about anyone.
//!
//! # What it does
//!
//! Finds recommendations without an event, a thing made, a decision, or a before and after.
//!
//! # Why it is bad
//!
//! Readers skip what they could have guessed. One true story outweighs ten adjectives.
//!
//! # Example
//!
//! > I worked with Anna for five years. She is a great manager and I highly recommend her.
//!
//! # Use instead
//!
//! One thing that happened: what was the matter, what this person did, and what was different afterwards.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "no_concrete_work",
    kinds: &[Kind::Recommendation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::recommendation("I worked with Anna for five years. She is a great manager and I highly recommend her.").to("Anna Kowalska")],
    good: &[Example::recommendation("When our payroll server died the night before payday, Anna drove to the office and rebuilt it from the paper records by six in the morning.").to("Anna Kowalska")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    (judgement.verdict == Verdict::Vague && !analysis.is_blank()).then(Found::whole)
}
