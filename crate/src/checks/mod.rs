//! The checks. One file each, one line each in [`CHECKS`]; the options page, the documentation, the command line and the
//! tests derive from it.

use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Draft, Kind, Recipient, Relationship, Severity, Span};

/// Declares the checks' modules and their registry, so that adding a check is one file and one line.
macro_rules! checks {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// Every check, in the order in which findings of equal severity are shown.
        pub const CHECKS: &[&Check] = &[$(&$name::CHECK),*];

        /// The examples of every check, in the same order. Apart from the checks, so that a program that shows none
        /// doesn't carry them.
        pub const EXAMPLES: &[&Examples] = &[$(&$name::EXAMPLES),*];
    };
}

checks! {
    wrong_name
    template_placeholder
    over_limit
    blank
    canned_phrase
    wasted_note
    no_reason
    sales_pitch
    asks_favour
    network_building
    own_phrase
    recycled
    link
    no_greeting
    no_working_relationship
    no_contact
    swap_offer
    pay_offer
    canned_request
    no_shared_work
    generic_praise
    no_concrete_work
}

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
}

/// Drafts that show what a check looks for.
pub struct Examples {
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
    /// A day as `YYYY-MM-DD`, to put into the message after the arguments.
    pub(crate) day: Option<String>,
}

impl Found {
    /// Something about the draft as a whole.
    fn whole() -> Self {
        Self { spans: Vec::new(), severity: None, variant: None, arguments: Vec::new(), day: None }
    }

    /// Something at certain places; nothing if there are none.
    fn at(spans: &[Span]) -> Option<Self> {
        (!spans.is_empty()).then(|| Self { spans: Span::in_order(spans), ..Self::whole() })
    }

    /// Something at certain places, or about the whole if there are none.
    fn at_or_whole(spans: &[Span]) -> Self {
        Self::at(spans).unwrap_or_else(Self::whole)
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

    fn since(self, day: &str) -> Self {
        Self { day: Some(day.to_owned()), ..self }
    }

    /// Takes the message for a single thing where there is one only.
    fn counting(self, count: usize) -> Self {
        if count == 1 { self.variant("one") } else { self }
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
            recipient: self.to.map(|name| Recipient { name: Some(name.to_owned()), ..Recipient::default() }),
            relationship: self.relationship,
            limit: self.limit,
            ..Draft::new(self.kind, self.text.to_owned())
        }
    }
}
