//! No greeting.
//!
//! # What it does
//!
//! Finds a text that starts without a greeting and without the name of the person.
//!
//! # Why it is bad
//!
//! A hello and a name cost two words; without them a note reads like a form.
//!
//! # Example
//!
//! > We met on the night train to Vienna and talked about beekeeping.
//!
//! # Use instead
//!
//! "Hello" and the name they use.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "no_greeting",
    kinds: &[Kind::Invitation, Kind::RecommendationRequest],
    severity: Severity::Note,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("We met on the night train to Vienna and talked about beekeeping.")],
    good: &[Example::invitation("Hello Ana, we met on the night train to Vienna and talked about beekeeping.").to("Ana Pop"), Example::invitation("Ana - we met on the night train to Vienna.").to("Ana Pop")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    let named = analysis.attributes.iter().take(4).any(|attributes| attributes.name);
    let greets = analysis.greeting.is_some() || named;
    (!greets && !judgement.unread && !analysis.is_blank()).then(Found::whole)
}
