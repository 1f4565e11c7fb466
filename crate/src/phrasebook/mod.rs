//! Phrases: what the words of each language show.
//!
//! `phrasebook/*.toml` is compiled by the build script into the compact tables included here. A language's tables are
//! spread out for searching when the first text in it is read: that takes well under a millisecond, and the module
//! stays small.

mod book;
mod matcher;

use std::sync::OnceLock;

pub(crate) use book::Book;
pub(crate) use matcher::{Attributes, Hit, Lexed, find_hits, lex};

include!(concat!(env!("OUT_DIR"), "/phrasebook.rs"));

impl Signal {
    /// Its name in reports and in the weights.
    pub(crate) fn id(self) -> &'static str {
        SIGNALS.get(self as usize).copied().unwrap_or_default()
    }
}

/// The phrases of the language at `index` of [`LANGUAGES`].
pub(crate) fn book(index: usize) -> Option<&'static Book> {
    static BOOKS: [OnceLock<Book>; SOURCES.len()] = [const { OnceLock::new() }; SOURCES.len()];
    Some(BOOKS.get(index)?.get_or_init(|| Book::new(SOURCES.get(index).unwrap_or(&SOURCES[0]))))
}

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

/// The phrases of one language as they are stored.
pub(crate) struct Source {
    /// Its BCP 47 tag.
    language: &'static str,
    /// Whether a capital marks any noun, and so tells nothing of names.
    nouns_are_capitalised: bool,
    /// All words in order, each as the number of bytes shared with the one before, then the rest.
    words: &'static str,
    /// For each word the sum of the `TRAIT_` bits that hold.
    traits: &'static [u8],
    /// Endings of words that patterns name.
    suffixes: &'static [&'static str],
    /// The sets: the number of members, then the steps from each symbol to the next.
    set_steps: &'static [u8],
    /// The instructions of all patterns.
    program: &'static [u16],
    /// How many instructions each pattern has.
    pattern_lengths: &'static [u16],
    /// What each pattern shows, as an index into [`Signal::ALL`].
    pattern_signals: &'static [u8],
    /// Words that stand for several, in order.
    aliases: &'static [(&'static str, &'static str)],
}
