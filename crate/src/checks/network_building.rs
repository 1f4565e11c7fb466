//! Wants contacts, not this contact.
//!
//! # What it does
//!
//! Finds "expand my network", "like-minded professionals", "mutual growth" and their kin.
//!
//! # Why it is bad
//!
//! It says that anyone would do.
//!
//! # Example
//!
//! > I am always looking to expand my network with like-minded professionals.
//!
//! # Use instead
//!
//! Why this one.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "network_building",
    kinds: &[Kind::Invitation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("I am always looking to expand my network with like-minded professionals.")],
    good: &[Example::invitation("We ran the water station at the Leeds half marathon together on Sunday.")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    if judgement.verdict == Verdict::Personal {
        return None;
    }
    // "My professional network" in LinkedIn's default sentence is already named as canned.
    let canned = analysis.default_spans();
    let mut spans = judgement.spans_of(analysis, "network_building");
    spans.retain(|span| canned.iter().all(|canned| span.end <= canned.start || canned.end <= span.start));
    Found::at(&spans)
}
