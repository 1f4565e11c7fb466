//! What the sender's own data adds to a report.

use fauxpas::{Draft, Evidence, Kind, Messages, Report, ReusedNote, SharedCompany, Verdict, check, fingerprint};

const VAGUE: &str = "Hi Tom, could you write me a recommendation? It would help me a lot.";
const SHARED: &str = "Hi Tom, could you say a few words about the billing migration we ran together at Acme, and how I \
     handled the cut-over night?";

/// Texts as their keys, with what is put into them.
struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        format!("{key} {}", substitutions.join(" "))
    }
}

fn report(kind: Kind, text: &str, evidence: Evidence) -> Report {
    let draft = Draft { evidence: Some(evidence), ..Draft::to(kind, text.to_owned(), "Tom Baker".to_owned()) };
    check(&draft, &Keys)
}

/// Connected three days before a fresh export, without a message.
fn silent() -> Evidence {
    Evidence {
        exported: "2026-11-20".to_owned(),
        today: Some("2026-11-24".to_owned()),
        connected_on: Some("2026-11-17".to_owned()),
        messages: Some(0),
        ..Evidence::default()
    }
}

fn objects(report: &Report, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.check == id)
}

fn facts(report: &Report) -> Vec<&str> {
    report.facts.iter().map(|fact| fact.message.as_str()).collect()
}

#[test]
fn fresh_contact_without_a_word_is_no_one_to_ask() {
    let report = report(Kind::RecommendationRequest, VAGUE, silent());
    assert_eq!(report.verdict, Verdict::Inappropriate);
    assert!(objects(&report, "no_contact"), "{report:#?}");
    assert_eq!(facts(&report), ["fact_connected 2026-11-17", "fact_no_messages ", "fact_source 2026-11-20"]);
}

#[test]
fn what_the_text_tells_of_shared_work_counts_for_more() {
    let report = report(Kind::RecommendationRequest, SHARED, silent());
    assert_eq!(report.verdict, Verdict::Appropriate);
    assert!(objects(&report, "no_contact"), "{report:#?}");
}

#[test]
fn data_that_shows_a_tie_or_is_old_makes_nobody_a_stranger() {
    let shared = SharedCompany { name: "Acme".to_owned(), from: "2018-01-01".to_owned(), until: None };
    let table = [
        Evidence { messages: Some(3), last_message_on: Some("2026-11-18".to_owned()), ..silent() },
        Evidence { messages: None, ..silent() },
        Evidence { connected_on: Some("2019-03-02".to_owned()), ..silent() },
        Evidence { shared_company: Some(shared), ..silent() },
        Evidence { recommended_on: Some("2026-11-18".to_owned()), ..silent() },
        Evidence { today: Some("2027-11-24".to_owned()), ..silent() },
        Evidence { exported: "soon".to_owned(), today: None, ..silent() },
    ];
    for evidence in table {
        let report = report(Kind::RecommendationRequest, VAGUE, evidence.clone());
        assert!(!objects(&report, "no_contact"), "{evidence:#?}");
    }
}

#[test]
fn old_data_says_nothing_of_what_it_does_not_hold() {
    let evidence = Evidence { today: Some("2027-11-24".to_owned()), ..silent() };
    let report = report(Kind::RecommendationRequest, VAGUE, evidence);
    assert_eq!(facts(&report), ["fact_connected 2026-11-17", "fact_source 2026-11-20"]);
}

#[test]
fn whoever_was_asked_already_is_named_in_a_request_alone() {
    let asked = Evidence { asked_on: Some("2026-11-18".to_owned()), ..silent() };
    let message = "fact_asked 2026-11-18";
    assert!(facts(&report(Kind::RecommendationRequest, VAGUE, asked.clone())).contains(&message));
    assert!(!facts(&report(Kind::Recommendation, VAGUE, asked)).contains(&message));
}

#[test]
fn note_that_went_to_many_is_recycled() {
    let note = "Hi Tom, I came across your profile and would love to explore synergies between our two companies soon.";
    let earlier = Draft::to(Kind::Invitation, note.replace("Tom", "Ana"), "Ana Ruiz".to_owned());
    let reused = ReusedNote {
        fingerprint: fingerprint(&earlier).unwrap_or_default(),
        count: 12,
        since: "2026-02-01".to_owned(),
    };
    let evidence = Evidence {
        exported: "2026-11-20".to_owned(),
        invited_on: Some("2026-03-01".to_owned()),
        notes: Some(vec![reused]),
        ..Evidence::default()
    };
    let report = report(Kind::Invitation, note, evidence);
    let finding = report.findings.iter().find(|finding| finding.check == "recycled");
    assert!(finding.is_some_and(|finding| finding.message.contains("12 2026-02-01")), "{report:#?}");
    assert_eq!(facts(&report), ["fact_invited 2026-03-01", "fact_source 2026-11-20"]);
}
