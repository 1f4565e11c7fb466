//! The labelled drafts are what the judgement is tuned and measured on: they have to be well formed and all different.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// How many of their word triples two drafts may share.
const MOST_SHARED: f64 = 0.6;
/// Drafts of fewer triples are too short to be a template.
const FEWEST_TRIPLES: usize = 4;

fn entries() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut entries = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            entries.extend(
                std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()),
            );
        }
    }
    entries
}

/// As `cargo xtask eval` tells the third that is never looked at: FNV-1a of the id.
fn is_held_out(id: &str) -> bool {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    (id.bytes().fold(0xCBF2_9CE4_8422_2325, fold) >> 32).is_multiple_of(3)
}

fn text(entry: &Value) -> &str {
    entry.pointer("/draft/text").and_then(Value::as_str).unwrap()
}

#[test]
fn every_draft_has_an_id_of_its_own_a_label_of_its_kind_and_true_flags() {
    let mut ids = BTreeSet::new();
    for entry in entries() {
        let id = entry.get("id").and_then(Value::as_str).unwrap();
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        let labels: &[&str] = match entry.pointer("/draft/kind").and_then(Value::as_str).unwrap() {
            "invitation" => &["canned", "thin", "personal"],
            "recommendation_request" => &["inappropriate", "vague", "appropriate"],
            _ => &["vague", "specific"],
        };
        assert!(labels.contains(&entry.get("label").and_then(Value::as_str).unwrap()), "{id}");
        let limit = entry.pointer("/draft/limit").and_then(Value::as_u64);
        let over = limit.is_some_and(|limit| text(&entry).encode_utf16().count() as u64 > limit);
        let flagged = entry.get("flags").and_then(Value::as_array).unwrap().iter().any(|flag| flag == "over_limit");
        assert_eq!(over, flagged, "{id}");
    }
}

#[test]
fn no_two_drafts_are_one_template_with_other_words() {
    let mut by_file: BTreeMap<String, Vec<(String, BTreeSet<String>)>> = BTreeMap::new();
    for entry in entries() {
        let id = entry.get("id").and_then(Value::as_str).unwrap().to_owned();
        let lower = text(&entry).to_lowercase();
        let words: Vec<&str> =
            lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let triples: BTreeSet<String> = words.windows(3).map(|triple| triple.join(" ")).collect();
        if triples.len() < FEWEST_TRIPLES {
            continue;
        }
        by_file.entry(id.chars().take(6).collect()).or_default().push((id, triples));
    }
    for drafts in by_file.values() {
        for (index, (id, triples)) in drafts.iter().enumerate() {
            for (other, others) in drafts.iter().skip(index + 1) {
                let longer = u32::try_from(triples.len().max(others.len())).unwrap();
                let shared = u32::try_from(triples.intersection(others).count()).unwrap();
                assert!(
                    f64::from(shared) <= f64::from(longer) * MOST_SHARED,
                    "{id} and {other} share {shared} of {longer} triples"
                );
            }
        }
    }
}

/// A text is its own key: only the ids of findings matter here.
struct Keys;

impl fauxpas::Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

/// Every finding over the drafts that are good, counted by kind, check and severity: what users would be told in vain.
///
/// The third that is never looked at while tuning stays out; `cargo xtask eval` counts its misjudged drafts.
fn findings_over_good_drafts() -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut drafts: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries() {
        let id = entry.get("id").and_then(Value::as_str).unwrap();
        let label = entry.get("label").and_then(Value::as_str).unwrap();
        let flags = entry.get("flags").and_then(Value::as_array).unwrap();
        let is_good = ["personal", "appropriate", "specific"].contains(&label) && flags.is_empty();
        if !is_good || entry.get("border").is_some() || is_held_out(id) {
            continue;
        }
        let draft: fauxpas::Draft = serde_json::from_value(entry.get("draft").unwrap().clone()).unwrap();
        *drafts.entry(draft.kind.id().to_owned()).or_default() += 1;
        for finding in fauxpas::check(&draft, &Keys).findings {
            let severity = format!("{} {} {}", draft.kind.id(), finding.severity.id(), finding.check);
            *counts.entry(severity).or_default() += 1;
        }
    }
    let mut lines: Vec<String> = drafts.iter().map(|(kind, count)| format!("{kind}: {count} good drafts")).collect();
    lines.extend(counts.iter().map(|(name, count)| format!("{name} {count}")));
    lines.join("\n") + "\n"
}

#[test]
fn good_drafts_are_told_what_the_snapshot_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/good.txt");
    let found = findings_over_good_drafts();
    let known = std::fs::read_to_string(path).unwrap_or_default();
    assert!(known == found, "read what changed, then write this to {path}:\n{found}");
}
