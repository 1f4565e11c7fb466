//! A fresh contact without a word exchanged.
//!
//! # What it does
//!
//! Looks at what the sender's own data says of the person: connected a few days ago, no message in either direction, no
//! company in common. It says nothing where there is no such data, or where the data is old.
//!
//! # Why it is bad
//!
//! Whoever has never exchanged a word with someone has seen nothing of their work.
//!
//! # Example
//!
//! > Hi Tom, could you write me a recommendation? (connected three days ago, no message)
//!
//! # Use instead
//!
//! Someone who saw the work; or the fresh contact, once there is something to speak of.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Relationship, Severity, Verdict, facts};

pub(super) const CHECK: Check =
    Check { id: "no_contact", kinds: &[Kind::RecommendationRequest], severity: Severity::Caution, find };

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[],
    good: &[Example::request("Hi Tom, could you say a few words about the billing migration we ran together at Acme, and how I handled the cut-over night?").to("Tom Baker").relationship(Relationship::WorkedInSameGroup)],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    let on = analysis.draft.evidence.as_ref()?.connected_on.as_ref()?;
    if !facts::is_stranger(analysis.draft) {
        return None;
    }
    let found = Found::whole().since(on);
    Some(if judgement.verdict == Verdict::Inappropriate { found.severity(Severity::Warning) } else { found })
}
