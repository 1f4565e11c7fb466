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
    let draft = analysis.draft;
    let evidence = draft.evidence.as_ref();
    let reused = evidence.and_then(|evidence| evidence.notes.as_deref()).unwrap_or_default();
    let sent = draft.sent.as_deref().unwrap_or_default();
    if reused.is_empty() && sent.is_empty() {
        return None;
    }
    let own = fingerprint::of(analysis)?;
    let reused: Vec<_> = reused.iter().filter(|note| own.resembles(&note.fingerprint)).collect();
    // What went out before the export is counted in it.
    let counted = evidence.filter(|_| !reused.is_empty()).map_or("", |evidence| evidence.exported.as_str());
    let sent = sent.iter().filter(|note| note.on.as_str() > counted && own.resembles(&note.fingerprint));
    let (mut count, mut since) = (0, None);
    let all = sent.map(|note| (1, note.on.as_str())).chain(reused.iter().map(|note| (note.count, note.since.as_str())));
    for (number, on) in all {
        count += number as usize;
        since = Some(since.map_or(on, |since: &str| since.min(on)));
    }
    Some(Found::whole().counting(count).with([count.to_string()]).since(since?))
}
