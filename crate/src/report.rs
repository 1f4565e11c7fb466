//! What comes out: one [`Report`].

use serde::Serialize;

/// The judgement of one draft, ready to be shown.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Report {
    /// The overall judgement; which values occur depends on the draft's kind.
    pub verdict: Verdict,
    /// The text's language as a BCP 47 tag; `und` where it is outside the supported ones or can't be told.
    pub language: &'static str,
    /// What is wrong, most severe first.
    pub findings: Vec<Finding>,
    /// What is good.
    pub strengths: Vec<Strength>,
    /// How long the text is.
    pub length: Length,
    /// Whether the verdict is no judgement, because the user switched off the checks that it would rest on; left out
    /// where it is one.
    #[serde(skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub unjudged: bool,
    /// What the sender's own data says of the recipient; left out where it says nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<Vec<Fact>>"))]
    pub facts: Vec<Fact>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The overall judgement of a draft.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Verdict {
    /// Invitation: could go to anyone.
    Canned,
    /// Invitation: some effort, no concrete personal reason.
    Thin,
    /// Invitation: answers "why this person?" with something checkable.
    Personal,
    /// Request: this person can't speak to the work, or a favour is traded.
    Inappropriate,
    /// Request or recommendation: gives nothing to speak to, or could be about anyone.
    Vague,
    /// Request: shared work, and a subject to speak to.
    Appropriate,
    /// Recommendation: tells something that is true of this person alone.
    Specific,
}

impl Verdict {
    /// The verdict's name in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Canned => "canned",
            Self::Thin => "thin",
            Self::Personal => "personal",
            Self::Inappropriate => "inappropriate",
            Self::Vague => "vague",
            Self::Appropriate => "appropriate",
            Self::Specific => "specific",
        }
    }

    /// Every verdict.
    pub const ALL: [Self; 7] =
        [Self::Canned, Self::Thin, Self::Personal, Self::Inappropriate, Self::Vague, Self::Appropriate, Self::Specific];

    /// Whether nothing better can be said of a draft of its kind.
    #[must_use]
    pub const fn is_best(self) -> bool {
        matches!(self.grade(), Grade::Best)
    }

    /// How far the verdict is from the best of its kind.
    #[must_use]
    pub const fn grade(self) -> Grade {
        match self {
            Self::Canned | Self::Inappropriate => Grade::Worst,
            Self::Thin | Self::Vague => Grade::Fair,
            Self::Personal | Self::Appropriate | Self::Specific => Grade::Best,
        }
    }
}

/// How far a verdict is from the best of its kind.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Grade {
    /// Sending it deserves a second press.
    Worst,
    /// Something could be better.
    Fair,
    /// Nothing better can be said.
    Best,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Severity {
    /// Sending this as it is will probably be regretted.
    Warning,
    /// Worth a second look.
    Caution,
    /// Good to know.
    Note,
}

impl Severity {
    /// The severity's name in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::Note => "note",
        }
    }
}

/// A place in the text, in UTF-16 code units as a textarea counts them.
///
/// Always inside the text, never empty, and never splitting a character.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Span {
    /// The first code unit.
    pub start: u32,
    /// The code unit after the last.
    pub end: u32,
}

impl Span {
    /// The same places in the order of the text, each once, those that overlap made one.
    pub(crate) fn in_order(spans: &[Self]) -> Vec<Self> {
        let mut keys: Vec<u64> = spans.iter().map(|span| u64::from(span.start) << 32 | u64::from(span.end)).collect();
        keys.sort_unstable();
        let mut ordered: Vec<Self> = Vec::with_capacity(keys.len());
        for key in keys {
            let (Ok(start), Ok(end)) = (u32::try_from(key >> 32), u32::try_from(key & u64::from(u32::MAX))) else {
                continue;
            };
            match ordered.last_mut() {
                Some(last) if start < last.end => last.end = last.end.max(end),
                _ => ordered.push(Self { start, end }),
            }
        }
        ordered
    }
}

/// Something wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Finding {
    /// The id of the check that found it.
    pub check: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in the order of the text; empty when it concerns the whole.
    pub spans: Vec<Span>,
    /// What is wrong, in the user's language.
    pub message: String,
    /// What would mend it, in the user's language.
    pub advice: String,
}

/// Something good.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Strength {
    /// The id of the signal that shows it.
    pub signal: &'static str,
    /// Where, in the order of the text.
    pub spans: Vec<Span>,
    /// What is good, in the user's language.
    pub message: String,
}

/// What the sender's own data says of the recipient.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Fact {
    /// What it is about; `source` says where the others are from, and from which day.
    pub fact: &'static str,
    /// The fact, in the user's language.
    pub message: String,
}

/// How long a text is.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Length {
    /// Its length in UTF-16 code units.
    pub characters: u32,
    /// The draft's limit, if it has one.
    pub limit: Option<u32>,
}
