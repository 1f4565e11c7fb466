//! No reason why this person.
//!
//! # What it does
//!
//! Finds notes in which nothing is left of this person once name, firm and title are covered up.
//!
//! # Why it is bad
//!
//! People accept people they can place. "I saw your profile" fits everyone who has one.
//!
//! # Example
//!
//! > Hi Anna, your profile is very impressive and I would love to connect.
//!
//! # Use instead
//!
//! Where you met, who sent you, what you did together, or which piece of their work you mean and what came of it.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, IS_WORST};
use crate::{Kind, Severity, Verdict};

pub(super) const CHECK: Check = Check {
    id: "no_reason",
    kinds: &[Kind::Invitation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hi Anna, your profile is very impressive and I would love to connect.").to("Anna Kowalska"), Example::invitation("Hi, let us connect and grow together.")],
    good: &[Example::invitation("Hi Anna, we shared a table at the RCN study day in Leeds on Tuesday and you lent me your charger.").to("Anna Kowalska")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    match judgement.verdict {
        _ if analysis.is_blank() => None,
        Verdict::Canned => Some(Found::whole().severity(Severity::Warning)),
        Verdict::Thin => {
            let spans = judgement.spans_against(analysis, IS_WORST);
            // What this note lacks depends on what it has: an occasion without a detail, or a headline read back.
            let masked = analysis.attributes.iter().any(|attributes| attributes.masked);
            let found = Found::at_or_whole(&spans);
            Some(if judgement.has_any(analysis, &["met", "event", "shared_past"]) {
                found.variant("thin_tie")
            } else if masked {
                found.variant("thin_headline")
            } else {
                found.variant("thin")
            })
        }
        _ => None,
    }
}
