//! The labelled drafts in `crate/corpus/`.

use std::fs;

use anyhow::{Context, Result, bail};
use fauxpas::{Draft, Kind};
use serde::Deserialize;

use crate::workspace;

/// One labelled draft.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// Its name: kind, language, number.
    pub(crate) id: String,
    /// The verdict that its author gave it.
    pub(crate) label: String,
    /// What its author flagged besides.
    pub(crate) flags: Vec<String>,
    /// The author was in two minds.
    #[serde(default)]
    pub(crate) border: bool,
    /// The draft itself.
    pub(crate) draft: Draft,
    /// Why it has its label.
    #[allow(dead_code, reason = "for the reader of the data; required so that nobody leaves it out")]
    pub(crate) why: String,
}

impl Entry {
    /// The language of its text, as its id tells.
    pub(crate) fn language(&self) -> &str {
        self.id.split('-').nth(1).unwrap_or_default()
    }

    /// Whether it belongs to the third that is never looked at while the checks are tuned.
    pub(crate) fn is_held_out(&self) -> bool {
        self.hash().is_multiple_of(3)
    }

    /// FNV-1a of the id, so that neither order nor time of writing decides where a draft belongs.
    pub(crate) fn hash(&self) -> u64 {
        let hash = self
            .id
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
        hash >> 32
    }
}

/// Reads the whole corpus, in the order of the files' names.
///
/// # Errors
///
/// Names the file and line of the first draft that is not in the corpus' form.
pub(crate) fn load() -> Result<Vec<Entry>> {
    let folder = workspace::root().join("crate/corpus");
    let mut files: Vec<_> =
        fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut entries = Vec::new();
    for path in files {
        for (index, line) in fs::read_to_string(&path)?.lines().enumerate() {
            let entry: Entry =
                serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), index + 1))?;
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        bail!("{} holds no drafts", folder.display());
    }
    Ok(entries)
}

/// The mean over the labels of the harmonic mean of precision and recall, from counts: a row a label, a column a verdict.
/// Labels that nobody gave don't count.
pub(crate) fn macro_f1(counts: &[Vec<u32>]) -> f64 {
    let sum = |cells: &mut dyn Iterator<Item = &u32>| f64::from(cells.sum::<u32>());
    let scores: Vec<f64> = counts
        .iter()
        .enumerate()
        .filter(|(_, row)| row.iter().any(|&count| count > 0))
        .map(|(label, row)| {
            let both = f64::from(row.get(label).copied().unwrap_or(0));
            let given = sum(&mut row.iter());
            let judged = sum(&mut counts.iter().filter_map(|row| row.get(label)));
            2.0 * both / (given + judged).max(1.0)
        })
        .collect();
    scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).unwrap_or(u32::MAX)).max(1.0)
}

/// The kinds in the order in which figures are printed, with their labels from worst to best.
pub(crate) const LABELS: [(Kind, &[&str]); 3] = [
    (Kind::Invitation, &["canned", "thin", "personal"]),
    (Kind::RecommendationRequest, &["inappropriate", "vague", "appropriate"]),
    (Kind::Recommendation, &["vague", "specific"]),
];
