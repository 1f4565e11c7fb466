//! The inputs that fuzzing has kept, each as it is and with seeded changes: the same every time.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use std::path::Path;
use std::time::{Duration, Instant};

/// What a change may put in: what texts, names, JSON, tables and archives turn on.
const TOKENS: [&[u8]; 28] = [
    b"\x1f",
    b"\n",
    b"\r\n",
    b"\"",
    b",",
    b";",
    b"{{",
    b"}}",
    b"[",
    b"]",
    b"{name}",
    b"Hi ",
    b"http://",
    b"a.b/c",
    b"@",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"\xff\xff\xff\xff",
    b"9999999999",
    b"-1",
    b"\\ud800",
    "\u{301}".as_bytes(),
    "\u{200d}".as_bytes(),
    "👩‍👧".as_bytes(),
    "…".as_bytes(),
];
/// How many changed inputs each kept one gives.
const CHANGES: usize = 6;
/// A run is over by then, on a slow machine too.
const LONGEST: Duration = Duration::from_secs(20);

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    /// A number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap().checked_rem(end).unwrap_or(0)
    }

    /// An input that is a little different from `bytes`, or has a part of `other`.
    fn change(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(changed.len());
            let end = (at + 1 + self.below(16)).min(changed.len());
            match self.below(5) {
                0 => changed.splice(at..at, TOKENS[self.below(TOKENS.len())].iter().copied()).for_each(drop),
                1 => changed.drain(at..end).for_each(drop),
                2 => changed.extend_from_within(at..end),
                3 => {
                    let from = self.below(other.len());
                    let part = &other[from..(from + self.below(64)).min(other.len())];
                    changed.splice(at..at, part.iter().copied()).for_each(drop);
                }
                _ => {
                    if let Some(byte) = changed.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        changed
    }
}

fn feed(name: &str, target: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_unstable();
    let inputs: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    assert!(!inputs.is_empty(), "nothing is kept for {name}");
    for input in &inputs {
        target(input);
    }
    let mut chance = Chance(7);
    let start = Instant::now();
    for _ in 0..CHANGES {
        for input in &inputs {
            let other = chance.below(inputs.len());
            target(&chance.change(input, &inputs[other]));
            if start.elapsed() > LONGEST {
                return;
            }
        }
    }
}

#[test]
fn any_draft_gets_a_report_that_keeps_the_contract() {
    feed("check", fauxpas_fuzz::check);
}

#[test]
fn any_line_gets_a_line_of_json() {
    feed("json", fauxpas_fuzz::json_lines);
}

#[test]
fn any_file_of_an_export_gets_an_audit() {
    feed("export", fauxpas_fuzz::export);
}

#[test]
fn any_archive_gets_an_audit() {
    feed("archive", fauxpas_fuzz::archive);
}
