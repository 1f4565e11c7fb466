//! Nothing was written.
//!
//! # What it does
//!
//! Finds a draft without a single word or sign: an invitation sent without a note, an empty request or recommendation.
//!
//! # Why it is bad
//!
//! An invitation without a word is a card handed over without a hello.
//!
//! # Example
//!
//! An empty field and a press of Send.
//!
//! Free accounts have few notes a month. While some are left, the question is whether this person is worth one; when
//! none is, there is nothing the sender could do, and it is only mentioned.
//!
//! # Use instead
//!
//! One sentence that says how you know each other, or why you write to this person.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "blank",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation(""), Example::invitation(" \n\u{200B} "), Example::request("")],
    good: &[Example::invitation("Hi Ana, we met at the parents' evening on Tuesday.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    if !analysis.is_blank() {
        return None;
    }
    let draft = analysis.draft;
    let found = Found::whole();
    if draft.kind != Kind::Invitation {
        return Some(found);
    }
    let mutual = draft.recipient.as_ref().and_then(|recipient| recipient.mutual_connections).unwrap_or_default();
    Some(match (draft.notes_left, mutual) {
        (Some(0), _) => found.severity(Severity::Note).variant("none_left"),
        (Some(1), _) => found.variant("one_left"),
        (Some(left), _) => found.variant("left").with([left.to_string()]),
        (None, 2..) => found.variant("mutual").with([mutual.to_string()]),
        (None, _) => found,
    })
}
