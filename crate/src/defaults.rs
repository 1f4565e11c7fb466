//! LinkedIn's default texts and the copies that everyone makes of them, however they are disguised.
//!
//! A default text is found by aligning its words with the draft's (Smith and Waterman's local alignment, over words):
//! an inserted name, a word left out or replaced, other line breaks and slips of the hand lower the score but little.

use crate::Kind;
use crate::analysis::Analysis;
use crate::phrasebook::Book;

/// How many words of a draft are compared: a default text is short, and so is what people make of it.
const MOST_WORDS: usize = 400;
/// What a word in its place is worth, and what one out of place costs.
const HIT: i32 = 3;
const MISS: i32 = 1;
/// The part of the full score that a copy must reach, in percent.
const ENOUGH: i32 = 62;
/// Words of fewer bytes have too many neighbours for a slip to be told from another word.
const SHORTEST_SLIP: usize = 5;
/// From this length on a word with one other letter is a slip too, and not "horse" for "house".
const SHORTEST_REPLACED: usize = 7;

/// The words of a draft that are a default text's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Match {
    /// The first.
    pub(crate) first: usize,
    /// The last.
    pub(crate) last: usize,
}

/// The longest default text of the draft's kind that a draft holds, in its language.
pub(crate) fn find(book: &Book, analysis: &Analysis) -> Option<Match> {
    // Words that the book doesn't have are in no default text.
    let words: Vec<u32> = analysis
        .attributes
        .iter()
        .take(MOST_WORDS)
        .map(|attributes| attributes.known.map_or(0, |known| known.key))
        .collect();
    let mut present = Filter::default();
    for &word in &words {
        present.add(word);
    }
    let mut best: Option<(i32, Match)> = None;
    for wanted in book.defaults(analysis.draft.kind) {
        let full = HIT * i32::try_from(wanted.len()).unwrap_or(i32::MAX);
        let present = wanted.iter().filter(|&&word| present.may_have(word)).count();
        let is_enough = |score: i32| score * 100 >= full * ENOUGH && best.is_none_or(|(other, _)| score > other);
        // Most drafts lack so many of the words, or have them so far apart, that there is nothing to align.
        if !is_enough(HIT * i32::try_from(present).unwrap_or(i32::MAX)) || !is_enough(most(wanted, &words)) {
            continue;
        }
        let Some((score, found)) = align(wanted, &words) else { continue };
        if is_enough(score) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Tells most words that are not in a text without comparing them: a bit for each word of it, some shared.
#[derive(Default)]
struct Filter([u64; 16]);

impl Filter {
    fn add(&mut self, word: u32) {
        if let Some(part) = self.0.get_mut(word as usize % 16) {
            *part |= Self::bit(word);
        }
    }

    fn may_have(&self, word: u32) -> bool {
        self.0.get(word as usize % 16).is_some_and(|part| part & Self::bit(word) != 0)
    }

    const fn bit(word: u32) -> u64 {
        1 << (word >> 8 & 63)
    }
}

/// The best score that a stretch of `words` could have if its words stood in the order of those wanted.
fn most(wanted: &[u32], words: &[u32]) -> i32 {
    let (mut most, mut score) = (0, 0);
    for word in words {
        score = if wanted.contains(word) { score + HIT } else { (score - MISS).max(0) };
        most = most.max(score);
    }
    most
}

/// The best score of a stretch of `words` against `wanted`, and where it is.
fn align(wanted: &[u32], words: &[u32]) -> Option<(i32, Match)> {
    // A row of scores, one for each word wanted, with the place where the stretch began.
    let mut row = vec![(0, 0); wanted.len() + 1];
    let mut best = (0, Match { first: 0, last: 0 });
    for (place, word) in words.iter().enumerate() {
        let mut diagonal = (0, place);
        let mut before = (0, place);
        for (cell, want) in row.iter_mut().skip(1).zip(wanted) {
            let from = if diagonal.0 > 0 { diagonal } else { (0, place) };
            let met = if want == word { (from.0 + HIT, from.1) } else { (from.0 - MISS, from.1) };
            diagonal = *cell;
            let skipped = if cell.0 > before.0 { (cell.0 - MISS, cell.1) } else { (before.0 - MISS, before.1) };
            *cell = if met.0 >= skipped.0 { met } else { skipped };
            if cell.0 < 0 {
                *cell = (0, place);
            }
            before = *cell;
            if want == word && cell.0 > best.0 {
                best = (cell.0, Match { first: cell.1, last: place });
            }
        }
    }
    (best.0 > 0).then_some(best)
}

/// The word of a default text that `letters` are a slip of.
pub(crate) fn meant(book: &Book, kind: Kind, letters: &str) -> Option<&'static str> {
    if letters.len() < SHORTEST_SLIP {
        return None;
    }
    let mut words = book.default_words(kind, letters.as_bytes().first_chunk()?);
    words.find(|word| is_slip(letters.as_bytes(), word.as_bytes()))
}

/// Whether one slip of the hand makes `typed` of `meant`: two letters changed places, one is missing, too many or another.
fn is_slip(typed: &[u8], meant: &[u8]) -> bool {
    let (shorter, longer) = if typed.len() < meant.len() { (typed, meant) } else { (meant, typed) };
    if longer.len() - shorter.len() > 1 || shorter.len() < SHORTEST_SLIP {
        return false;
    }
    let same = |(left, right): &(&u8, &u8)| left == right;
    let start = shorter.iter().zip(longer).take_while(same).count();
    let end = shorter.iter().rev().zip(longer.iter().rev()).take_while(same).count();
    if longer.len() > shorter.len() {
        // A letter at the very end is an inflection more often than a slip.
        return start + end >= shorter.len() && start < shorter.len();
    }
    match shorter.len().saturating_sub(start + end) {
        1 => shorter.len() >= SHORTEST_REPLACED && end > 0,
        2 => {
            let (left, right) = (shorter.get(start..start + 2), longer.get(start..start + 2));
            matches!((left, right), (Some([a, b]), Some([c, d])) if a == d && b == c)
        }
        _ => false,
    }
}
