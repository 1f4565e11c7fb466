//! The four parts of a good invitation, for a list to tick off while writing one.

use serde::Serialize;

use crate::Draft;
use crate::analysis::Analysis;
use crate::verdict::judge;

/// Which parts of a good invitation a draft has.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "four boxes to tick")]
pub struct Parts {
    /// It greets.
    pub greeting: bool,
    /// It says how the two know each other.
    pub tie: bool,
    /// It says why this person.
    pub reason: bool,
    /// It says what could come next.
    pub next: bool,
}

/// Signals that tell how the two know each other.
const TIE: [&str; 8] = ["met", "event", "shared_past", "shared_work", "family", "place", "helped", "social"];
/// Signals that tell why this person.
const REASON: [&str; 7] = ["their_work", "said", "helped", "happened", "outcome", "shared_past", "shared_work"];

/// Which parts of a good invitation a draft has.
#[must_use]
pub fn parts(draft: &Draft) -> Parts {
    let analysis = Analysis::new(draft);
    let judgement = judge(&analysis);
    Parts {
        greeting: analysis.greeting.is_some(),
        tie: judgement.has_any(&analysis, &TIE),
        reason: judgement.has_any(&analysis, &REASON),
        // A question is an invitation to answer, in any language.
        next: analysis.shows("talk_next") || draft.text.contains(['?', '？', '؟']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, SIGNALS};

    #[test]
    fn every_signal_named_here_exists() {
        for signal in TIE.iter().chain(&REASON).chain(&["talk_next"]) {
            assert!(SIGNALS.contains(signal), "{signal}");
        }
    }

    #[test]
    fn parts_are_seen_where_they_are() {
        let cases = [
            ("", [false, false, false, false]),
            ("Hi Dana, I'd like to add you to my professional network.", [true, false, false, false]),
            ("We met at RustConf on Tuesday.", [false, true, false, false]),
            (
                "Hi Dana, we met at the RustConf hallway track in Berlin on Tuesday. Your fix for our flaky deploys cut them \
                 to two minutes. Shall we compare notes next week?",
                [true, true, true, true],
            ),
        ];
        for (text, expected) in cases {
            let draft = Draft::new(Kind::Invitation, text.to_owned());
            let Parts { greeting, tie, reason, next } = parts(&draft);
            assert_eq!([greeting, tie, reason, next], expected, "{text}");
        }
    }
}
