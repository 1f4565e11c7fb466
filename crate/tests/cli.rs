//! The command line, as a person or a program at the other end of a pipe meets it.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const DEFAULT: &str = "I'd like to add you to my professional network on LinkedIn.";
const PERSONAL: &str = "Hi Amara, we met at the Lisbon data meetup on Tuesday, where you showed how you cut your nightly \
     import from six hours to ten minutes. You offered to share the partitioning script: could we stay in touch here?";

fn fauxpas(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fauxpas"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // The language and the colours of whoever runs the tests must not decide what they see.
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = fauxpas(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Its output may fill the pipe before it has read all of its input.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn values(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn default_invitation_is_canned_and_its_place_is_marked() {
    let output = run(&["check", DEFAULT], b"");
    assert_eq!(output.status.code(), Some(1));
    let page = text(&output.stdout);
    assert!(page.starts_with("Canned [canned]\n"), "{page}");
    assert!(page.contains(DEFAULT) && page.contains("^^^^"), "{page}");
    assert!(page.contains("warning[canned_phrase]: "), "{page}");
}

#[test]
fn personal_note_passes() {
    let output = run(&["check", "--to", "Amara Diallo", "--limit", "300", PERSONAL], b"");
    let page = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{page}");
    assert!(page.starts_with("Personal [personal]\n"), "{page}");
    assert!(page.contains("strength["), "{page}");
    assert!(page.ends_with("/300\n"), "{page}");
}

#[test]
fn text_may_come_through_a_pipe() {
    for arguments in [&["check", "--json"][..], &["check", "--json", "-"]] {
        for line_break in ["", "\n", "\r\n"] {
            let output = run(arguments, format!("\u{feff}{DEFAULT}{line_break}").as_bytes());
            assert_eq!(output.status.code(), Some(1));
            let report = &values(&output)[0];
            assert_eq!(report["verdict"], "canned");
            assert_eq!(report["length"]["characters"], DEFAULT.len());
        }
    }
}

#[test]
fn relationship_and_kind_count() {
    let arguments = ["check", "--kind", "recommendation_request", "--relationship", "none", "--json"];
    let output = run(&arguments, b"Could you recommend me?");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(values(&output)[0]["verdict"], "inappropriate");
}

#[test]
fn unusable_input_is_named() {
    let cases: [(&[&str], &[u8], &str); 6] = [
        (&["check", "--kind", "postcard", "Hello"], b"", "invitation, recommendation_request, recommendation"),
        (&["check", "--relationship", "cousin", "Hello"], b"", "worked_in_same_group"),
        (&["check", "--limit", "many", "Hello"], b"", "--limit"),
        (&["check", "--jsonl", "Hello"], b"", "--jsonl"),
        (&["check"], b"Hell\xf6", "not UTF-8"),
        (&[], b"", "Usage"),
    ];
    for (arguments, input, named) in cases {
        let output = run(arguments, input);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(named), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn lines_keep_their_order_and_bad_ones_their_number() {
    let input = b"\xef\xbb\xbf{\"kind\":\"invitation\",\"text\":\"\",\"limit\":1}\r\n\
        \r\n\
        {\"kind\":\"invitation\",\"te\n\
        {\"kind\":\"invitation\",\"text\":\"\",\"limit\":4}\n\
        {\"kind\":\"postcard\",\"text\":\"\"}\n\
        {\"kind\":\"invitation\",\"text\":7}\n\
        {\"kind\":\"invitation\"}\n\
        {\"kind\":\"invitation\",\"text\":\"\\ud83d\"}\n\
        {\"kind\":\"invitation\",\"text\":\"\xff\"}\n\
        {\"kind\":\"invitation\",\"text\":\"\",\"limit\":10,\"recipient\":null,\"unheard_of\":[]}";
    let output = run(&["check", "--jsonl"], input);
    assert_eq!(output.status.code(), Some(2));
    let answers = values(&output);
    let numbers: Vec<_> =
        answers.iter().map(|answer| answer.get("line").or(answer["length"].get("limit")).cloned().unwrap()).collect();
    assert_eq!(json!(numbers), json!([1, 3, 4, 5, 6, 7, 8, 9, 10]));
    for answer in &answers {
        assert_ne!(answer.get("error").is_some_and(|error| error != ""), answer.get("verdict").is_some(), "{answer}");
    }
    assert!(answers[3]["error"].as_str().unwrap().contains("postcard"), "{}", answers[3]);
    assert!(answers[5]["error"].as_str().unwrap().contains("`text`"), "{}", answers[5]);
}

#[test]
fn good_lines_alone_end_well() {
    let output = run(&["check", "--jsonl"], b"{\"kind\":\"invitation\",\"text\":\"\"}\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(values(&output)[0]["verdict"], "canned");
    assert_eq!(run(&["check", "--jsonl"], b"").status.code(), Some(0));
}

#[test]
fn every_line_is_answered_before_the_next_is_written() {
    let mut child = fauxpas(&["check", "--jsonl"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for limit in [1, 2, 3] {
        writeln!(input, "{}", json!({ "kind": "invitation", "text": "", "limit": limit })).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["length"]["limit"], limit);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn huge_and_strange_texts_are_answered() {
    let family = "👩\u{200d}👩\u{200d}👧 e\u{301} \0 مرحبا ";
    let texts = [format!("{DEFAULT} ").repeat(160_000), family.repeat(1_000) + DEFAULT, "x".repeat(10_000_000)];
    let input = texts.each_ref().map(|text| json!({ "kind": "invitation", "text": text }).to_string()).join("\n");
    let output = run(&["check", "--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let reports = values(&output);
    assert_eq!(reports.len(), texts.len());
    for (report, text) in reports.iter().zip(&texts) {
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(report["length"]["characters"], units.len());
        for span in
            report["findings"].as_array().unwrap().iter().flat_map(|finding| finding["spans"].as_array().unwrap())
        {
            let [start, end] = ["start", "end"].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
            assert!(start < end, "{span}");
            assert!(String::from_utf16(&units[start..end]).is_ok(), "{span} splits a character");
        }
    }
}

#[test]
fn reader_that_leaves_early_ends_it_quietly() {
    let mut child = fauxpas(&["check", "--jsonl"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // It may be gone before all is written.
    for _ in 0..10_000 {
        if writeln!(input, "{}", json!({ "kind": "invitation", "text": DEFAULT })).is_err() {
            break;
        }
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn colours_replace_the_marker_lines() {
    let output = fauxpas(&["check", DEFAULT]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let page = text(&output.stdout);
    assert!(page.contains("\u{1b}[") && !page.contains("^^^"), "{page}");
}

#[test]
fn registry_is_listed() {
    let output = run(&["checks", "--json"], b"");
    assert_eq!(output.status.code(), Some(0));
    let checks = values(&output).remove(0);
    let checks = checks.as_array().unwrap();
    let page = run(&["checks"], b"");
    assert_eq!(text(&page.stdout).lines().count(), checks.len());
    for check in checks {
        assert!(text(&page.stdout).contains(check["id"].as_str().unwrap()), "{check}");
        assert_ne!(check["title"], "", "{check}");
        assert_ne!(check["kinds"], json!([]), "{check}");
    }
    assert!(checks.iter().any(|check| check["id"] == "canned_phrase" && check["severity"] == "warning"));
}

/// The path of a file with this content.
fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string());
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn export(invitations: u32) -> Vec<u8> {
    let mut zip = std::io::Cursor::new(Vec::new());
    let vintage = fauxpas_exports::Vintage::Y2026;
    let export =
        fauxpas_exports::Export { vintage, connections: 300, invitations, messages: 100, recommendations: 6, seed: 3 };
    export.write(&mut zip).unwrap();
    zip.into_inner()
}

#[test]
fn audit_counts_an_export_and_judges_its_notes() {
    let path = file("Complete_LinkedInDataExport_11-24-2026.zip", export(400));
    let output = run(&["audit", &path, "--json"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let audit = values(&output).remove(0);
    assert_eq!(audit["exported"], "2026-11-24");
    for sort in ["blank", "canned", "thin", "personal"] {
        assert!(audit["invitations"]["sent"][sort].as_u64().unwrap() > 0, "{sort}: {audit}");
    }
    assert!(audit["recommendations"]["given"]["specific"].as_u64().unwrap() > 0, "{audit}");
    let page = run(&["audit", &path], b"");
    assert!(text(&page.stdout).contains("Invitations you sent"), "{}", text(&page.stdout));
}

#[test]
fn audit_names_what_it_does_not_understand_and_writes_a_page_that_runs_nothing() {
    let note = "<script src=x> Hi there, let us connect soon";
    let row = |day: &str| format!("Me,Ana Ruiz,\"{day}, 8:52 AM\",{note},OUTGOING\n").replace("there,", "there");
    let csv = format!("From,To,Sent At,Message,Direction\n{}{}{}", row("9/25/26"), row("9/26/26"), row("soon"));
    let (path, html) = (file("Invitations.csv", csv), file("audit.html", ""));
    let output = run(&["audit", &path, "--html", &html], b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).contains("Line 4: \u{201c}soon, 8:52 AM\u{201d} is no date"),
        "{}",
        text(&output.stdout)
    );
    let page = std::fs::read_to_string(html).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<svg") && page.contains("&lt;script src=x&gt;"));
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn audit_of_nothing_usable_says_so() {
    let output = run(&["audit", &file("letter.txt", "Dear Dana,")], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("letter.txt"), "{}", text(&output.stdout));
    let output = run(&["audit", "no-such-file.zip"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no-such-file.zip"));
}
