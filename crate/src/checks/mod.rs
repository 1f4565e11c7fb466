//! The checks. One file each, one line each in [`CHECKS`]; the options page, the documentation, the command line and the
//! tests derive from it.

mod asks_favour;
mod blank;
mod canned_phrase;
mod canned_request;
mod generic_praise;
mod link;
mod network_building;
mod no_concrete_work;
mod no_greeting;
mod no_reason;
mod no_shared_work;
mod no_working_relationship;
mod over_limit;
mod pay_offer;
mod recycled;
mod sales_pitch;
mod swap_offer;
mod template_placeholder;
mod wrong_name;

use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Draft, Kind, Recipient, Relationship, Severity, Span};

/// Every check, in the order in which findings of equal severity are shown.
pub const CHECKS: &[&Check] = &[
    &wrong_name::CHECK,
    &template_placeholder::CHECK,
    &over_limit::CHECK,
    &blank::CHECK,
    &canned_phrase::CHECK,
    &no_reason::CHECK,
    &sales_pitch::CHECK,
    &asks_favour::CHECK,
    &network_building::CHECK,
    &recycled::CHECK,
    &link::CHECK,
    &no_greeting::CHECK,
    &no_working_relationship::CHECK,
    &swap_offer::CHECK,
    &pay_offer::CHECK,
    &canned_request::CHECK,
    &no_shared_work::CHECK,
    &generic_praise::CHECK,
    &no_concrete_work::CHECK,
];

/// One thing that can be wrong with a draft.
///
/// Its texts stand in `extension/_locales` under `check_ID_title`, `check_ID_message` and `check_ID_advice`.
pub struct Check {
    /// Its name in the contract.
    pub id: &'static str,
    /// The kinds of draft it looks at.
    pub kinds: &'static [Kind],
    /// How much its findings matter as a rule.
    pub severity: Severity,
    /// Looks for it.
    pub(crate) find: fn(&Analysis, &Judgement) -> Option<Found>,
    /// Drafts in which it finds something.
    pub bad: &'static [Example],
    /// Drafts in which it finds nothing.
    pub good: &'static [Example],
}

/// What a check found, without words.
pub(crate) struct Found {
    /// Where, in order and apart from each other; empty when it concerns the whole.
    pub(crate) spans: Vec<Span>,
    /// Another severity than the check's own.
    pub(crate) severity: Option<Severity>,
    /// Which of several messages to use, as the part of its key after the check's id.
    pub(crate) variant: Option<&'static str>,
    /// What to put into the message, as `$1`, `$2`, …
    pub(crate) arguments: Vec<String>,
}

impl Found {
    /// Something about the draft as a whole.
    fn whole() -> Self {
        Self { spans: Vec::new(), severity: None, variant: None, arguments: Vec::new() }
    }

    /// Something at certain places; nothing if there are none.
    fn at(mut spans: Vec<Span>) -> Option<Self> {
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let overlaps = next.start < kept.end;
            if overlaps {
                kept.end = kept.end.max(next.end);
            }
            overlaps
        });
        (!spans.is_empty()).then(|| Self { spans, ..Self::whole() })
    }

    fn severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    fn variant(self, variant: &'static str) -> Self {
        Self { variant: Some(variant), ..self }
    }

    fn with(self, arguments: impl Into<Vec<String>>) -> Self {
        Self { arguments: arguments.into(), ..self }
    }
}

/// A draft that shows what a check finds or lets pass.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What is about to be sent.
    pub kind: Kind,
    /// What was typed.
    pub text: &'static str,
    /// The recipient's name.
    pub to: Option<&'static str>,
    /// How the two know each other.
    pub relationship: Option<Relationship>,
    /// The dialog's limit in UTF-16 code units.
    pub limit: Option<u32>,
}

impl Example {
    const fn new(kind: Kind, text: &'static str) -> Self {
        Self { kind, text, to: None, relationship: None, limit: None }
    }

    const fn invitation(text: &'static str) -> Self {
        Self::new(Kind::Invitation, text)
    }

    const fn request(text: &'static str) -> Self {
        Self::new(Kind::RecommendationRequest, text)
    }

    const fn recommendation(text: &'static str) -> Self {
        Self::new(Kind::Recommendation, text)
    }

    const fn to(self, name: &'static str) -> Self {
        Self { to: Some(name), ..self }
    }

    const fn relationship(self, relationship: Relationship) -> Self {
        Self { relationship: Some(relationship), ..self }
    }

    const fn limit(self, limit: u32) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// The example as a draft.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            kind: self.kind,
            text: self.text.to_owned(),
            recipient: self.to.map(|name| Recipient { name: Some(name.to_owned()), ..Recipient::default() }),
            sender: None,
            relationship: self.relationship,
            limit: self.limit,
            sent: None,
        }
    }
}
