//! What reads strangers' input, as functions of bytes that panic where a promise is broken.
//!
//! `cargo xtask fuzz` feeds them for hours, led by what code the bytes reach; the tests feed them with the inputs that were
//! kept of that, and some more. The promises: no panic, no more than [`MOST_MEMORY`], no longer than [`MOST_TIME`] for
//! every 3,000 characters, and what the function itself says.

#[path = "../../../crate/src/bin/fauxpas/lines.rs"]
mod lines;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;
use std::time::Duration;

use cpu_time::ThreadTime;
use fauxpas::catalogue::Catalogue;
use fauxpas::{
    Draft, Evidence, Kind, Level, Messages as _, Preferences, Recipient, Relationship, Report, ReusedNote, Sender,
    SentNote, SharedCompany, Span, Strictness, Verdict,
};
use fauxpas_audit::{Audit, Day, Import, Judge, Sort, Words};
use peak_alloc::PeakAlloc;

/// How much memory an input may cost, in bytes.
pub const MOST_MEMORY: usize = 64 << 20;
/// How long 3,000 characters may take, in processor time.
pub const MOST_TIME: Duration = Duration::from_millis(50);

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Runs `work` on an input of some characters, and sees to what it costs.
fn within<T>(characters: usize, mut work: impl FnMut() -> T) -> T {
    let allowed = MOST_TIME * u32::try_from(characters.div_ceil(3_000).max(1)).unwrap_or(u32::MAX);
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let start = ThreadTime::now();
    let mut answer = work();
    let mut taken = start.elapsed();
    let memory = ALLOCATOR.peak_usage().saturating_sub(before);
    assert!(memory <= MOST_MEMORY, "{memory} bytes of memory for {characters} characters");
    // What the machine did meanwhile may have cost the time: what is slow is slow again.
    for _ in 0..2 {
        if taken > allowed {
            let start = ThreadTime::now();
            answer = work();
            taken = start.elapsed();
        }
    }
    assert!(taken <= allowed, "{taken:?} for {characters} characters");
    answer
}

fn texts() -> &'static Catalogue {
    static TEXTS: OnceLock<Catalogue> = OnceLock::new();
    TEXTS.get_or_init(|| Catalogue::for_language("en"))
}

/// Judges a draft whose fields stand in the bytes with a unit separator between each two: kind, text, name, and whatever
/// else a draft may have.
///
/// # Panics
///
/// If the report breaks the contract, or the same draft is judged differently.
pub fn check(bytes: &[u8]) {
    let input = String::from_utf8_lossy(bytes);
    let draft = draft(&input);
    let report = within(input.chars().count(), || fauxpas::check(&draft, texts()));
    keeps_contract(&draft, &report);
    let again = fauxpas::check(&draft, texts());
    assert_eq!(json(&report), json(&again), "the same draft, another report");
    if draft.preferences.is_none() {
        assert_eq!(fauxpas::verdict(&draft), report.verdict);
    }
    within(input.chars().count(), || (fauxpas::parts(&draft), fauxpas::is_mendable(&draft)));
    if let Some(fingerprint) = within(input.chars().count(), || fauxpas::fingerprint(&draft)) {
        assert!(fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()), "{fingerprint}");
    }
}

fn draft(input: &str) -> Draft {
    let mut fields = input.split('\u{1f}');
    let mut next = || fields.next().unwrap_or_default();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let kind = match next() {
        "q" => Kind::RecommendationRequest,
        "r" => Kind::Recommendation,
        _ => Kind::Invitation,
    };
    let text = next().to_owned();
    let recipient = Recipient {
        name: some(next()),
        headline: some(next()),
        company: some(next()),
        school: some(next()),
        profile: None,
        mutual_connections: None,
    };
    let sender = Sender { name: some(next()), companies: None };
    let relationship = match next() {
        "none" => Some(Relationship::None),
        "group" => Some(Relationship::WorkedInSameGroup),
        _ => None,
    };
    let limit = next().parse().ok();
    let notes_left = next().parse().ok();
    let sent = some(next()).map(|fingerprint| vec![SentNote { fingerprint, on: "2026-03-03".to_owned() }]);
    let evidence = some(next()).map(|day| Evidence {
        exported: day.clone(),
        today: some(next()),
        connected_on: Some(day.clone()),
        messages: next().parse().ok(),
        shared_company: some(next()).map(|name| SharedCompany { name, from: day.clone(), until: None }),
        notes: some(next()).map(|fingerprint| vec![ReusedNote { fingerprint, count: u32::MAX, since: day }]),
        ..Evidence::default()
    });
    let preferences = some(next()).map(|strictness| Preferences {
        strictness: Strictness::ALL.into_iter().find(|known| known.id() == strictness),
        checks: some(next()).map(|id| BTreeMap::from([(id, Level::Off)])),
        canned: some(next()).map(|phrases| phrases.lines().map(str::to_owned).collect()),
        fine: some(next()).map(|phrases| phrases.lines().map(str::to_owned).collect()),
    });
    Draft {
        kind,
        text,
        recipient: Some(recipient),
        sender: Some(sender),
        relationship,
        limit,
        notes_left,
        sent,
        evidence,
        preferences,
    }
}

fn keeps_contract(draft: &Draft, report: &Report) {
    let units: Vec<u16> = draft.text.encode_utf16().collect();
    assert_eq!(report.length.characters as usize, units.len());
    let places = report.findings.iter().map(|finding| &finding.spans);
    for spans in places.chain(report.strengths.iter().map(|strength| &strength.spans)) {
        for &Span { start, end } in spans {
            let marked = units.get(start as usize..end as usize).expect("a span lies in its text");
            assert!(start < end && String::from_utf16(marked).is_ok(), "{start}..{end} of {}", units.len());
        }
        assert!(spans.is_sorted_by(|left, right| left.end <= right.start), "{spans:?}");
    }
    assert!(report.findings.is_sorted_by_key(|finding| finding.severity));
    let is_explained = if report.verdict.is_best() { report.strengths.is_empty() } else { report.findings.is_empty() };
    assert!(!is_explained, "nothing explains {:?}", report.verdict);
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).expect("a report can be written")
}

/// Reads lines as `fauxpas check --jsonl` does.
///
/// # Panics
///
/// If a line is not answered with one line of JSON, a report or an error.
pub fn json_lines(bytes: &[u8]) {
    let mut output = Vec::new();
    within(bytes.len(), || {
        output.clear();
        lines::run(texts(), bytes, &mut output).expect("memory can be read and written");
    });
    let asked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).split(|&byte| byte == b'\n');
    let asked = asked.filter(|line| !line.trim_ascii().is_empty()).count();
    let output = String::from_utf8(output).expect("JSON is UTF-8");
    let answers: Vec<serde_json::Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("each answer is JSON")).collect();
    assert_eq!(answers.len(), asked);
    for answer in answers {
        let is_report = answer.get("verdict").is_some();
        let is_error = answer.get("error").is_some() && answer.get("line").is_some();
        assert!(is_report != is_error, "{answer}");
    }
}

/// Reads a file of an export. Its first byte says which, or that its name says nothing.
///
/// # Panics
///
/// If the audit can't be written and read again, or a page holds a script of the file's.
pub fn export(bytes: &[u8]) {
    const NAMES: [&str; 7] = [
        "Connections.csv",
        "Invitations.csv",
        "messages.csv",
        "Positions.csv",
        "Recommendations_Given.csv",
        "Recommendations_Received.csv",
        "copy of something.csv",
    ];
    let Some((&which, content)) = bytes.split_first() else { return };
    let Some(name) = NAMES.get(usize::from(which) % NAMES.len()) else { return };
    let audit = within(content.len(), || {
        let mut import = Import::default();
        import.file(name, content);
        finish(import)
    });
    assert_eq!(audit.files.len(), 1);
}

/// Reads an archive as LinkedIn makes them.
///
/// # Panics
///
/// As [`export`].
pub fn archive(bytes: &[u8]) {
    within(bytes.len(), || {
        let mut import = Import::default();
        import.archive("Basic_LinkedInDataExport_11-24-2026.zip", Cursor::new(bytes));
        finish(import)
    });
}

/// All that is done with an import, for each of its readers.
fn finish(import: Import) -> Audit {
    let (audit, people) = import.finish(&Checks);
    let document = audit.document(&Keys);
    assert!(!document.contains("<script") && !document.contains("javascript:"), "{document}");
    let _ = audit.csv(&Keys);
    serde_json::to_string(&people).expect("people can be written");
    let written = serde_json::to_string(&audit).expect("an audit can be written");
    let read: Audit = serde_json::from_str(&written).expect("an audit can be read");
    assert_eq!(serde_json::to_string(&read).ok(), Some(written));
    audit
}

/// The checks, as the command line asks them.
struct Checks;

fn judged(kind: Kind, text: &str, name: &str) -> Draft {
    Draft::to(kind, text.to_owned(), name.to_owned())
}

impl Judge for Checks {
    fn note(&self, text: &str, name: &str) -> Sort {
        match fauxpas::verdict(&judged(Kind::Invitation, text, name)) {
            Verdict::Personal => Sort::Personal,
            Verdict::Canned => Sort::Canned,
            _ => Sort::Thin,
        }
    }

    fn is_specific(&self, text: &str, name: &str) -> bool {
        fauxpas::verdict(&judged(Kind::Recommendation, text, name)) == Verdict::Specific
    }

    fn fingerprint(&self, text: &str, name: &str) -> Option<String> {
        fauxpas::fingerprint(&judged(Kind::Invitation, text, name))
    }
}

struct Keys;

impl Words for Keys {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        texts().text(key, substitutions)
    }

    fn date(&self, day: Day) -> String {
        day.to_string()
    }
}
