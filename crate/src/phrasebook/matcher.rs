//! Matching phrases against a text's words.

use super::{
    ANY, Book, FIRST_SET, JUMP, LONG_GAP, MASKED, NAME, NUMBER, PERSON, PROPER, RARE, SENTENCE_END, SENTENCE_START, SHORT_GAP, SPLIT, Signal, TEXT_START,
};
use crate::text::Text;

/// How many words the two gaps may skip.
const SHORT_GAP_WORDS: usize = 3;
const LONG_GAP_WORDS: usize = 8;

/// How many steps one pattern may take from one place: gaps inside gaps stay affordable whatever the text.
const STEPS: u32 = 400;

/// Longer words are nobody's phrase; looking them up would only cost.
const LONGEST_WORD: usize = 40;

/// How many bytes must stand before an ending: "*ed" is not "red".
const SHORTEST_STEM: usize = 3;

/// What is known of a word besides its letters.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each read on its own")]
pub(crate) struct Attributes {
    /// A part of the recipient's name.
    pub(crate) name: bool,
    /// A word of the recipient's headline, company or school.
    pub(crate) masked: bool,
    /// Written like a proper noun, and neither the recipient's name nor masked.
    pub(crate) proper: bool,
    /// A proper noun that may be a person's.
    pub(crate) person: bool,
    /// A number.
    pub(crate) number: bool,
    /// A word that everyday texts don't have.
    pub(crate) rare: bool,
}

impl Hit {
    /// Bits for each place in a key: texts of up to a quarter of a billion words.
    const PLACE_BITS: u32 = 28;

    /// A number that orders hits by signal, then place. Sorting numbers alone keeps one sorting routine in the module.
    pub(crate) fn key(&self) -> u64 {
        let place = |word: usize| (word as u64).min((1 << Self::PLACE_BITS) - 1);
        (self.signal as u64) << (2 * Self::PLACE_BITS) | place(self.first) << Self::PLACE_BITS | place(self.last)
    }

    /// The hit that a key was made from.
    pub(crate) fn from_key(key: u64) -> Option<Self> {
        let place = |shift: u32| usize::try_from(key >> shift & ((1 << Self::PLACE_BITS) - 1)).ok();
        let signal = *Signal::ALL.get(usize::try_from(key >> (2 * Self::PLACE_BITS)).ok()?)?;
        Some(Self { signal, first: place(Self::PLACE_BITS)?, last: place(0)? })
    }
}

/// A word looked up in a book: the symbols by which patterns know it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexed {
    /// The text's word it comes from.
    pub(crate) word: usize,
    symbols: [u16; 6],
    count: u8,
    /// An everyday word.
    pub(crate) common: bool,
}

impl Lexed {
    fn symbols(&self) -> &[u16] {
        self.symbols.get(..usize::from(self.count)).unwrap_or_default()
    }

    fn add(&mut self, symbol: u16) {
        if let Some(free) = self.symbols.get_mut(usize::from(self.count)) {
            *free = symbol;
            self.count += 1;
        }
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Hit {
    /// What it shows.
    pub(crate) signal: Signal,
    /// Its first word.
    pub(crate) first: usize,
    /// Its last word.
    pub(crate) last: usize,
}

/// Looks up every word of a text; an alias gives several.
pub(crate) fn lex(book: &Book, text: &Text) -> Vec<Lexed> {
    let mut lexed = Vec::with_capacity(text.words.len() + 8);
    for (index, word) in text.words.iter().enumerate() {
        let letters = text.letters(word);
        match book.alias(letters) {
            Some(words) => lexed.extend(words.split(' ').map(|letters| look_up(book, index, letters))),
            None => lexed.push(look_up(book, index, letters)),
        }
    }
    lexed
}

fn look_up(book: &Book, word: usize, letters: &str) -> Lexed {
    let mut lexed = Lexed { word, ..Lexed::default() };
    if letters.is_empty() || letters.len() > LONGEST_WORD {
        return lexed;
    }
    let symbol = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let floor = book.floor(letters);
    // An everyday word is listed by itself where its ending means something.
    if !matches!(floor, Some((entry, true)) if book.is_common(entry)) {
        for (index, suffix) in book.suffixes().iter().enumerate() {
            if letters.len() >= suffix.len() + SHORTEST_STEM && letters.ends_with(suffix) {
                lexed.add(symbol(book.len() * 2 + index));
            }
        }
    }
    let Some((mut entry, exact)) = floor else { return lexed };
    if exact {
        lexed.add(symbol(entry * 2));
        lexed.common = book.is_common(entry);
    }
    // In sorted order every beginning of a word is the word's floor or one of the floor's own beginnings.
    loop {
        if book.is_prefix(entry) && letters.starts_with(book.word(entry)) {
            lexed.add(symbol(entry * 2 + 1));
            lexed.common |= book.is_common_prefix(entry);
        }
        match book.parent(entry) {
            Some(parent) => entry = parent,
            None => return lexed,
        }
    }
}

/// Every phrase of the book in the text: for each signal and first word one.
pub(crate) fn find_hits(book: &Book, text: &Text, words: &[Lexed], attributes: &[Attributes]) -> Vec<Hit> {
    let matcher = Matcher { book, text, words, attributes };
    let mut hits = Vec::new();
    for (at, lexed) in words.iter().enumerate() {
        for &symbol in lexed.symbols() {
            for &pattern in book.starting_with(symbol) {
                matcher.try_at(pattern, at, &mut hits);
            }
        }
        let known = attributes.get(lexed.word).copied().unwrap_or_default();
        if known.name || known.masked || known.proper || known.person || known.number || known.rare {
            for &(code, pattern) in book.special_starts() {
                if has(known, code) {
                    matcher.try_at(pattern, at, &mut hits);
                }
            }
        }
    }
    hits
}

/// Whether a word is what a special element asks for.
fn has(attributes: Attributes, code: u16) -> bool {
    match code {
        NAME => attributes.name,
        PERSON => attributes.person,
        PROPER => attributes.proper,
        NUMBER => attributes.number,
        MASKED => attributes.masked,
        RARE => attributes.rare || attributes.proper || attributes.number,
        _ => false,
    }
}

struct Matcher<'a> {
    book: &'a Book,
    text: &'a Text<'a>,
    words: &'a [Lexed],
    attributes: &'a [Attributes],
}

impl Matcher<'_> {
    fn try_at(&self, pattern: u16, at: usize, hits: &mut Vec<Hit>) {
        let mut steps = STEPS;
        let Some(sentence) = self.sentence(at) else { return };
        if let Some(end) = self.follow(self.book.pattern(pattern), at, sentence, &mut steps)
            && let (Some(first), Some(last)) = (self.words.get(at), end.checked_sub(1).and_then(|last| self.words.get(last)))
            && let Some(&signal) = self.book.signal(pattern).and_then(|signal| Signal::ALL.get(signal))
        {
            hits.push(Hit { signal, first: first.word, last: last.word });
        }
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        let word = self.words.get(at)?.word;
        self.text.words.get(word).map(|word| word.sentence)
    }

    /// The place after the last word that `program` matches from `at` on, all in one sentence.
    fn follow(&self, mut program: &[u16], mut at: usize, sentence: u32, steps: &mut u32) -> Option<usize> {
        while let Some((&element, rest)) = program.split_first() {
            *steps = steps.checked_sub(1)?;
            let here = self.sentence(at) == Some(sentence);
            let offset = || usize::from(rest.first().copied().unwrap_or(0)) + 1;
            let holds = match element {
                JUMP => {
                    program = rest.get(offset()..).unwrap_or_default();
                    continue;
                }
                SPLIT => {
                    let found = self.follow(rest.get(1..).unwrap_or_default(), at, sentence, steps);
                    if found.is_some() {
                        return found;
                    }
                    program = rest.get(offset()..).unwrap_or_default();
                    continue;
                }
                SHORT_GAP | LONG_GAP => {
                    let longest = if element == SHORT_GAP { SHORT_GAP_WORDS } else { LONG_GAP_WORDS };
                    return (0..=longest).take_while(|skipped| self.sentence(at + skipped) == Some(sentence)).find_map(|skipped| self.follow(rest, at + skipped, sentence, steps));
                }
                SENTENCE_START => at == 0 || self.sentence(at - 1) != Some(sentence),
                TEXT_START => at == 0,
                SENTENCE_END => !here,
                _ => {
                    let matches = here && self.is(element, at);
                    at += 1;
                    matches
                }
            };
            if !holds {
                return None;
            }
            program = rest;
        }
        Some(at)
    }

    fn is(&self, element: u16, at: usize) -> bool {
        let Some(lexed) = self.words.get(at) else { return false };
        match element {
            ANY => true,
            NAME | PERSON | PROPER | NUMBER | MASKED | RARE => has(self.attributes.get(lexed.word).copied().unwrap_or_default(), element),
            0..FIRST_SET => lexed.symbols().contains(&element),
            set => {
                let members = self.book.set(set);
                lexed.symbols().iter().any(|symbol| members.binary_search(symbol).is_ok())
            }
        }
    }
}
