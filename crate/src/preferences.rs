//! What the user wants to be told of: applied to a report that is otherwise finished.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::text::Text;
use crate::{CHECKS, Finding, Grade, Kind, Messages, Report, Severity, Span, Strength, Verdict};

/// What one user, or their organisation, wants to be told of.
///
/// Everything may be missing or null. Checks that don't exist are ignored, so that settings may come from a newer or
/// an older version.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Preferences {
    /// How much is objected to; null for `balanced`.
    #[serde(default)]
    pub strictness: Option<Strictness>,
    /// For checks by their id: off, or how much their findings matter.
    #[serde(default)]
    pub checks: Option<BTreeMap<String, Level>>,
    /// Phrases that are canned to this user, for the check `own_phrase`.
    #[serde(default)]
    pub canned: Option<Vec<String>>,
    /// Phrases never to object to.
    #[serde(default)]
    pub fine: Option<Vec<String>>,
}

/// How much is objected to.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Strictness {
    /// Cautions become notes, and notes are left out.
    Lenient,
    /// As the checks are.
    #[default]
    Balanced,
    /// Sending what could be better deserves a second press, too.
    Strict,
}

impl Strictness {
    /// Every strictness, from the mildest.
    pub const ALL: [Self; 3] = [Self::Lenient, Self::Balanced, Self::Strict];

    /// Its name in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lenient => "lenient",
            Self::Balanced => "balanced",
            Self::Strict => "strict",
        }
    }

    /// How far a verdict is from the best of its kind, to someone this strict.
    #[must_use]
    pub const fn grade(self, verdict: Verdict) -> Grade {
        match (self, verdict.grade()) {
            (Self::Strict, Grade::Fair) => Grade::Worst,
            (_, grade) => grade,
        }
    }
}

/// What becomes of a check's findings.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Level {
    /// They are left out.
    Off,
    /// Good to know.
    Note,
    /// Worth a second look.
    Caution,
    /// Sending this as it is will probably be regretted.
    Warning,
}

impl Preferences {
    /// Where a text has phrases that are canned to this user.
    pub(crate) fn canned_places(&self, text: &Text) -> Vec<Span> {
        text.places_of(self.canned.as_deref().unwrap_or_default())
    }

    /// The report that this user gets instead of `report`.
    ///
    /// A verdict whose reasons the user doesn't want to hear is not given: what remains is the best verdict of the
    /// kind, and a strength that says why.
    pub(crate) fn apply(&self, mut report: Report, analysis: &Analysis, messages: &dyn Messages) -> Report {
        let kind = analysis.draft.kind;
        if kind == Kind::Invitation && report.verdict == Verdict::Thin && finds(&report, "own_phrase") {
            report.verdict = Verdict::Canned;
        }
        let carried = report.findings.iter().any(carries);
        self.leave_out(&mut report.findings, &analysis.text);
        let is_carried = report.findings.iter().any(carries);
        if !report.verdict.is_best() && (report.findings.is_empty() || carried && !is_carried) {
            report.verdict = best(kind);
            report.unjudged = true;
            let message = messages.text("signal_checks_off", &[]);
            report.strengths = vec![Strength { signal: "checks_off", spans: Vec::new(), message }];
        }
        self.weigh(&mut report.findings);
        report
    }

    /// Takes out what is switched off, and what was found in phrases never to object to.
    fn leave_out(&self, findings: &mut Vec<Finding>, text: &Text) {
        let fine = text.places_of(self.fine.as_deref().unwrap_or_default());
        findings.retain_mut(|finding| {
            let whole = finding.spans.is_empty();
            finding.spans.retain(|span| {
                let last_before = fine.partition_point(|fine| fine.start <= span.start).checked_sub(1);
                last_before.and_then(|index| fine.get(index)).is_none_or(|fine| fine.end < span.end)
            });
            self.level(finding.check) != Some(Level::Off) && (whole || !finding.spans.is_empty())
        });
    }

    /// Gives each finding the severity that the user chose, or that their strictness makes of the check's own.
    fn weigh(&self, findings: &mut Vec<Finding>) {
        let mild = self.strictness == Some(Strictness::Lenient);
        if mild && findings.iter().any(|finding| finding.severity != Severity::Note) {
            findings.retain(|finding| finding.severity != Severity::Note || self.level(finding.check).is_some());
        }
        for finding in findings.iter_mut() {
            finding.severity = match self.level(finding.check) {
                Some(Level::Warning) => Severity::Warning,
                Some(Level::Caution) => Severity::Caution,
                Some(Level::Note) => Severity::Note,
                Some(Level::Off) | None if mild && finding.severity == Severity::Caution => Severity::Note,
                Some(Level::Off) | None => finding.severity,
            };
        }
        // Sorted as numbers, which the module has a routine for: severity, then the check's place, then its own.
        let place = |finding: &Finding| CHECKS.iter().position(|check| check.id == finding.check).unwrap_or_default();
        let key =
            |(index, finding): (u64, &Finding)| (finding.severity as u64) << 48 | (place(finding) as u64) << 32 | index;
        let mut order: Vec<u64> = (0..).zip(findings.iter()).map(key).collect();
        order.sort_unstable();
        let mut taken: Vec<Option<Finding>> = findings.drain(..).map(Some).collect();
        let index = |key: u64| usize::try_from(key & 0xFFFF_FFFF).unwrap_or_default();
        findings.extend(order.into_iter().filter_map(|key| taken.get_mut(index(key))?.take()));
    }

    fn level(&self, check: &str) -> Option<Level> {
        self.checks.as_ref()?.get(check).copied()
    }
}

/// Whether a finding, as the check made it, is enough for a verdict short of the best.
fn carries(finding: &Finding) -> bool {
    finding.severity != Severity::Note
}

fn finds(report: &Report, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.check == id)
}

const fn best(kind: Kind) -> Verdict {
    match kind {
        Kind::Invitation => Verdict::Personal,
        Kind::RecommendationRequest => Verdict::Appropriate,
        Kind::Recommendation => Verdict::Specific,
    }
}
