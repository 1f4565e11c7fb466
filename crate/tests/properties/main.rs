//! What holds for any draft, tried on many that are made up. The same drafts in every run; `PROPTEST_CASES` makes them more.

#![expect(clippy::indexing_slicing, reason = "a step that fails is a test that fails")]

mod notes;

use fauxpas::{Draft, Grade, Kind, Messages, Report, check};
use notes::{NAMES, Note, note};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use unicode_normalization::UnicodeNormalization as _;

/// A text is its own key.
struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

fn few() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() }
}

fn report(kind: Kind, text: String, name: &str) -> Report {
    check(&Draft::to(kind, text, format!("{name} Okonkwo-Lindqvist")), &Keys)
}

/// The verdict, and what is found.
fn told(kind: Kind, text: String, name: &str) -> (&'static str, Vec<&'static str>) {
    let report = report(kind, text, name);
    (report.verdict.id(), report.findings.iter().map(|finding| finding.check).collect())
}

fn kinds() -> impl Strategy<Value = Kind> {
    select(&Kind::ALL[..])
}

/// A note with or without its anchor, as it is and written in another way.
fn compare(note: &Note, kind: Kind, anchored: bool, change: impl Fn(&str) -> String) -> Result<(), TestCaseError> {
    let text = if anchored { note.anchored(note.name) } else { note.plain(note.name) };
    let changed = change(&text);
    prop_assert_eq!(
        told(kind, text.clone(), note.name),
        told(kind, changed.clone(), note.name),
        "{:?} {:?}",
        text,
        changed
    );
    Ok(())
}

/// Text with what breaks programs that count or cut it carelessly among it.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => note().prop_map(|note| note.anchored(note.name)),
        2 => any::<String>(),
        1 => select(&["{{name}}", "[Company]", "e\u{301}\u{301}", "👩\u{200d}👩\u{200d}👧", "🇩🇪🇫", "\u{202e}", "1️⃣", "a.b/c", "\r\n", "ß", "ﬃ", "İ"][..])
            .prop_map(str::to_owned),
    ];
    (proptest::collection::vec(piece, 0..5), any::<Index>()).prop_map(|(pieces, cut)| {
        let mut text = pieces.concat();
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        text.truncate(places[cut.index(places.len())]);
        text
    })
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn spans_lie_in_the_text_in_order_and_split_no_character(text in odd_text(), kind in kinds(), limit in 0..400_u32) {
        let draft = Draft { limit: Some(limit), ..Draft::to(kind, text.clone(), "Anna Kowalska".to_owned()) };
        let report = check(&draft, &Keys);
        let units: Vec<u16> = text.encode_utf16().collect();
        prop_assert_eq!(report.length.characters as usize, units.len());
        let findings = report.findings.iter().map(|finding| &finding.spans);
        for spans in findings.chain(report.strengths.iter().map(|strength| &strength.spans)) {
            prop_assert!(spans.is_sorted_by(|left, right| left.end <= right.start), "{:?}", spans);
            for span in spans {
                prop_assert!(span.start < span.end && span.end <= report.length.characters, "{:?}", span);
                let marked = String::from_utf16(&units[span.start as usize..span.end as usize]);
                prop_assert!(marked.is_ok(), "{:?} splits a character", span);
                let next = char::decode_utf16(units[span.end as usize..].iter().copied()).next();
                let is_cut = next.is_some_and(|next| matches!(next, Ok('\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}')));
                prop_assert!(!is_cut, "{:?} cuts the accent off {:?}", span, marked);
            }
        }
    }

    #[test]
    fn one_draft_has_one_report(text in odd_text(), kind in kinds()) {
        let json = || serde_json::to_string(&report(kind, text.clone(), "Anna")).unwrap();
        prop_assert_eq!(json(), json());
    }

    #[test]
    fn a_verdict_is_explained(text in odd_text(), kind in kinds()) {
        let report = report(kind, text, "Anna");
        let is_explained = if report.verdict.is_best() { !report.strengths.is_empty() } else { !report.findings.is_empty() };
        prop_assert!(is_explained, "{:?}", report);
    }

    #[test]
    fn the_style_of_apostrophes_changes_nothing(note in note(), kind in kinds(), anchored: bool, apostrophe in select(&['’', '‘', '`', '´', 'ʼ', '′', '＇'][..])) {
        compare(&note, kind, anchored, |text| text.replace('\'', &apostrophe.to_string()))?;
    }

    #[test]
    fn the_normal_form_changes_nothing(note in note(), kind in kinds(), anchored: bool, form in 0..4) {
        compare(&note, kind, anchored, |text| match form {
            0 => text.nfc().collect(),
            1 => text.nfd().collect(),
            2 => text.nfkc().collect(),
            _ => text.nfkd().collect(),
        })?;
    }

    #[test]
    fn the_normal_form_of_a_name_changes_nothing(note in note(), kind in kinds(), name in select(&["Zoë", "Ngọc", "Сергей", "Ёлка", "Έλενα", "Åse", "김민수"][..])) {
        let composed = told(kind, note.anchored(name), &name.nfc().collect::<String>());
        let taken_apart = told(kind, note.anchored(name), &name.nfd().collect::<String>());
        prop_assert_eq!(composed, taken_apart, "{:?}", note.anchored(name));
    }

    #[test]
    fn white_space_at_the_ends_changes_nothing(note in note(), kind in kinds(), anchored: bool, space in select(&[" ", "\n", "\r\n\t ", "\u{a0}", "\u{3000}"][..])) {
        compare(&note, kind, anchored, |text| format!("{text}{space}"))?;
        compare(&note, kind, anchored, |text| format!("{space}{text}"))?;
    }

    #[test]
    fn the_kind_of_line_ends_changes_nothing(note in note(), kind in kinds(), anchored: bool, end in select(&["\r\n", "\r", "\u{2028}", "\u{85}"][..])) {
        compare(&note, kind, anchored, |text| text.replace('\n', end))?;
    }

    #[test]
    fn characters_without_width_change_nothing(note in note(), kind in kinds(), anchored: bool, places in proptest::collection::vec(any::<Index>(), 1..12), mark in select(&['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{200e}'][..])) {
        compare(&note, kind, anchored, |text| {
            let mut characters: Vec<char> = text.chars().collect();
            for place in &places {
                characters.insert(place.index(characters.len() + 1), mark);
            }
            characters.into_iter().collect()
        })?;
    }

    #[test]
    fn the_letter_case_of_names_changes_nothing(note in note(), kind in kinds(), anchored: bool) {
        for cased in [note.name.to_lowercase(), note.name.to_uppercase()] {
            let as_is = if anchored { note.anchored(note.name) } else { note.plain(note.name) };
            let text = if anchored { note.anchored(&cased) } else { note.plain(&cased) };
            prop_assert_eq!(report(kind, as_is.clone(), note.name).verdict, report(kind, text.clone(), note.name).verdict, "{:?}", text);
            prop_assert_eq!(report(kind, as_is.clone(), note.name).verdict, report(kind, as_is.clone(), &cased).verdict, "{:?}", as_is);
        }
    }

    #[test]
    fn another_name_in_note_and_draft_changes_nothing(note in note(), kind in kinds(), anchored: bool, name in select(&NAMES[..])) {
        let told = |name| if anchored { told(kind, note.anchored(name), name) } else { told(kind, note.plain(name), name) };
        prop_assert_eq!(told(note.name), told(name), "{} for {}: {:?}", name, note.name, note.anchored(name));
    }

    #[test]
    fn a_personal_anchor_never_makes_a_note_worse(note in note()) {
        let judged = |text: String| {
            let report = report(Kind::Invitation, text, note.name);
            // What is in no language that is judged has no verdict that could get worse.
            if report.language == "und" { None } else { Some(report.verdict.grade()) }
        };
        let is_anchor = judged(note.alone(note.name)) == Some(Grade::Best);
        if let (true, Some(without), Some(with)) = (is_anchor, judged(note.plain(note.name)), judged(note.anchored(note.name))) {
            prop_assert!(with >= without, "{:?} beside {:?}", note.anchored(note.name), note.plain(note.name));
        }
    }
}
