//! Exports of each vintage, as members get them and as they break.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::io::{Cursor, Write as _};

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
fn messages_tell_whom_the_member_asked_and_not_who_asked_them() {
    let form = "https://www.linkedin.com/in/me/edit/forms/recommendation/write/?profileUrn=x";
    let rows = [
        format!("Me,Ana Ruiz,2026-03-01 10:00:00 UTC,\"<p>Schreibst du mir eine Empfehlung? {form}</p>\",No"),
        format!("Me,Ana Ruiz,2026-02-01 10:00:00 UTC,{form},No"),
        format!("Tom Baker,Me,2026-03-02 10:00:00 UTC,{form},No"),
        format!("Me,Kim Li,2026-03-03 10:00:00 UTC,{form},Yes"),
        "Me,Léa Roy,2026-03-04 10:00:00 UTC,Could you write me a recommendation?,No".to_owned(),
    ];
    let mut import = Import::default();
    import.file("messages.csv", format!("FROM,TO,DATE,CONTENT,IS MESSAGE DRAFT\n{}\n", rows.join("\n")).as_bytes());
    let (_, people) = import.finish(&ByLength);
    let asked = people.iter().filter_map(|person| Some((person.name.as_str(), person.asked_on?.to_string())));
    assert_eq!(asked.collect::<Vec<_>>(), [("Ana Ruiz", "2026-03-01".to_owned())]);
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
    import.archive("holiday.zip", Cursor::new([b"PK\x05\x06".as_slice(), &[0; 18]].concat()));
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
            ("holiday.zip", "unknown"),
            ("holiday.csv", "unknown"),
            ("Connections.csv", "header"),
            ("messages.csv", "header")
        ]
    );
    assert!(audit.invitations.is_some());
}

#[test]
fn what_was_read_before_an_archive_breaks_is_kept() {
    let mut bytes = Cursor::new(Vec::new());
    let mut zip = zip::ZipWriter::new(&mut bytes);
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("Connections.csv", stored).unwrap();
    zip.write_all(b"First Name,Last Name,Connected On\n").unwrap();
    for number in 0..5_000 {
        zip.write_all(format!("Ana {number},Ruiz,15 Jan 2024\n").as_bytes()).unwrap();
    }
    zip.start_file("Positions.csv", stored).unwrap();
    zip.write_all(b"Company Name,Started On\nAcme,Jan 2020\n").unwrap();
    zip.finish().unwrap();
    let mut bytes = bytes.into_inner();
    // A name that is another: the checksum is wrong, and nothing else.
    let at = bytes.windows(9).position(|part| part == b"Ana 4000,").unwrap();
    bytes[at] = b'B';
    let mut import = Import::default();
    import.archive("export.zip", Cursor::new(bytes));
    let (audit, _) = import.finish(&ByLength);
    assert_eq!(audit.files.iter().map(|file| file.rows).collect::<Vec<_>>(), [5_000, 1]);
    assert_eq!(audit.files[0].failure.as_ref().unwrap().id, "reading");
    assert!(audit.files[1].failure.is_none());
}

#[test]
fn header_is_found_however_few_bytes_come_at_a_time() {
    struct Drops<'a>(&'a [u8]);
    impl std::io::Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }
    let mut import = Import::default();
    import.file("Connections.csv", Drops(b"Notes:\n\nFirst Name,Last Name,Connected On\nAna,Ruiz,15 Jan 2024\n"));
    let (audit, _) = import.finish(&ByLength);
    assert_eq!(audit.files[0].rows, 1, "{:?}", audit.files[0].failure);
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
