//! `cargo xtask eval`: how often the verdicts and flags are those of the corpus' authors.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Result, bail};
use fauxpas::{Draft, Kind, Messages, Report, Span, check};

use crate::corpus::{self, Entry, LABELS};
use crate::workspace;

/// The findings that the corpus' authors flag.
const FLAGS: [&str; 8] = [
    "sales_pitch",
    "template_placeholder",
    "wrong_name",
    "link",
    "asks_favour",
    "swap_offer",
    "pay_offer",
    "over_limit",
];

/// Where the figures of the untouched third are committed.
const SUMMARY: &str = "crate/corpus/figures.txt";

/// Which part of the corpus is judged.
#[derive(Clone, Copy, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Part {
    /// The third that is never looked at while tuning
    Untouched,
    /// The rest, with every misjudged draft and its reasons
    Tuning,
}

/// Judges a part of the corpus and prints the figures; those of the untouched third are compared with the committed ones.
///
/// # Errors
///
/// When the corpus can't be read, or when the figures differ from the committed ones and `accept` is not set.
pub(crate) fn run(part: Part, accept: bool, language: Option<&str>) -> Result<()> {
    let entries = entries(part, language)?;
    let judged = judge(&entries);
    if part == Part::Tuning {
        for (entry, report) in &judged {
            if report.verdict.id() != entry.label || !flags_agree(entry, report) {
                println!("{}", misjudged(entry, report));
            }
        }
    }
    print!("{}", figures(&judged)?);
    match (part, language) {
        (Part::Untouched, None) if accept => Ok(fs::write(workspace::root().join(SUMMARY), figures(&judged)?)?),
        (Part::Untouched, None) => compare(),
        _ => Ok(()),
    }
}

/// Compares the figures of the untouched third with the committed ones, so that a change in judgement shows in its diff.
///
/// # Errors
///
/// When they differ, or when the corpus can't be read.
pub(crate) fn compare() -> Result<()> {
    let entries = entries(Part::Untouched, None)?;
    if fs::read_to_string(workspace::root().join(SUMMARY)).unwrap_or_default() != figures(&judge(&entries))? {
        bail!("the figures are not those in {SUMMARY}");
    }
    Ok(())
}

fn entries(part: Part, language: Option<&str>) -> Result<Vec<Entry>> {
    let mut entries = corpus::load()?;
    entries.retain(|entry| entry.is_held_out() == (part == Part::Untouched));
    entries.retain(|entry| language.is_none_or(|language| entry.language() == language));
    Ok(entries)
}

fn judge(entries: &[Entry]) -> Vec<(&Entry, Report)> {
    entries.iter().map(|entry| (entry, check(&entry.draft, &NoWords))).collect()
}

/// Reports are compared by ids; their words don't matter here.
struct NoWords;

impl Messages for NoWords {
    fn text(&self, _: &str, _: &[&str]) -> String {
        String::new()
    }
}

fn flags(report: &Report) -> Vec<&'static str> {
    FLAGS.into_iter().filter(|flag| report.findings.iter().any(|finding| finding.check == *flag)).collect()
}

fn is_flagged(entry: &Entry, flag: &str) -> bool {
    entry.flags.iter().any(|name| name == flag)
}

fn flags_agree(entry: &Entry, report: &Report) -> bool {
    let found = flags(report);
    FLAGS.into_iter().all(|flag| is_flagged(entry, flag) == found.contains(&flag) || !applies(entry, flag))
}

/// Whether a flag means anything for a draft of this kind.
fn applies(entry: &Entry, flag: &str) -> bool {
    match flag {
        "swap_offer" | "pay_offer" => entry.draft.kind == Kind::RecommendationRequest,
        "sales_pitch" | "asks_favour" => entry.draft.kind == Kind::Invitation,
        "link" => entry.draft.kind != Kind::Recommendation,
        _ => true,
    }
}

fn misjudged(entry: &Entry, report: &Report) -> String {
    let recipient = entry.draft.recipient.clone().unwrap_or_default();
    format!(
        "{}{} {} -> {} | flags {:?} -> {:?} | {:?} / {:?} / {:?} / {:?}\n    {:?}\n    {}\n",
        entry.id,
        if entry.border { " (border)" } else { "" },
        entry.label,
        report.verdict.id(),
        entry.flags,
        flags(report),
        recipient.name.unwrap_or_default(),
        recipient.headline.unwrap_or_default(),
        recipient.company.unwrap_or_default(),
        entry.draft.relationship,
        entry.draft.text,
        reasons(report),
    )
}

/// What the report finds and praises, each with its first places.
fn reasons(report: &Report) -> String {
    let places = |spans: &[Span]| {
        let places = spans.iter().take(3).map(|span| format!("{}-{}", span.start, span.end));
        places.collect::<Vec<_>>().join(" ")
    };
    let findings = report.findings.iter().map(|finding| format!("{} [{}]", finding.check, places(&finding.spans)));
    let strengths =
        report.strengths.iter().map(|strength| format!("+{} [{}]", strength.signal, places(&strength.spans)));
    findings.chain(strengths).collect::<Vec<_>>().join(", ")
}

/// The plain baseline: LinkedIn's default texts are the worst verdict or the middle one, everything else the best.
fn baseline(draft: &Draft) -> &'static str {
    let text = draft.text.to_lowercase().replace('’', "'");
    let known = |phrases: &[&str]| text.trim().is_empty() || phrases.iter().any(|phrase| text.contains(phrase));
    match draft.kind {
        Kind::Invitation => {
            let canned = known(&[
                "add you to my professional network",
                "join your linkedin network",
                "you are a person i trust",
                "faire partie de mon réseau",
                "añadirte a mi red",
                "adicionar você à minha rede",
                "aggiungerti alla mia rete",
                "zu meinem netzwerk hinzufügen",
                "toevoegen aan mijn netwerk",
            ]);
            if canned { "canned" } else { "personal" }
        }
        Kind::RecommendationRequest => {
            if known(&["can you write me a recommendation?", "brief recommendation of my work"]) {
                "vague"
            } else {
                "appropriate"
            }
        }
        Kind::Recommendation => {
            if known(&["highly recommend"]) {
                "vague"
            } else {
                "specific"
            }
        }
    }
}

/// Counts: a row a label, a column a verdict, both in the order of `labels`.
fn confusion<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>, labels: &[&str]) -> Vec<Vec<u32>> {
    let mut counts = vec![vec![0; labels.len()]; labels.len()];
    let place = |name: &str| labels.iter().position(|label| *label == name);
    for (label, verdict) in rows {
        let row = place(label).and_then(|label| counts.get_mut(label));
        if let Some(count) = row.and_then(|row| row.get_mut(place(verdict)?)) {
            *count += 1;
        }
    }
    counts
}

fn figures(judged: &[(&Entry, Report)]) -> Result<String> {
    let mut text = String::new();
    let mut languages: Vec<&str> = judged.iter().map(|(entry, _)| entry.language()).collect();
    languages.sort_unstable();
    languages.dedup();
    for (kind, labels) in LABELS {
        writeln!(text, "{}: label -> verdict ({})", kind.id(), labels.join(" / "))?;
        for &language in &languages {
            let rows: Vec<_> =
                judged.iter().filter(|(entry, _)| entry.draft.kind == kind && entry.language() == language).collect();
            if rows.is_empty() {
                continue;
            }
            let all = rows.iter().map(|(entry, report)| (entry.label.as_str(), report.verdict.id()));
            let matrix = confusion(all, labels);
            let clear_rows = || rows.iter().filter(|(entry, _)| !entry.border);
            let clear =
                confusion(clear_rows().map(|(entry, report)| (entry.label.as_str(), report.verdict.id())), labels);
            let plain =
                confusion(clear_rows().map(|(entry, _)| (entry.label.as_str(), baseline(&entry.draft))), labels);
            let cells: Vec<String> =
                matrix.iter().map(|row| row.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")).collect();
            writeln!(
                text,
                "  {language}  {:>3} drafts  macro-F1 {:.3}, clear ones {:.3}, default texts alone {:.3}  [{}]",
                rows.len(),
                corpus::macro_f1(&matrix),
                corpus::macro_f1(&clear),
                corpus::macro_f1(&plain),
                cells.join(" | "),
            )?;
        }
    }
    writeln!(text, "flags: precision, recall (found and right / found / flagged)")?;
    for flag in FLAGS {
        let rows: Vec<_> = judged.iter().filter(|(entry, _)| applies(entry, flag)).collect();
        let (mut both, mut found, mut flagged) = (0, 0, 0);
        for (entry, report) in rows {
            let is_found = flags(report).contains(&flag);
            found += u32::from(is_found);
            flagged += u32::from(is_flagged(entry, flag));
            both += u32::from(is_found && is_flagged(entry, flag));
        }
        let share = |of: u32| f64::from(both) / f64::from(of.max(1));
        writeln!(text, "  {flag:<20} {:.3} {:.3} ({both} / {found} / {flagged})", share(found), share(flagged))?;
    }
    Ok(text)
}
