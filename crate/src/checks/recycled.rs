//! Almost the same note as before.
//!
//! # What it does
//!
//! Compares the note with the fingerprints of those sent before from this machine, names left out.
//!
//! # Why it is bad
//!
//! A note that fits a dozen people was written for none of them.
//!
//! # Example
//!
//! The same three sentences, a new name on top, for the twelfth time this month.
//!
//! # Use instead
//!
//! What is true of this person and of none of the others.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::fingerprint;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "recycled",
    kinds: &[Kind::Invitation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[],
    good: &[Example::invitation("Hi Anna, we shared a table at the RCN study day in Leeds on Tuesday.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let sent = analysis.draft.sent.as_deref().filter(|sent| !sent.is_empty())?;
    let own = fingerprint::of(analysis)?;
    let alike: Vec<&str> = sent.iter().filter(|note| own.resembles(&note.fingerprint)).map(|note| note.on.as_str()).collect();
    let since = alike.iter().min()?;
    Some(Found::whole().counting(alike.len()).with([alike.len().to_string()]).since(since))
}
