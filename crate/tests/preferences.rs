//! What users can bend: checks, severities, strictness, and phrases of their own.

use std::collections::BTreeMap;

use fauxpas::{
    CHECKS, Draft, EXAMPLES, Grade, Kind, Level, Messages, Preferences, Report, Severity, Strictness, Verdict,
};

struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

const CANNED: &str = "Hi Anna, I'd like to add you to my professional network on LinkedIn.";
const PERSONAL: &str = "Hi Anna, we met at KubeCon on Tuesday; your talk on leases fixed our deploys. Compare notes?";

fn check(text: &str, preferences: Preferences) -> Report {
    let draft = Draft { preferences: Some(preferences), ..Draft::new(Kind::Invitation, text.to_owned()) };
    fauxpas::check(&draft, &Keys)
}

fn levels(levels: &[(&str, Level)]) -> Preferences {
    let checks = levels.iter().map(|&(id, level)| (id.to_owned(), level)).collect();
    Preferences { checks: Some(checks), ..Preferences::default() }
}

fn ids(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.check).collect()
}

#[test]
fn without_a_wish_nothing_changes() {
    for example in EXAMPLES.iter().flat_map(|examples| examples.bad.iter().chain(examples.good)) {
        let plain = example.draft();
        let preferred = Draft { preferences: Some(Preferences::default()), ..example.draft() };
        assert_eq!(
            format!("{:?}", fauxpas::check(&plain, &Keys)),
            format!("{:?}", fauxpas::check(&preferred, &Keys)),
            "{example:?}"
        );
    }
}

#[test]
fn a_check_that_is_off_says_nothing() {
    let report = check(CANNED, levels(&[("canned_phrase", Level::Off), ("no_such_check", Level::Off)]));
    assert!(!ids(&report).contains(&"canned_phrase"), "{report:#?}");
    assert_eq!(report.verdict, Verdict::Canned, "other checks still find it canned");
}

#[test]
fn every_verdict_is_explained_whatever_is_off() {
    let all: BTreeMap<String, Level> = CHECKS.iter().map(|check| (check.id.to_owned(), Level::Off)).collect();
    for (rule, examples) in CHECKS.iter().zip(EXAMPLES) {
        let one = [(rule.id.to_owned(), Level::Off)].into();
        for checks in [one, all.clone()] {
            for example in examples.bad.iter().chain(examples.good) {
                let preferences = Preferences { checks: Some(checks.clone()), ..Preferences::default() };
                let report = fauxpas::check(&Draft { preferences: Some(preferences), ..example.draft() }, &Keys);
                assert!(!ids(&report).contains(&rule.id), "{example:?}");
                assert!(report.verdict.is_best() || !report.findings.is_empty(), "{example:?}: {report:#?}");
                assert!(!report.verdict.is_best() || !report.strengths.is_empty(), "{example:?}: {report:#?}");
            }
        }
    }
}

#[test]
fn a_verdict_goes_with_the_last_check_that_carries_it() {
    let report = check("", levels(&[("blank", Level::Off), ("no_reason", Level::Off)]));
    assert_eq!(report.verdict, Verdict::Personal);
    assert_eq!(report.strengths.first().map(|strength| strength.signal), Some("checks_off"));
}

#[test]
fn a_severity_of_the_users_own_counts_and_sorts() {
    let report = check(CANNED, levels(&[("canned_phrase", Level::Note), ("no_reason", Level::Warning)]));
    let severity = |id| report.findings.iter().find(|finding| finding.check == id).map(|finding| finding.severity);
    assert_eq!(severity("canned_phrase"), Some(Severity::Note));
    assert_eq!(severity("no_reason"), Some(Severity::Warning));
    assert!(report.findings.is_sorted_by_key(|finding| finding.severity));
}

#[test]
fn strictness_says_less_or_asks_for_more() {
    let thin = "Hi Anna, I see you work at Acme as a data engineer. I'd love to connect.";
    let lenient = Preferences { strictness: Some(Strictness::Lenient), ..Preferences::default() };
    let report = check(thin, lenient);
    assert_eq!(report.verdict, Verdict::Thin, "leniency does not lie");
    assert!(report.findings.iter().all(|finding| finding.severity != Severity::Caution), "{report:#?}");
    assert_eq!(Strictness::Strict.grade(Verdict::Thin), Grade::Worst);
    assert_eq!(Strictness::Balanced.grade(Verdict::Thin), Grade::Fair);
    assert_eq!(Strictness::Strict.grade(Verdict::Personal), Grade::Best);
}

#[test]
fn a_phrase_called_canned_is_found_however_it_is_written() {
    let canned = |phrase: &str| Preferences { canned: Some(vec![phrase.to_owned()]), ..Preferences::default() };
    let report = check(PERSONAL, canned("COMPARE  notes!"));
    let found = report.findings.iter().find(|finding| finding.check == "own_phrase").unwrap();
    let span = found.spans.first().unwrap();
    assert_eq!(PERSONAL.get(span.start as usize..span.end as usize), Some("Compare notes"));
    assert_eq!(report.verdict, Verdict::Personal, "a reason stays one beside it");
    let thin = "Hi Anna, I see you work at Acme as a data engineer. Keen to compare notes.";
    assert_eq!(check(thin, canned("keen to compare notes")).verdict, Verdict::Canned);
    assert!(!ids(&check(PERSONAL, canned("comparing notes"))).contains(&"own_phrase"));
}

#[test]
fn a_phrase_called_fine_is_never_flagged() {
    let fine = Preferences {
        fine: Some(vec!["I'd like to add you to my professional network on LinkedIn".to_owned()]),
        ..Preferences::default()
    };
    let report = check(CANNED, fine);
    assert!(!ids(&report).contains(&"canned_phrase"), "{report:#?}");
}

#[test]
fn thousands_of_phrases_are_read_in_no_time() {
    let phrases: Vec<String> =
        (0..5_000).map(|number| format!("a phrase of mine number {number} that is long")).collect();
    let preferences = Preferences { canned: Some(phrases.clone()), fine: Some(phrases), ..Preferences::default() };
    let start = std::time::Instant::now();
    let report = check(&"a phrase of mine ".repeat(500), preferences);
    assert!(start.elapsed().as_secs() < 5);
    assert!(!ids(&report).contains(&"own_phrase"));
}
