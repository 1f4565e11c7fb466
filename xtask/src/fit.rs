//! `cargo xtask fit`: finds the weights with which signals answer the checks' questions.
//!
//! Logistic regression on which signals a draft shows, with a ridge penalty and with signs laid down beforehand: what is
//! evidence for an answer can't come out as evidence against it, however small the corpus. Only the part of the corpus
//! that is open to tuning is used. The result is the same on every run.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use fauxpas::{Kind, LANGUAGES, SIGNALS, signals};

use crate::corpus::{self, Entry};
use crate::workspace;

/// What kind of evidence a question is answered by.
struct Question {
    /// Its table in `weights.toml`.
    name: &'static str,
    /// Whether a draft takes part, and its answer if so.
    answer: fn(&Entry) -> Option<bool>,
    /// Signals that can only speak for "yes".
    supporting: &'static [&'static [&'static str]],
    /// Signals that can only speak against it.
    opposing: &'static [&'static [&'static str]],
    /// What is known of a signal before any draft is seen; zero for all others.
    expected: &'static [(&'static str, f64)],
    /// The strength of the pull towards what is expected.
    ridge: f64,
    /// The bias is at least and at most this: "yes" always needs a signal, and one plain reason must be able to carry it.
    least_bias: f64,
    most_bias: f64,
    /// How much an overlooked "no" weighs beside an overlooked "yes".
    weight_of_no: f64,
}

/// Signs that a text is about something particular, whatever that is.
const DETAILS: &[&str] = &[
    "rare_word",
    "rare_words2",
    "rare_words4",
    "rare_words7",
    "rare_words11",
    "rare_tenth",
    "rare_fifth",
    "proper_noun",
    "proper_nouns2",
    "number",
    "quotation",
];
/// Signs that a text was written for this person.
const ANCHORS: &[&str] = &[
    "met",
    "event",
    "said",
    "introduced",
    "shared_past",
    "handover",
    "their_work",
    "outcome",
    "helped",
    "you_did",
    "we_did",
    "i_did",
    "third_person",
    "time",
    "place",
    "your_thing",
    "family",
    "identity",
];
/// Signs that it was not.
const DILUTERS: &[&str] = &[
    "seller",
    "call_to_action",
    "offer",
    "job_ask",
    "filler",
    "profile",
    "compliment",
    "same_field",
    "mutual",
    "follows",
    "role_mention",
    "their_headline",
    "to_you",
    "default_invitation",
    "wants_connection",
    "network_building",
    "generic_reason",
    "pitch",
    "pitches2",
    "pitches4",
    "asks",
    "asks2",
    "asks3",
    "machine_text",
    "link",
];
/// What people say who have met, were sent, or did something with the other's work: reasons, however ordinary their words.
const MEETINGS: &[(&str, f64)] = &[
    ("met", 2.5),
    ("said", 2.0),
    ("introduced", 2.5),
    ("shared_past", 2.0),
    ("handover", 2.5),
    ("their_work", 1.5),
    ("outcome", 2.5),
    ("helped", 1.5),
    ("event", 1.5),
    ("you_did", 1.5),
    ("we_did", 1.0),
    ("identity", 1.0),
];
/// What people say of how they know each other, who either did or did not work together.
const TIES: &[(&str, f64)] = &[
    ("denies_work", 2.0),
    ("public_only", 1.5),
    ("stranger", 0.5),
    ("just_connected", 1.0),
    ("social_only", 1.0),
    ("admirer", 0.5),
    ("worked_said", -1.5),
    ("shared_work", -0.5),
];
/// What is at least about this person.
const AIMS: &[(&str, f64)] = &[
    ("profile", 1.0),
    ("compliment", 1.5),
    ("same_field", 1.5),
    ("mutual", 2.0),
    ("follows", 1.5),
    ("role_mention", 1.5),
    ("their_headline", 1.5),
];
/// Signs of an invitation that was at least aimed.
const EFFORTS: &[&str] = &[
    "profile",
    "compliment",
    "same_field",
    "mutual",
    "follows",
    "role_mention",
    "their_headline",
    "to_you",
    "met",
    "event",
    "said",
    "introduced",
    "shared_past",
    "handover",
    "their_work",
    "outcome",
    "helped",
    "you_did",
    "we_did",
    "third_person",
    "place",
    "your_thing",
    "family",
    "identity",
    "rare_word",
    "rare_words2",
    "proper_noun",
];
/// Signs of one that was not.
const CANNED: &[&str] = &[
    "seller",
    "call_to_action",
    "offer",
    "job_ask",
    "default_invitation",
    "wants_connection",
    "network_building",
    "generic_reason",
    "pitch",
    "pitches2",
    "pitches4",
    "asks",
    "asks2",
    "asks3",
    "machine_text",
    "filler",
    "link",
];
/// Signs that two people worked together, or of what could be told of it.
const WORK: &[&str] = &[
    "worked_said",
    "work_scene",
    "shared_work",
    "subject",
    "we_did",
    "i_did",
    "you_did",
    "said",
    "shared_past",
    "when",
    "before_after",
    "artefact",
    "decision",
    "result",
    "time",
    "their_work",
    "relationship_given",
    "helped",
];
/// Signs that they did not.
const NO_WORK: &[&str] = &[
    "denies_work",
    "public_only",
    "tie_without_work",
    "offer",
    "stranger",
    "just_connected",
    "social_only",
    "admirer",
    "swap",
    "pay",
    "relationship_none",
    "relationship_unknown",
    "family",
    "follows",
    "profile",
    "mutual",
    "pitch",
    "asks",
    "asks2",
    "compliment",
    "met",
    "default_request",
    "vague_subject",
    "network_building",
    "link",
    "same_field",
    "role_mention",
    "event",
    "generic_reason",
];
/// Signs of a story in a recommendation.
const STORY: &[&str] = &[
    "they_did",
    "when",
    "before_after",
    "decision",
    "artefact",
    "result",
    "time",
    "place",
    "third_person",
    "family",
    "we_did",
    "you_did",
    "i_did",
    "said",
    "event",
    "outcome",
    "helped",
];
/// Signs of praise alone.
const PRAISE: &[&str] =
    &["praise", "role_years", "recommends", "compliment", "generic_reason", "network_building", "filler", "profile"];
/// Signs of business.
const BUSINESS: &[&str] =
    &["seller", "call_to_action", "offer", "money", "pitch", "pitches2", "pitches4", "link", "generic_reason"];
/// Signs of a request for help.
const REQUESTS: &[&str] = &["job_ask", "asks", "asks2", "asks3", "link"];

/// Whether one of several lists of signals holds a signal.
fn holds(lists: &[&[&str]], signal: &str) -> bool {
    lists.iter().any(|list| list.contains(&signal))
}

fn labelled(entry: &Entry, kind: Kind, yes: &str) -> Option<bool> {
    (entry.draft.kind == kind && !entry.draft.text.trim().is_empty()).then(|| entry.label == yes)
}

fn flagged(entry: &Entry, flag: &str) -> bool {
    entry.flags.iter().any(|name| name == flag)
}

const QUESTIONS: &[Question] = &[
    Question {
        name: "appropriate",
        answer: |entry| {
            labelled(entry, Kind::RecommendationRequest, "appropriate").filter(|_| entry.label != "inappropriate")
        },
        supporting: &[WORK, DETAILS],
        opposing: &[NO_WORK],
        expected: &[],
        ridge: 1.0,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 1.0,
    },
    Question {
        name: "asks_favour",
        answer: |entry| (entry.draft.kind == Kind::Invitation).then(|| flagged(entry, "asks_favour")),
        supporting: &[REQUESTS],
        opposing: &[&[
            "pitch",
            "pitches2",
            "pitches4",
            "met",
            "said",
            "shared_past",
            "shared_work",
            "introduced",
            "helped",
            "handover",
        ]],
        expected: &[("job_ask", 2.5), ("asks", 1.0)],
        ridge: 0.5,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 0.5,
    },
    Question {
        name: "effort",
        answer: |entry| labelled(entry, Kind::Invitation, "thin").filter(|_| entry.label != "personal"),
        supporting: &[EFFORTS],
        opposing: &[CANNED],
        expected: AIMS,
        ridge: 1.0,
        least_bias: f64::NEG_INFINITY,
        most_bias: f64::INFINITY,
        weight_of_no: 1.0,
    },
    Question {
        name: "inappropriate",
        answer: |entry| {
            let traded = flagged(entry, "swap_offer") || flagged(entry, "pay_offer");
            labelled(entry, Kind::RecommendationRequest, "inappropriate").filter(|_| !traded)
        },
        supporting: &[NO_WORK],
        opposing: &[WORK, DETAILS],
        expected: TIES,
        ridge: 1.0,
        least_bias: f64::NEG_INFINITY,
        most_bias: f64::INFINITY,
        weight_of_no: 1.0,
    },
    Question {
        name: "pay_offer",
        answer: |entry| (entry.draft.kind == Kind::RecommendationRequest).then(|| flagged(entry, "pay_offer")),
        supporting: &[&["pay", "money"]],
        opposing: &[&["subject", "worked_said"]],
        expected: &[],
        ridge: 0.2,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 0.5,
    },
    Question {
        name: "personal",
        answer: |entry| labelled(entry, Kind::Invitation, "personal"),
        supporting: &[ANCHORS, DETAILS],
        opposing: &[DILUTERS],
        expected: MEETINGS,
        ridge: 0.7,
        least_bias: -4.4,
        most_bias: -0.5,
        weight_of_no: 1.0,
    },
    Question {
        name: "sales_pitch",
        answer: |entry| (entry.draft.kind == Kind::Invitation).then(|| flagged(entry, "sales_pitch")),
        supporting: &[BUSINESS],
        opposing: &[&[
            "met",
            "said",
            "shared_past",
            "shared_work",
            "helped",
            "identity",
            "family",
            "subject",
            "network_building",
            "follows",
        ]],
        expected: &[("offer", 3.0), ("seller", 2.0), ("call_to_action", 1.0), ("pitch", 1.0)],
        ridge: 0.5,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 0.5,
    },
    Question {
        name: "specific",
        answer: |entry| labelled(entry, Kind::Recommendation, "specific"),
        supporting: &[STORY, DETAILS],
        opposing: &[PRAISE],
        expected: &[],
        ridge: 1.0,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 1.0,
    },
    Question {
        name: "swap_offer",
        answer: |entry| (entry.draft.kind == Kind::RecommendationRequest).then(|| flagged(entry, "swap_offer")),
        supporting: &[&["swap"]],
        opposing: &[&["subject"]],
        expected: &[],
        ridge: 0.2,
        least_bias: f64::NEG_INFINITY,
        most_bias: -0.5,
        weight_of_no: 0.5,
    },
];

/// Fits all weights and writes them.
///
/// # Errors
///
/// When the corpus can't be read or the weights can't be written.
pub(crate) fn run() -> Result<()> {
    let corpus: Vec<Entry> = corpus::load()?
        .into_iter()
        .filter(|entry| !entry.is_held_out() && LANGUAGES.contains(&entry.language()))
        .collect();
    let mut file = String::from(
        "# How much each signal speaks for the answer \"yes\" to a question about a draft; above zero in sum it is one.\n\
         # English has weights of its own; `_elsewhere` are those of all other languages, whose phrasebooks are younger.\n\
         # Written by `cargo xtask fit` from the part of the corpus that is open to tuning. Don't edit by hand.\n",
    );
    for (suffix, english) in [("", true), ("_elsewhere", false)] {
        for question in QUESTIONS {
            let rows: Vec<Row> = corpus
                .iter()
                .filter(|entry| (entry.language() == "en") == english)
                .filter_map(|entry| {
                    let yes = (question.answer)(entry)?;
                    // A draft whose author was in two minds teaches half as much.
                    let weight = if entry.border { 0.5 } else { 1.0 } * if yes { 1.0 } else { question.weight_of_no };
                    Some(Row { shown: numbers(entry, question), yes, weight })
                })
                .collect();
            let model = question.fit(&rows);
            let name = format!("{}{suffix}", question.name);
            let right = question.cross_validate(&rows);
            println!("{name:<24} {} drafts, {right:.3} right when each fifth is judged by the rest", rows.len());
            writeln!(file, "\n[{name}]\nbias = {:.2}", model.bias)?;
            for (name, weight) in SIGNALS.iter().zip(&model.weights).filter(|(_, weight)| weight.abs() >= 0.005) {
                writeln!(file, "{name} = {weight:.2}")?;
            }
        }
    }
    fs::write(workspace::root().join("crate/phrasebook/weights.toml"), file)?;
    Ok(())
}

/// One draft as a question sees it.
struct Row {
    /// The numbers of the signals it shows.
    shown: Vec<usize>,
    yes: bool,
    weight: f64,
}

fn numbers(entry: &Entry, question: &Question) -> Vec<usize> {
    signals(&entry.draft)
        .into_iter()
        .filter(|name| holds(question.supporting, name) || holds(question.opposing, name))
        .filter_map(|name| SIGNALS.iter().position(|signal| *signal == name))
        .collect()
}

struct Model {
    bias: f64,
    weights: Vec<f64>,
}

impl Model {
    fn score(&self, row: &Row) -> f64 {
        self.bias + row.shown.iter().filter_map(|&number| self.weights.get(number)).sum::<f64>()
    }
}

impl Question {
    /// Accelerated projected gradient descent: the objective is convex and the signs a convex set, so it finds the optimum.
    fn fit(&self, rows: &[Row]) -> Model {
        const STEPS: u32 = 3000;
        #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
        let count = rows.len().max(1) as f64;
        let signs: Vec<(f64, f64)> = SIGNALS
            .iter()
            .map(|name| match (holds(self.supporting, name), holds(self.opposing, name)) {
                (true, false) => (0.0, f64::INFINITY),
                (false, true) => (f64::NEG_INFINITY, 0.0),
                _ => (0.0, 0.0),
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "at most the number of signals")]
        let widest = rows.iter().map(|row| row.shown.len()).max().unwrap_or(0) as f64 + 1.0;
        let heaviest = rows.iter().map(|row| row.weight).fold(1.0, f64::max);
        let rate = 1.0 / (0.25 * widest * heaviest + self.ridge / count);
        let expected: Vec<f64> = SIGNALS
            .iter()
            .map(|name| self.expected.iter().find(|(expected, _)| expected == name).map_or(0.0, |&(_, weight)| weight))
            .collect();
        let mut model = Model { bias: 0.0, weights: vec![0.0; SIGNALS.len()] };
        let mut ahead = Model { bias: 0.0, weights: vec![0.0; SIGNALS.len()] };
        let mut momentum = 1.0_f64;
        for _ in 0..STEPS {
            let mut slope = vec![0.0; SIGNALS.len()];
            let mut bias_slope = 0.0;
            for row in rows {
                let probability = 1.0 / (1.0 + (-ahead.score(row)).exp());
                let error = (probability - f64::from(u8::from(row.yes))) * row.weight / count;
                bias_slope += error;
                for &number in &row.shown {
                    if let Some(slope) = slope.get_mut(number) {
                        *slope += error;
                    }
                }
            }
            let next_momentum = f64::midpoint(1.0, (1.0 + 4.0 * momentum * momentum).sqrt());
            let push = (momentum - 1.0) / next_momentum;
            momentum = next_momentum;
            let bias = (ahead.bias - rate * bias_slope).clamp(self.least_bias, self.most_bias);
            ahead.bias = bias + push * (bias - model.bias);
            model.bias = bias;
            for ((((weight, ahead), slope), &(least, most)), expected) in
                model.weights.iter_mut().zip(&mut ahead.weights).zip(&slope).zip(&signs).zip(&expected)
            {
                let next = (*ahead - rate * (slope + self.ridge / count * (*ahead - expected))).clamp(least, most);
                *ahead = next + push * (next - *weight);
                *weight = next;
            }
        }
        model
    }

    /// The share of drafts judged rightly by a model fitted without them.
    fn cross_validate(&self, rows: &[Row]) -> f64 {
        const FOLDS: usize = 5;
        let mut right = 0.0;
        for fold in 0..FOLDS {
            let part = |inside: bool| {
                rows.iter()
                    .enumerate()
                    .filter(move |(index, _)| (index % FOLDS == fold) == inside)
                    .map(|(_, row)| Row { shown: row.shown.clone(), yes: row.yes, weight: row.weight })
                    .collect::<Vec<_>>()
            };
            let model = self.fit(&part(false));
            right += part(true).iter().filter(|row| (model.score(row) > 0.0) == row.yes).map(|_| 1.0).sum::<f64>();
        }
        #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
        let count = rows.len().max(1) as f64;
        right / count
    }
}
