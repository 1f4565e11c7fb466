//! A sentence that everyone sends.
//!
//! # What it does
//!
//! Finds LinkedIn's own default invitations and the sentences people copy in their place.
//!
//! # Why it is bad
//!
//! Whoever gets it has read it a hundred times, and learns from it only that no thought was spent.
//!
//! # Example
//!
//! > I'd like to add you to my professional network on LinkedIn.
//!
//! # Use instead
//!
//! What you would say if you met: where you know each other from, or what of their work made you write.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "canned_phrase",
    kinds: &[Kind::Invitation],
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("I'd like to add you to my professional network on LinkedIn."), Example::invitation("Hi Anna, I’d like to join your LinkedIn network.").to("Anna Kowalska"), Example::invitation("Since you are a person I trust, I wanted to invite you to join my network on LinkedIn.")],
    good: &[Example::invitation("You fixed the projector five minutes before my talk at PyCon in Turin. Thank you!")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    let mut spans = analysis.default_spans();
    if judgement.verdict == Verdict::Canned && spans.is_empty() {
        spans = judgement.spans_of(analysis, "wants_connection");
    }
    let found = Found::at(&spans)?;
    // A default sentence before a true reason is a blemish, not a fault.
    Some(match judgement.verdict {
        Verdict::Canned => found,
        Verdict::Thin => found.severity(Severity::Caution),
        _ => found.severity(Severity::Note).variant("beside"),
    })
}
