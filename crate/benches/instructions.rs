//! How many instructions checks take, counted by Valgrind: the same on every run, where times are not.
//!
//! `cargo xtask bench --instructions` runs this and compares the counts with those in `instructions.txt`.

#![allow(missing_docs, unreachable_pub, reason = "gungraun makes functions of its own")]

use std::hint::black_box;

use fauxpas::{Draft, Kind, Messages, Preferences, Report, check, fingerprint};
use gungraun::prelude::*;

/// A text is its own key: looking one up is the caller's cost.
struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

/// What people write, none of it twice in one text.
const SENTENCES: [&str; 6] = [
    "We met at the meetup in Lisbon last week, where you spoke about your import pipeline.",
    "I asked how long it took to move the tables out of the old system, and your notes answered it.",
    "My team has a similar problem with billing data from three vendors.",
    "I would love to hear what you would do differently now that it runs every night!",
    "Your great profile shows results, leadership and a passion for people.",
    "Could we talk for twenty minutes on Thursday?",
];

/// A text of `length` bytes, all of them ASCII.
fn text(length: usize) -> String {
    let sentences = SENTENCES.iter().cycle().enumerate();
    let sentences = sentences.take(length / 40 + 1).map(|(serial, sentence)| format!(" {sentence} That was {serial}."));
    let mut text = "Hi Amara,".to_owned();
    text.extend(sentences);
    text.truncate(length);
    text
}

/// A draft for a process that has judged before, so that all tables stand ready.
fn warm(kind: Kind, text: String) -> Draft {
    let draft = cold(kind, text);
    let _ = check(&cold(kind, "Hi Amara, thank you for the tour of the new building.".to_owned()), &Keys);
    draft
}

fn cold(kind: Kind, text: String) -> Draft {
    Draft::to(kind, text, "Amara Diallo".to_owned())
}

fn repeated(unit: &str) -> Draft {
    warm(Kind::Invitation, unit.repeat(100_000 / unit.len()))
}

fn with_phrases(count: usize) -> Draft {
    let phrases = (0..count).map(|serial| format!("your import of {serial} tables")).collect();
    let preferences = Preferences { canned: Some(phrases), ..Preferences::default() };
    Draft { preferences: Some(preferences), ..warm(Kind::Invitation, text(300)) }
}

#[library_benchmark]
#[bench::first_note(cold(Kind::Invitation, text(300)))]
#[bench::note(warm(Kind::Invitation, text(300)))]
#[bench::request(warm(Kind::RecommendationRequest, text(600)))]
#[bench::recommendation_1500(warm(Kind::Recommendation, text(1_500)))]
#[bench::recommendation_3000(warm(Kind::Recommendation, text(3_000)))]
#[bench::characters_1000(warm(Kind::Invitation, text(1_000)))]
#[bench::characters_10000(warm(Kind::Invitation, text(10_000)))]
#[bench::characters_100000(warm(Kind::Invitation, text(100_000)))]
#[bench::own_phrases_1(with_phrases(1))]
#[bench::own_phrases_100(with_phrases(100))]
#[bench::own_phrases_10000(with_phrases(10_000))]
#[bench::one_long_word(repeated("a"))]
#[bench::greetings(repeated("Hi Hi "))]
#[bench::emoji(repeated("👍"))]
#[bench::newlines(repeated("\n"))]
#[bench::combining_marks(repeated("e\u{301}"))]
#[bench::quotes(repeated("\""))]
#[bench::at_signs(repeated("@"))]
#[bench::schemes(repeated("http://"))]
#[bench::open_braces(repeated("{{"))]
#[bench::blanks(repeated("{{name}} "))]
#[bench::link_of_blanks(warm(Kind::Invitation, format!("http://{}", "{{name}}".repeat(12_500))))]
#[bench::slips(repeated("netwrok profesional conenct "))]
fn checked(draft: Draft) -> (Draft, Report) {
    let report = check(black_box(&draft), &Keys);
    (draft, report)
}

#[library_benchmark]
#[bench::note(warm(Kind::Invitation, text(300)))]
fn remembered(draft: Draft) -> (Draft, Option<String>) {
    let fingerprint = fingerprint(black_box(&draft));
    (draft, fingerprint)
}

library_benchmark_group!(name = instructions, benchmarks = [checked, remembered]);

main!(library_benchmark_groups = instructions);
