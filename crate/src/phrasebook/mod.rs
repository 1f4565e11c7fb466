//! Phrases: what the words of each language show.
//!
//! `phrasebook/*.toml` is compiled by the build script into the static tables included here; nothing is parsed, hashed
//! or allocated at start.

mod matcher;

pub(crate) use matcher::{Attributes, Hit, Lexed, find_hits, lex};

include!(concat!(env!("OUT_DIR"), "/phrasebook.rs"));

/// The weights with which signals answer one question.
pub(crate) struct Weights {
    /// What is added whatever the text shows.
    pub(crate) bias: f32,
    of: [f32; Signal::ALL.len()],
}

impl Weights {
    /// How much `signal` speaks for the answer "yes".
    pub(crate) fn of(&self, signal: Signal) -> f32 {
        self.of.get(signal as usize).copied().unwrap_or_default()
    }
}

/// The phrases of one language.
pub(crate) struct Book {
    /// Its BCP 47 tag.
    pub(crate) language: &'static str,
    /// Whether a capital marks any noun, and so tells nothing of names.
    pub(crate) nouns_are_capitalised: bool,
    /// All words in order, without separators.
    letters: &'static str,
    /// Where each word ends in `letters`.
    word_ends: &'static [u32],
    /// For each word the longest shorter word that is a prefix pattern and begins it, or [`u16::MAX`].
    parents: &'static [u16],
    /// For each word the sum of the `TRAIT_` bits that hold.
    traits: &'static [u8],
    /// Endings of words that patterns name.
    suffixes: &'static [&'static str],
    /// The members of all sets, each sorted: twice the word's index, plus one for a prefix; after those the suffixes.
    set_symbols: &'static [u16],
    /// Where each set ends in `set_symbols`.
    set_ends: &'static [u32],
    /// The elements of all patterns: a set's index or a special code.
    elements: &'static [u16],
    /// Where each pattern ends in `elements`.
    pattern_ends: &'static [u32],
    /// What each pattern shows, as an index into [`Signal::ALL`].
    pattern_signals: &'static [u8],
    /// The patterns that each symbol may begin.
    start_patterns: &'static [u16],
    /// Where the patterns of each symbol end in `start_patterns`.
    start_ends: &'static [u32],
    /// Patterns that begin with a special element, by its code.
    special_starts: &'static [(u16, u16)],
    /// Words that stand for several.
    aliases: &'static [(&'static str, &'static str)],
}

/// The word is a prefix pattern.
const TRAIT_PREFIX: u8 = 1;
/// The word is an everyday one.
const TRAIT_COMMON: u8 = 2;
/// Every word that begins like this one is an everyday one.
const TRAIT_COMMON_PREFIX: u8 = 4;

/// The slice that belongs to `index` in a table cut at `ends`.
fn slice<'a, T>(table: &'a [T], ends: &[u32], index: usize) -> &'a [T] {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(index).copied().unwrap_or(start);
    table.get(start as usize..end as usize).unwrap_or_default()
}

impl Book {
    /// The number of words.
    fn len(&self) -> usize {
        self.word_ends.len()
    }

    fn word(&self, index: usize) -> &'static str {
        let start = index.checked_sub(1).and_then(|before| self.word_ends.get(before)).copied().unwrap_or(0);
        let end = self.word_ends.get(index).copied().unwrap_or(start);
        self.letters.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The index of the last word that is not after `letters` in order, and whether it is equal to it.
    fn floor(&self, letters: &str) -> Option<(usize, bool)> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle).cmp(letters) {
                std::cmp::Ordering::Equal => return Some((middle, true)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        low.checked_sub(1).map(|index| (index, false))
    }

    fn traits(&self, index: usize) -> u8 {
        self.traits.get(index).copied().unwrap_or(0)
    }
}
