//! What goes in: one [`Draft`], the same JSON for WebAssembly, extension messages and the command line.

use serde::{Deserialize, Serialize};

use crate::Preferences;

/// A text about to be sent on LinkedIn, with what the page says about the people involved.
///
/// Everything but `kind` and `text` may be missing or null. Unknown fields are ignored, so that an older module can
/// read a newer draft.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Draft {
    /// What is about to be sent.
    pub kind: Kind,
    /// What was typed; empty means "sent without a note".
    pub text: String,
    /// Who will receive it; for a recommendation, the person recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
    /// Who writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// How the two know each other, as chosen in LinkedIn's dialog; null for unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
    /// How many UTF-16 code units LinkedIn accepts here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// How many invitations with a note the sender may still send this month; null for unknown or without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes_left: Option<u32>,
    /// Fingerprints of notes sent earlier from this machine, for the check `recycled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Vec<SentNote>>,
    /// What the sender's own data says of the recipient; missing where there is none. An extension of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What the user wants to be told of; missing, the checks speak as they are. An extension of the contract: a
    /// program that knows nothing of it leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Preferences>,
}

impl Draft {
    /// A text of which nothing else is known.
    #[must_use]
    pub const fn new(kind: Kind, text: String) -> Self {
        Self {
            kind,
            text,
            recipient: None,
            sender: None,
            relationship: None,
            limit: None,
            notes_left: None,
            sent: None,
            evidence: None,
            preferences: None,
        }
    }

    /// A text to somebody called `name`, of whom nothing else is known.
    #[must_use]
    pub fn to(kind: Kind, text: String, name: String) -> Self {
        let recipient = Recipient { name: Some(name), ..Recipient::default() };
        Self { recipient: Some(recipient), ..Self::new(kind, text) }
    }
}

/// What is about to be sent.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Kind {
    /// An invitation to connect, with or without a note.
    Invitation,
    /// A message that asks someone for a recommendation.
    RecommendationRequest,
    /// A recommendation of someone.
    Recommendation,
}

impl Kind {
    /// Every kind, in the order in which they are listed to users.
    pub const ALL: [Self; 3] = [Self::Invitation, Self::RecommendationRequest, Self::Recommendation];

    /// The kind's name in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::RecommendationRequest => "recommendation_request",
            Self::Recommendation => "recommendation",
        }
    }
}

/// The person at the other end, as the dialog shows them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Recipient {
    /// The displayed name, decorations and all.
    #[serde(default)]
    pub name: Option<String>,
    /// The line under the name.
    #[serde(default)]
    pub headline: Option<String>,
    /// Their employer.
    #[serde(default)]
    pub company: Option<String>,
    /// Their school.
    #[serde(default)]
    pub school: Option<String>,
    /// The end of their profile's address, where the page tells it: what comes after `/in/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// How many connections they share with the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mutual_connections: Option<u32>,
}

/// The person who writes.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Sender {
    /// Their displayed name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where they work or worked.
    #[serde(default)]
    pub companies: Option<Vec<String>>,
}

/// A note sent earlier, remembered without its text or its recipient.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SentNote {
    /// What [`crate::fingerprint`] gave for it.
    pub fingerprint: String,
    /// The day it was sent, as `YYYY-MM-DD`.
    pub on: String,
}

/// What the data that LinkedIn lets its members download says of the recipient, to this sender.
///
/// Days are written `YYYY-MM-DD`. Everything but `exported` may be missing or null.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Evidence {
    /// The day of the export.
    pub exported: String,
    /// The day on which the draft is written; null for the day of the export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// Connected since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connected_on: Option<String>,
    /// Messages exchanged, in both directions together; null where the export has no messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<u32>,
    /// The last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message_on: Option<String>,
    /// When the sender last asked them for a recommendation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<String>,
    /// Where the recipient works, if the sender works or worked there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_company: Option<SharedCompany>,
    /// The last invitation that the sender sent them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_on: Option<String>,
    /// When they recommended the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended_on: Option<String>,
    /// When the sender recommended them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_on: Option<String>,
    /// Notes that the sender has sent to several people, whoever the recipient is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<ReusedNote>>,
}

/// A company that two people have in common.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct SharedCompany {
    /// Its name.
    pub name: String,
    /// Since when the sender worked there.
    pub from: String,
    /// Until when; null for until now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A note that went to several people, without its text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReusedNote {
    /// What [`crate::fingerprint`] gave for it.
    pub fingerprint: String,
    /// To how many it went.
    pub count: u32,
    /// Since when.
    pub since: String,
}

/// How the recommender and the recommendee know each other.
///
/// The first twelve are LinkedIn's own values. In a request the recipient is the recommender; in a recommendation the
/// writer is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the names are LinkedIn's and say all there is to say")]
pub enum Relationship {
    RecommenderManagedRecommendee,
    RecommenderReportedToRecommendee,
    RecommenderSeniorThanRecommendee,
    RecommendeeSeniorThanRecommender,
    WorkedInSameGroup,
    WorkedInDifferentGroups,
    WorkedInDifferentCompanies,
    RecommendeeIsClientOfRecommender,
    RecommenderIsClientOfRecommendee,
    RecommenderTaughtRecommendee,
    RecommenderAdvisedRecommendee,
    RecommenderStudiedWithRecommendee,
    /// The user said that there is none.
    None,
}
