//! Longer than LinkedIn takes.
//!
//! # What it does
//!
//! Compares the length in UTF-16 code units, as the field counts, with the limit of the dialog.
//!
//! # Why it is bad
//!
//! What is over the limit is cut off or refused.
//!
//! # Example
//!
//! > Hello Ana, this is longer than thirty characters.
//!
//! # Use instead
//!
//! The one reason that matters; the rest belongs in the conversation.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "over_limit",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hello Ana, this is longer than thirty characters.").limit(30)],
    good: &[Example::invitation("Hello Ana, short enough.").limit(30)],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let limit = analysis.draft.limit?;
    let over = analysis.text.utf16_length.checked_sub(limit).filter(|&over| over > 0)?;
    let span = analysis.text.span_after(limit);
    Some(Found::at(span.as_slice()).unwrap_or_else(Found::whole).with([over.to_string(), limit.to_string()]))
}
