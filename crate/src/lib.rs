//! Judges LinkedIn invitations, requests for a recommendation, and recommendations before they are sent.
//!
//! [`check`] is the whole of it: one [`Draft`] in, one [`Report`] out, no input or output besides.

mod analysis;
#[cfg(feature = "cli")]
pub mod catalogue;
mod checks;
mod defaults;
mod draft;
mod evidence;
mod facts;
mod fingerprint;
mod messages;
mod names;
mod parts;
mod phrasebook;
mod placeholder;
mod preferences;
mod report;
mod text;
mod verdict;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use checks::{CHECKS, Check, EXAMPLES, Example, Examples};
pub use draft::{Draft, Evidence, Kind, Recipient, Relationship, ReusedNote, Sender, SentNote, SharedCompany};
pub use messages::Messages;
pub use parts::{Parts, parts};
pub use phrasebook::{LANGUAGES, SIGNALS};
pub use preferences::{Level, Preferences, Strictness};
pub use report::{Fact, Finding, Grade, Length, Report, Severity, Span, Strength, Verdict};

use analysis::Analysis;
use checks::Found;
use verdict::{Judgement, judge};

/// How many places one finding or strength points at; the rest would only clutter, and cost in a huge text.
const MOST_SPANS: usize = 50;
/// How many strengths are named.
const MOST_STRENGTHS: usize = 4;

/// Judges one draft.
///
/// Takes time and memory linear in the length of its text.
#[must_use]
pub fn check(draft: &Draft, messages: &dyn Messages) -> Report {
    let analysis = Analysis::new(draft);
    let judgement = judge(&analysis);
    let unnamed;
    let person = if let Some(name) = analysis.first_name() {
        name
    } else {
        unnamed = messages.text("recipient_unnamed", &[]);
        &unnamed
    };
    let mut found: Vec<Finding> = CHECKS
        .iter()
        .filter(|check| check.kinds.contains(&draft.kind))
        .filter_map(|check| (check.find)(&analysis, &judgement).map(|found| word(check, found, person, messages)))
        .collect();
    let severities = [Severity::Warning, Severity::Caution, Severity::Note];
    let mut findings = Vec::with_capacity(found.len());
    for severity in severities {
        findings.extend(found.extract_if(.., |finding| finding.severity == severity));
    }
    let report = Report {
        verdict: judgement.verdict,
        language: analysis.book.filter(|_| !analysis.is_blank()).map_or("und", |book| book.language),
        findings,
        strengths: strengths(&analysis, &judgement, messages),
        length: Length { characters: analysis.text.utf16_length, limit: draft.limit },
        unjudged: false,
        facts: facts::facts(draft, messages),
    };
    match &draft.preferences {
        Some(preferences) => preferences.apply(report, &analysis, messages),
        None => report,
    }
}

/// The verdict on a draft alone, for those who judge many: none of a report's words are looked up.
#[must_use]
pub fn verdict(draft: &Draft) -> Verdict {
    judge(&Analysis::new(draft)).verdict
}

/// The names of all that may weigh in a draft: its phrases, the classes of its words, its shapes.
///
/// They are what `phrasebook/weights` gives weights to.
#[must_use]
pub fn evidence(draft: &Draft) -> Vec<String> {
    evidence::names(&Analysis::new(draft))
}

/// What may be remembered of a note that was sent, for [`Draft::sent`]: a likeness without words or names.
///
/// None for a text too short to be told from others.
#[must_use]
pub fn fingerprint(draft: &Draft) -> Option<String> {
    fingerprint::of(&Analysis::new(draft)).map(|fingerprint| fingerprint.to_string())
}

/// Whether the sender could make more of the draft than it is: not of an invitation without a note when LinkedIn
/// allows no further notes this month.
#[must_use]
pub fn is_mendable(draft: &Draft) -> bool {
    let is_spent = draft.kind == Kind::Invitation && draft.notes_left == Some(0);
    !is_spent || !Analysis::new(draft).is_blank()
}

/// Puts a finding into words.
fn word(check: &Check, found: Found, person: &str, messages: &dyn Messages) -> Finding {
    let mut substitutions = vec![person];
    substitutions.extend(found.arguments.iter().map(String::as_str));
    let day = found.day.map(|day| messages.date(&day));
    substitutions.extend(day.as_deref());
    let key = match found.variant {
        Some(variant) => ["check_", check.id, "_", variant].concat(),
        None => ["check_", check.id].concat(),
    };
    let text = |part: &str| messages.text(&[&key, part].concat(), &substitutions);
    let (message, advice) = (text("_message"), text("_advice"));
    let mut spans = found.spans;
    spans.truncate(MOST_SPANS);
    Finding { check: check.id, severity: found.severity.unwrap_or(check.severity), spans, message, advice }
}

/// What is good about a draft: the signals that spoke for the best verdict, where the text shows them.
fn strengths(analysis: &Analysis, judgement: &Judgement, messages: &dyn Messages) -> Vec<Strength> {
    if judgement.unread && judgement.verdict.is_best() {
        return vec![strength("language_not_judged", Vec::new(), messages)];
    }
    if !judgement.verdict.is_best() {
        return Vec::new();
    }
    let mut found = judgement.strengths(analysis);
    found.truncate(MOST_STRENGTHS);
    if found.is_empty() {
        found.push(("details", Vec::new()));
    }
    found.into_iter().map(|(signal, words)| strength(signal, analysis.spans_near(&words, 1), messages)).collect()
}

fn strength(signal: &'static str, mut spans: Vec<Span>, messages: &dyn Messages) -> Strength {
    spans.truncate(MOST_SPANS);
    Strength { signal, spans, message: messages.text(&["signal_", signal].concat(), &[]) }
}
