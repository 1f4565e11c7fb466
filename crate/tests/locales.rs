//! The drafts that pages show as examples, in every language there are texts in.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::path::PathBuf;

use fauxpas::{CHECKS, Draft, EXAMPLES, Kind, Messages, Report, Verdict, check};
use serde_json::Value;

struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

/// The languages and their texts.
fn locales() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../extension/_locales");
    let mut locales: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&std::fs::read_to_string(path.join("messages.json")).unwrap()).unwrap())
        })
        .collect();
    locales.sort_by(|(one, _), (other, _)| one.cmp(other));
    locales
}

fn text<'a>(messages: &'a Value, key: &str) -> Option<&'a str> {
    messages.get(key)?.get("message")?.as_str()
}

fn report(kind: Kind, to: &str, text: &str) -> Report {
    check(&Draft::to(kind, text.to_owned(), to.to_owned()), &Keys)
}

#[test]
fn every_check_objects_to_the_example_that_the_settings_show() {
    let mut overlooked = Vec::new();
    for (locale, messages) in locales() {
        for (rule, examples) in CHECKS.iter().zip(EXAMPLES) {
            let Some(example) = text(&messages, &format!("check_{}_bad", rule.id)) else {
                assert!(
                    examples
                        .bad
                        .iter()
                        .all(|example| !example.text.contains(char::is_alphabetic) || example.limit.is_some()),
                    "{locale} shows no example for {}",
                    rule.id
                );
                continue;
            };
            // What stands in brackets at the end says whom it is for.
            let draft = example.rsplit_once(". (").map_or(example, |(draft, _)| draft);
            let to = if rule.id == "wrong_name" { "Michael Chen" } else { "Anna Kowalska" };
            let kind = examples.bad.first().map_or(Kind::Invitation, |example| example.kind);
            let report = report(kind, to, draft);
            let found = report.findings.iter().any(|finding| finding.check == rule.id);
            if !found {
                overlooked.push(format!("{locale}: {} lets its example pass: {draft}", rule.id));
            }
        }
    }
    assert!(overlooked.is_empty(), "{overlooked:#?}");
}

#[test]
fn the_practice_notes_are_what_they_are_called() {
    for (locale, messages) in locales() {
        for (key, verdict) in [("practice_canned_text", Verdict::Canned), ("practice_personal_text", Verdict::Personal)]
        {
            let draft = text(&messages, key).unwrap();
            let report = report(Kind::Invitation, "Dana Whitfield", draft);
            assert_eq!(report.verdict, verdict, "{locale}: {draft}\n{report:#?}");
            assert!(report.length.characters <= 200, "{locale}: {draft} has {}", report.length.characters);
        }
    }
}
