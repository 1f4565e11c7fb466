//! `cargo xtask fit`: finds what each phrase, class of words and shape weighs.
//!
//! Logistic regression on what a draft shows, with a ridge penalty, over all languages at once: classes and shapes have
//! one weight for all, phrases one in their language. The verdict is a choice among three, each flag a choice between
//! two. Of the phrases the most useful are kept and fitted again. Only the part of the corpus that is open to tuning is
//! used, and the result is the same on every run.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use fauxpas::{Kind, LANGUAGES, evidence};

use crate::corpus::{self, Entry};
use crate::workspace;

/// A choice that weights are found for.
struct Choice {
    kind: Kind,
    /// The tables in `phrasebook/weights`, each with the answer that it speaks for. What is neither has no table: it is
    /// what the others are measured from.
    answers: &'static [(&'static str, &'static str)],
    /// Which answer a draft gives.
    answer: fn(&Entry, &str) -> bool,
    /// Whether the answers of a language count as much as each other, however many drafts give them.
    is_balanced: bool,
    /// The strength of the pull of all weights towards zero.
    ridge: f64,
    /// How many phrases are kept in English, and in each other language.
    phrases: (usize, usize),
}

fn is_labelled(entry: &Entry, label: &str) -> bool {
    entry.label == label
}

fn is_flagged(entry: &Entry, flag: &str) -> bool {
    entry.flags.iter().any(|name| name == flag)
}

const CHOICES: &[Choice] = &[
    Choice {
        kind: Kind::Invitation,
        answers: &[("personal", "personal"), ("canned", "canned")],
        answer: is_labelled,
        is_balanced: true,
        ridge: 5.0,
        phrases: (800, 350),
    },
    Choice {
        kind: Kind::RecommendationRequest,
        answers: &[("appropriate", "appropriate"), ("inappropriate", "inappropriate")],
        answer: is_labelled,
        is_balanced: true,
        ridge: 8.0,
        phrases: (1200, 400),
    },
    Choice {
        kind: Kind::Recommendation,
        answers: &[("specific", "specific")],
        answer: is_labelled,
        is_balanced: true,
        ridge: 5.0,
        phrases: (350, 200),
    },
    flags(Kind::Invitation, &[("sales_pitch", "sales_pitch")], (300, 160)),
    flags(Kind::Invitation, &[("asks_favour", "asks_favour")], (300, 160)),
    // One choice: "once it's up" speaks for either, and only the rest of the text tells which.
    flags(Kind::RecommendationRequest, &[("swap_offer", "swap_offer"), ("pay_offer", "pay_offer")], (800, 420)),
];

const fn flags(kind: Kind, answers: &'static [(&'static str, &'static str)], phrases: (usize, usize)) -> Choice {
    Choice { kind, answers, answer: is_flagged, is_balanced: false, ridge: 4.0, phrases }
}

/// How many pairs of classes are kept for each choice.
const PAIRS: usize = 400;
/// A phrase that fewer drafts of its language show is chance.
const FEWEST_DRAFTS: usize = 3;
/// How often all weights are improved in turn; more changes nothing that is kept.
const SWEEPS: usize = 30;
/// A phrase that weighs no more than this is left out.
const LEAST: f64 = 0.05;
/// Weights are stored in twentieths.
const SCALE: f64 = 20.0;

/// Fits all weights and writes them; or prints how right the judgement is when each fifth is judged by the rest.
///
/// # Errors
///
/// When the corpus can't be read or the weights can't be written.
pub(crate) fn run(cross_validate: bool) -> Result<()> {
    let corpus: Vec<Entry> = corpus::load()?
        .into_iter()
        .filter(|entry| !entry.is_held_out() && LANGUAGES.contains(&entry.language()))
        .collect();
    let shown: Vec<Vec<String>> = corpus.iter().map(names).collect();
    let rows: Vec<Row> = corpus.iter().zip(&shown).map(|(entry, shown)| Row { entry, shown }).collect();
    let of = &|choice: &Choice| -> Vec<Row> {
        rows.iter()
            .filter(|row| row.entry.draft.kind == choice.kind && !row.entry.draft.text.trim().is_empty())
            .copied()
            .collect()
    };
    if cross_validate {
        for choice in CHOICES {
            choice.cross_validate(&of(choice));
        }
        return Ok(());
    }
    let models: Vec<(&Choice, Model)> = std::thread::scope(|scope| {
        let tasks: Vec<_> =
            CHOICES.iter().map(|choice| scope.spawn(move || (choice, choice.fit(&of(choice))))).collect();
        tasks.into_iter().filter_map(|task| task.join().ok()).collect()
    });
    write(&models)
}

/// What a draft shows, phrases after their language.
fn names(entry: &Entry) -> Vec<String> {
    let language = entry.language();
    let mut names: Vec<String> = evidence(&entry.draft)
        .into_iter()
        .map(|name| if is_shared(&name) { name } else { format!("{language}:{name}") })
        .collect();
    names.push(format!("{language}:bias"));
    names
}

fn is_shared(name: &str) -> bool {
    name.starts_with(['%', '#']) && name.len() > 1
}

fn is_pair(name: &str) -> bool {
    name.contains(" > ")
}

/// A draft with what it shows.
#[derive(Clone, Copy)]
struct Row<'a> {
    entry: &'a Entry,
    shown: &'a [String],
}

impl Row<'_> {
    /// How much the draft counts: one whose author was in two minds teaches half as much.
    fn weight(self) -> f64 {
        if self.entry.border { 0.5 } else { 1.0 }
    }
}

/// What each name weighs for each answer, measured from what is neither.
struct Model {
    bias: Vec<f64>,
    weights: BTreeMap<String, Vec<f64>>,
}

impl Model {
    fn scores(&self, row: Row) -> Vec<f64> {
        let mut scores = self.bias.clone();
        for weights in row.shown.iter().filter_map(|name| self.weights.get(name)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight;
            }
        }
        scores
    }
}

impl Choice {
    fn answer_of(&self, entry: &Entry) -> usize {
        self.answers.iter().position(|(_, answer)| (self.answer)(entry, answer)).unwrap_or(self.answers.len())
    }

    /// Fits with all phrases, keeps the most useful, and fits again.
    fn fit(&self, rows: &[Row]) -> Model {
        let mut drafts: HashMap<&str, usize> = HashMap::new();
        for name in rows.iter().flat_map(|row| row.shown) {
            *drafts.entry(name).or_default() += 1;
        }
        let frequent: BTreeSet<&str> =
            drafts.iter().filter(|&(_, &count)| count >= FEWEST_DRAFTS).map(|(&name, _)| name).collect();
        let all = self.descend(rows, &frequent);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand drafts")]
        let use_of = |name: &str| {
            let weights = all.weights.get(name).map_or(&[][..], Vec::as_slice);
            let widest = weights
                .iter()
                .copied()
                .chain([0.0])
                .fold((0.0, 0.0), |(low, high), weight: f64| (weight.min(low), weight.max(high)));
            (widest.1 - widest.0) * (drafts.get(name).copied().unwrap_or(0) as f64).sqrt()
        };
        let most_useful = |are: &dyn Fn(&str) -> bool, most: usize| {
            let names = frequent.iter().copied().filter(|name| are(name));
            let mut names: Vec<(f64, &str)> = names.map(|name| (use_of(name), name)).collect();
            names.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
            names.into_iter().take(most).map(|(_, name)| name)
        };
        let mut kept: BTreeSet<&str> =
            frequent.iter().copied().filter(|name| is_shared(name) && !is_pair(name)).collect();
        kept.extend(most_useful(&is_pair, PAIRS));
        for language in LANGUAGES {
            let of_language = |name: &str| name.split_once(':').is_some_and(|(tag, _)| tag == language);
            kept.extend(most_useful(&of_language, if language == "en" { self.phrases.0 } else { self.phrases.1 }));
        }
        kept.extend(frequent.iter().copied().filter(|name| name.ends_with(":bias")));
        self.descend(rows, &kept)
    }

    /// Coordinate descent with Newton's steps: the objective is convex, so it finds the optimum.
    fn descend(&self, rows: &[Row], names: &BTreeSet<&str>) -> Model {
        let count = self.answers.len() + 1;
        let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(number, &name)| (name, number)).collect();
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
        for (index, row) in rows.iter().enumerate() {
            for number in row.shown.iter().filter_map(|name| numbers.get(name.as_str())) {
                if let Some(column) = columns.get_mut(*number) {
                    column.push(index);
                }
            }
        }
        // The bias: a name that every draft shows, and that nothing pulls to zero.
        columns.push((0..rows.len()).collect());
        let answers: Vec<usize> = rows.iter().map(|row| self.answer_of(row.entry)).collect();
        let counts = self.counts(rows, &answers);
        // The exponentials of each row's scores, which is all that probabilities need.
        let mut odds = vec![vec![1.0_f64; count]; rows.len()];
        let mut weights = vec![vec![0.0_f64; count]; columns.len()];
        for _ in 0..SWEEPS {
            for (number, column) in columns.iter().enumerate() {
                let ridge = if number == names.len() { 1e-6 } else { self.ridge };
                for answer in 0..count {
                    let Some(weight) = weights.get_mut(number).and_then(|weights| weights.get_mut(answer)) else {
                        continue;
                    };
                    let (mut slope, mut bend) = (*weight * ridge, ridge);
                    for &row in column {
                        let (Some(odds), Some(&right), Some(&times)) =
                            (odds.get(row), answers.get(row), counts.get(row))
                        else {
                            continue;
                        };
                        let likely = odds.get(answer).copied().unwrap_or(0.0) / odds.iter().sum::<f64>();
                        slope += times * (likely - f64::from(u8::from(right == answer)));
                        bend += times * likely * (1.0 - likely);
                    }
                    let step = (-slope / bend.max(1e-9)).clamp(-1.0, 1.0);
                    *weight += step;
                    let factor = step.exp();
                    for &row in column {
                        if let Some(odds) = odds.get_mut(row).and_then(|odds| odds.get_mut(answer)) {
                            *odds *= factor;
                        }
                    }
                }
            }
        }
        let relative = |weights: &Vec<f64>| -> Vec<f64> {
            let neither = weights.last().copied().unwrap_or(0.0);
            weights.iter().take(self.answers.len()).map(|weight| weight - neither).collect()
        };
        let bias = weights.last().map(relative).unwrap_or_default();
        let weights = names.iter().zip(&weights).map(|(&name, weights)| (name.to_owned(), relative(weights))).collect();
        Model { bias, weights }
    }

    /// How much each draft counts. Flags are rare, and to raise one where there is none is worse than to overlook one:
    /// there, each draft counts the same.
    fn counts(&self, rows: &[Row], answers: &[usize]) -> Vec<f64> {
        let mut sums: BTreeMap<(&str, usize), f64> = BTreeMap::new();
        for (row, &answer) in rows.iter().zip(answers) {
            *sums.entry((row.entry.language(), answer)).or_default() += row.weight();
        }
        let count = |row: &Row, answer: usize| {
            if !self.is_balanced {
                return 1.0;
            }
            let language = row.entry.language();
            let sum = |answer| sums.get(&(language, answer)).copied().unwrap_or(0.0);
            let all: Vec<f64> = (0..=self.answers.len()).map(sum).filter(|&sum| sum > 0.0).collect();
            let mean = all.iter().sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap_or(1));
            mean / sum(answer).max(1.0)
        };
        rows.iter().zip(answers).map(|(row, &answer)| row.weight() * count(row, answer)).collect()
    }

    fn cross_validate(&self, rows: &[Row]) {
        const FOLDS: u64 = 5;
        let fold = |row: &Row| row.entry.hash() / 3 % FOLDS;
        let mut judged: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        let results: Vec<Vec<(&str, usize, usize)>> = std::thread::scope(|scope| {
            let tasks: Vec<_> = (0..FOLDS)
                .map(|number| {
                    scope.spawn(move || {
                        let rest: Vec<Row> = rows.iter().filter(|row| fold(row) != number).copied().collect();
                        let model = self.fit(&rest);
                        let part = rows.iter().filter(|row| fold(row) == number && !row.entry.border);
                        part.map(|row| {
                            (row.entry.language(), self.answer_of(row.entry), self.choose(&model.scores(*row)))
                        })
                        .collect()
                    })
                })
                .collect();
            tasks.into_iter().filter_map(|task| task.join().ok()).collect()
        });
        for (language, right, given) in results.into_iter().flatten() {
            judged.entry(language).or_default().push((right, given));
        }
        let names: Vec<&str> = self.answers.iter().map(|(name, _)| *name).collect();
        println!("{}", names.join(", "));
        for (language, pairs) in judged {
            let order: Vec<usize> = match self.answers.len() {
                2 => vec![1, 2, 0],
                _ => vec![1, 0],
            };
            let matrix: Vec<Vec<u32>> =
                order.iter().map(|&right| order.iter().map(|&given| count(&pairs, (right, given))).collect()).collect();
            println!("  {language} {:>5} drafts  macro-F1 {:.3}  {matrix:?}", pairs.len(), corpus::macro_f1(&matrix));
        }
    }

    fn choose(&self, scores: &[f64]) -> usize {
        let best = scores.iter().enumerate().fold((self.answers.len(), 0.0), |best, (answer, &score)| {
            if score > best.1 { (answer, score) } else { best }
        });
        best.0
    }
}

fn count(pairs: &[(usize, usize)], wanted: (usize, usize)) -> u32 {
    u32::try_from(pairs.iter().filter(|&&pair| pair == wanted).count()).unwrap_or(u32::MAX)
}

fn write(models: &[(&Choice, Model)]) -> Result<()> {
    let folder = workspace::root().join("crate/phrasebook/weights");
    let head =
        "# Written by `cargo xtask fit` from the part of the corpus that is open to tuning. Don't edit by hand.\n";
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    files.insert(
        "all",
        format!("# What classes of words (%) and shapes (#) weigh, in every language, for the answer each table is named after.\n{head}"),
    );
    for language in LANGUAGES {
        files.insert(language, format!("# What this language's phrases weigh. `_` is any word; @rare is a word that isn't an everyday one; ^ and $ are\n# the text's ends.\n{head}"));
    }
    for (choice, model) in models {
        for (index, (table, _)) in choice.answers.iter().enumerate() {
            for (file, text) in &mut files {
                write!(text, "\n[{table}]\n")?;
                let weight = |weights: &Vec<f64>| (weights.get(index).copied().unwrap_or(0.0) * SCALE).round() / SCALE;
                let prefix = format!("{file}:");
                let mut lines: Vec<(&str, f64)> = model
                    .weights
                    .iter()
                    .filter_map(|(name, weights)| {
                        let name = if *file == "all" {
                            is_shared(name).then_some(name.as_str())?
                        } else {
                            name.strip_prefix(&prefix)?
                        };
                        Some((name, weight(weights)))
                    })
                    .collect();
                if *file == "all" {
                    lines.push(("bias", weight(&model.bias)));
                }
                // What weighs next to nothing is not worth its bytes; classes and shapes cost none.
                let least = if *file == "all" { 0.0 } else { LEAST };
                lines.retain(|&(name, weight)| weight.abs() > least || name == "bias" && weight != 0.0);
                lines.sort_by(|left, right| (left.0 != "bias", left.0).cmp(&(right.0 != "bias", right.0)));
                for (name, weight) in lines {
                    let key = if name == "bias" { name.to_owned() } else { format!("{name:?}") };
                    writeln!(text, "{key} = {weight:.2}")?;
                }
            }
        }
    }
    fs::create_dir_all(&folder)?;
    for (name, text) in files {
        fs::write(folder.join(format!("{name}.toml")), text)?;
    }
    Ok(())
}
