//! Praise that fits anyone.
//!
//! # What it does
//!
//! Finds the adjectives and phrases of every recommendation, where little else stands beside them.
//!
//! # Why it is bad
//!
//! "Hard-working team player" is true of half the world and tells nothing of this one.
//!
//! # Example
//!
//! > Anna is a hard-working team player with great attention to detail.
//!
//! # Use instead
//!
//! For each adjective the day on which you saw it.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "generic_praise",
    kinds: &[Kind::Recommendation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::recommendation("Anna is a hard-working team player with great attention to detail.").to("Anna Kowalska")],
    good: &[Example::recommendation("When our payroll server died the night before payday, Anna drove to the office and rebuilt it from the paper records by six in the morning.").to("Anna Kowalska")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    if judgement.verdict != Verdict::Vague {
        return None;
    }
    Found::at(&judgement.spans_of(analysis, "praise"))
}
