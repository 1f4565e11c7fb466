//! Exports of each vintage, as members get them and as they break.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::io::Cursor;

use fauxpas_audit::{Audit, FileReport, Import, Judge, Likeness, Person, Sort, cluster};
use fauxpas_exports::{Export, Vintage, person};

/// Judges by length, so that the tests need no checks.
struct ByLength;

impl Judge for ByLength {
    fn note(&self, text: &str, _: &str) -> Sort {
        if text.len() > 125 { Sort::Personal } else { Sort::Canned }
    }

    fn is_specific(&self, text: &str, _: &str) -> bool {
        text.contains("outages")
    }

    fn fingerprint(&self, text: &str, _: &str) -> Option<String> {
        Some(text.len().to_string())
    }
}

fn export(vintage: Vintage) -> Export {
    Export { vintage, connections: 300, invitations: 400, messages: 500, recommendations: 12, seed: 7 }
}

fn zipped(export: Export) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    export.write(&mut bytes).unwrap();
    bytes.into_inner()
}

fn audit(vintage: Vintage) -> (Audit, Vec<Person>) {
    let export = export(vintage);
    let mut import = Import::default();
    import.archive(&export.name(), Cursor::new(zipped(export)));
    import.finish(&ByLength)
}

fn files(name: &str, content: impl AsRef<[u8]>) -> Audit {
    let mut import = Import::default();
    import.file(name, content.as_ref());
    import.finish(&ByLength).0
}

fn problems(file: &FileReport) -> Vec<(u64, &str)> {
    file.problems.iter().map(|problem| (problem.line, problem.reason.id.as_ref())).collect()
}

#[test]
fn every_vintage_is_read_to_its_last_row() {
    for vintage in Vintage::ALL {
        let (audit, people) = audit(vintage);
        let read: Vec<(u64, u64)> = audit.files.iter().map(|file| (file.rows, file.unread)).collect();
        assert_eq!(read, [(300, 0), (400, 0), (500, 0), (2, 0), (12, 0), (12, 0), (0, 0), (0, 0)], "{vintage:?}");
        assert_eq!(audit.exported.unwrap().to_string(), format!("{}-11-24", vintage.year()));
        let invitations = audit.invitations.unwrap();
        assert_eq!(invitations.sent.total() + invitations.received, 400, "{vintage:?}");
        assert_eq!(invitations.months.iter().map(|month| month.counts.total()).sum::<u32>(), invitations.sent.total());
        assert!(invitations.reused[0].count > 20, "{vintage:?}: {:?}", invitations.reused);
        assert!(invitations.accepted.unwrap().iter().any(|share| share.of > 0), "{vintage:?}");
        let recommendations = audit.recommendations.unwrap();
        assert_eq!(recommendations.given.specific + recommendations.given.vague, 12);
        assert_eq!(recommendations.reciprocal.len(), 6, "{vintage:?}");
        assert!(!people.iter().any(|person| person.name == "Robin Vale"), "{vintage:?} takes the member for another");
        let connected = people.iter().filter(|person| person.connected_on.is_some());
        assert_eq!(connected.count(), 300, "{vintage:?}");
    }
}

#[test]
fn what_is_known_of_one_person_comes_together_from_all_files() {
    let (_, people) = audit(Vintage::Y2026);
    let (first, last, slug) = person(0);
    let found: Vec<&Person> = people.iter().filter(|person| person.profile.as_ref() == Some(&slug)).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, format!("{first} {last}"));
    assert!(found[0].connected_on.is_some() && found[0].invited_on.is_some() && found[0].given_on.is_some());
    assert!(people.iter().any(|person| person.shared_company.as_ref().is_some_and(|shared| shared.until.is_none())));
    assert!(people.iter().any(|person| person.messages == Some(0)));
}

#[test]
fn rows_that_are_not_understood_are_named_and_lose_nothing_else() {
    let audit = files(
        "Connections (1).csv",
        "Notes:\n\"Some \"\"addresses\"\" are missing.\"\n\n\
         First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Ana,Ruiz,https://www.linkedin.com/in/ana,,Acme,Welder,15 Jan 2024\n\
         ,,,,,,15 Jan 2024\n\
         Tom,Baker,,,\"Baker,\nSons\",,yesterday\n\
         Tom,Baker\n\
         ,,,,,,\n\
         Léa,Roy,,,,,16 Jan 2024\n",
    );
    let file = &audit.files[0];
    assert_eq!(file.rows, 2);
    assert_eq!(problems(file), [(6, "nobody"), (7, "date"), (9, "columns")]);
}

#[test]
fn bytes_that_are_no_text_cost_their_row() {
    let audit = files(
        "Connections.csv",
        b"First Name,Last Name,Connected On\nJ\xfcrgen,Gro,15 Jan 2024\nAna,Ruiz,15 Jan 2024\n",
    );
    assert_eq!(audit.files[0].rows, 1);
    assert_eq!(problems(&audit.files[0]), [(2, "encoding")]);
}

#[test]
fn days_that_contradict_their_file_are_named() {
    let audit = files(
        "Invitations.csv",
        "From,To,Sent At,Message,Direction\n\
         Me,Ana Ruiz,\"25/09/26, 08:52\",Hi,OUTGOING\nMe,Tom Baker,\"26/09/26, 08:52\",Hi,OUTGOING\n\
         Me,Léa Roy,\"09/27/26, 08:52\",Hi,OUTGOING\nMe,Kim Li,\"01/02/26, 08:52\",Hi,SIDEWAYS\n",
    );
    assert_eq!(audit.files[0].rows, 2);
    assert_eq!(problems(&audit.files[0]), [(4, "date_order"), (5, "direction")]);
}

#[test]
fn files_that_are_broken_lose_only_themselves() {
    let mut bytes = zipped(export(Vintage::Y2026));
    // In the middle of the first file's compressed data.
    for byte in &mut bytes[200..230] {
        *byte ^= 0x5a;
    }
    let mut import = Import::default();
    import.archive("export.zip", Cursor::new(bytes));
    import.archive("letter.zip", Cursor::new(b"PK\x03\x04 no archive".to_vec()));
    import.file("holiday.csv", &b"a,b\n1,2\n"[..]);
    import.file("Connections.csv", &b"a,b\n1,2\n"[..]);
    import.file("messages.csv", &b""[..]);
    let (audit, _) = import.finish(&ByLength);
    let failed: Vec<(&str, &str)> =
        audit.files.iter().filter_map(|file| Some((file.name.as_str(), file.failure.as_ref()?.id.as_ref()))).collect();
    assert_eq!(
        failed,
        [
            ("Connections.csv", "reading"),
            ("letter.zip", "archive"),
            ("holiday.csv", "unknown"),
            ("Connections.csv", "header"),
            ("messages.csv", "header")
        ]
    );
    assert!(audit.invitations.is_some());
}

#[test]
fn quotation_mark_that_nobody_closes_is_named_and_memory_stays_bounded() {
    let mut csv = b"First Name,Last Name,Connected On\nAna,Ruiz,15 Jan 2024\n\"Tom,Baker,15 Jan 2024\n".to_vec();
    csv.extend(b"Kim,Li,15 Jan 2024\n".repeat(500_000));
    let audit = files("Connections.csv", csv);
    assert_eq!(audit.files[0].rows, 1);
    assert_eq!(audit.files[0].failure.as_ref().unwrap().arguments, ["3"]);
}

#[test]
fn files_given_twice_count_once_and_unknown_names_are_known_by_their_columns() {
    let csv = "From,To,Sent At,Message,Direction\nMe,Ana Ruiz,\"9/25/26, 8:52\u{202f}AM\",Hi Ana,OUTGOING\n";
    let mut import = Import::default();
    import.file("Invitations.csv", csv.as_bytes());
    import.file("copy of something.csv", csv.replace(',', ";").replace("25/26;", "25/26,").as_bytes());
    let (audit, _) = import.finish(&ByLength);
    assert_eq!(audit.files.iter().map(|file| (file.rows, file.unread)).collect::<Vec<_>>(), [(1, 0), (0, 0)]);
    assert_eq!(audit.invitations.unwrap().sent.total(), 1);
}

#[test]
fn clusters_agree_with_comparing_each_with_each() {
    let export = Export { invitations: 7_000, ..export(Vintage::Y2026) };
    let mut bytes = Vec::new();
    export.write_file("Invitations.csv", &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows = reader.records().map(Result::unwrap).filter(|row| !row[3].is_empty());
    let notes: Vec<Likeness> = rows.map(|row| Likeness::of(&row[3], &row[1])).take(3_000).collect();
    assert_eq!(notes.len(), 3_000);
    // Whatever is alike, directly or through others, found by comparing all.
    let mut exact: Vec<usize> = (0..notes.len()).collect();
    for (index, note) in notes.iter().enumerate() {
        for other in 0..index {
            if exact[other] != exact[index] && notes[other].resembles(note) {
                let (from, to) = (exact[index], exact[other]);
                for place in &mut exact {
                    if *place == from {
                        *place = to;
                    }
                }
            }
        }
    }
    let found = cluster(&notes);
    let (mut shared, mut all, mut claimed) = (0_u32, 0_u32, 0_u32);
    for index in 0..notes.len() {
        for other in 0..index {
            let (is_pair, is_found) = (exact[index] == exact[other], found[index] == found[other]);
            all += u32::from(is_pair);
            claimed += u32::from(is_found);
            shared += u32::from(is_pair && is_found);
        }
    }
    assert!(all > 10_000, "there are {all} pairs only");
    assert_eq!(shared, claimed, "precision");
    assert!(f64::from(shared) >= 0.98 * f64::from(all), "recall: {shared} of {all}");
    println!("{shared} of {all} pairs found, {claimed} claimed");
}

#[test]
fn whatever_bytes_come_are_answered() {
    let export =
        Export { connections: 20, invitations: 20, messages: 20, recommendations: 3, ..export(Vintage::Y2026) };
    let archive = zipped(export);
    let mut state = 1_u64;
    let mut chance = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % end
    };
    for _ in 0..300 {
        let mut import = Import::default();
        for file in export.files() {
            let mut bytes = Vec::new();
            export.write_file(file, &mut bytes).unwrap();
            for _ in 0..=chance(8) {
                let (at, marks) = (chance(bytes.len()), b"\",\n\r\0\xff<&;%");
                bytes[at] = marks[chance(marks.len())];
            }
            bytes.truncate(1 + chance(bytes.len() * 2));
            import.file(file, bytes.as_slice());
        }
        let mut broken = archive.clone();
        for _ in 0..=chance(20) {
            let at = chance(broken.len());
            broken[at] = u8::try_from(chance(256)).unwrap();
        }
        import.archive("export.zip", Cursor::new(broken));
        let (audit, _) = import.finish(&ByLength);
        assert!(audit.files.len() >= 9);
    }
}
