//! A note spent on nothing.
//!
//! # What it does
//!
//! Says of a canned invitation that it would use up one of the few notes that free accounts have each month.
//!
//! # Why it is bad
//!
//! A note that everyone gets does no more than none, and is missing when there is something to say.
//!
//! # Example
//!
//! The third of three notes of the month, spent on "I'd like to add you to my professional network on LinkedIn."
//!
//! # Use instead
//!
//! A reason that is true of this person alone; without one, no note.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "wasted_note",
    kinds: &[Kind::Invitation],
    severity: Severity::Note,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[],
    good: &[Example::invitation("I'd like to add you to my professional network on LinkedIn.")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    let left = analysis.draft.notes_left.filter(|&left| left > 0)?;
    let is_wasted = judgement.verdict == Verdict::Canned && !analysis.is_blank();
    is_wasted.then(|| if left == 1 { Found::whole().variant("last") } else { Found::whole().with([left.to_string()]) })
}
