//! A language's tables, spread out for searching.

use super::{FIRST_SET, JUMP, SENTENCE_START, SPLIT, Source, TEXT_START};

/// The phrases of one language.
///
/// A symbol is what patterns know a word by: twice the word's index, one more for a word that begins so, and after all
/// those the endings.
pub(crate) struct Book {
    /// Its BCP 47 tag.
    pub(crate) language: &'static str,
    /// Whether a capital marks any noun, and so tells nothing of names.
    pub(crate) nouns_are_capitalised: bool,
    /// All words in order, without separators.
    letters: String,
    /// Where each word ends in `letters`.
    word_ends: Vec<u32>,
    /// For each word the longest shorter word that is a prefix pattern and begins it, or [`u16::MAX`].
    parents: Vec<u16>,
    traits: &'static [u8],
    suffixes: &'static [&'static str],
    /// The members of all sets, each sorted.
    set_symbols: Vec<u16>,
    set_ends: Vec<u32>,
    program: &'static [u16],
    pattern_ends: Vec<u32>,
    pattern_signals: &'static [u8],
    /// The patterns that each symbol may begin.
    start_patterns: Vec<u16>,
    start_ends: Vec<u32>,
    /// The patterns that a special element begins, with its code.
    special_starts: Vec<(u16, u16)>,
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

/// A table's length as the place where its last slice ends.
fn end_of<T>(table: &[T]) -> u32 {
    u32::try_from(table.len()).unwrap_or(u32::MAX)
}

impl Book {
    pub(super) fn new(source: &'static Source) -> Self {
        let mut book = Self {
            language: source.language,
            nouns_are_capitalised: source.nouns_are_capitalised,
            letters: String::new(),
            word_ends: Vec::new(),
            parents: Vec::new(),
            traits: source.traits,
            suffixes: source.suffixes,
            set_symbols: Vec::new(),
            set_ends: Vec::new(),
            program: source.program,
            pattern_ends: Vec::new(),
            pattern_signals: source.pattern_signals,
            start_patterns: Vec::new(),
            start_ends: Vec::new(),
            special_starts: Vec::new(),
            aliases: source.aliases,
        };
        book.read_words(source.words);
        book.read_sets(source.set_steps);
        let mut end = 0;
        book.pattern_ends.extend(source.pattern_lengths.iter().map(|&length| {
            end += u32::from(length);
            end
        }));
        book.index_starts();
        book
    }

    fn read_words(&mut self, coded: &str) {
        let mut start = 0;
        // The words that begin the current one, innermost last.
        let mut beginnings: Vec<usize> = Vec::new();
        for rest in coded.split_inclusive(|letter: char| letter < ' ') {
            // Each piece is the rest of one word and the number of bytes that the next one shares with it.
            let (rest, shared) = match rest.chars().next_back() {
                Some(number) if number < ' ' => (rest.get(..rest.len() - 1).unwrap_or_default(), number as usize),
                _ => (rest, 0),
            };
            self.letters.push_str(rest);
            let end = self.letters.len();
            if end > start {
                let index = self.word_ends.len();
                self.word_ends.push(end_of(self.letters.as_bytes()));
                let word = self.letters.get(start..end).unwrap_or_default();
                while beginnings.last().is_some_and(|&beginning| !word.starts_with(self.word(beginning))) {
                    beginnings.pop();
                }
                let parent = beginnings.last().map_or(u16::MAX, |&parent| u16::try_from(parent).unwrap_or(u16::MAX));
                self.parents.push(parent);
                if self.traits(index) & TRAIT_PREFIX != 0 {
                    beginnings.push(index);
                }
            }
            let head = self.letters.get(start..start + shared).unwrap_or_default().to_owned();
            start = end;
            self.letters.push_str(&head);
        }
    }

    fn read_sets(&mut self, steps: &[u8]) {
        let mut numbers = steps.iter().copied();
        let mut next = || {
            let first = u16::from(numbers.next()?);
            if first < 0x80 { Some(first) } else { Some((first & 0x7F) << 8 | u16::from(numbers.next()?)) }
        };
        while let Some(count) = next() {
            let mut symbol = 0;
            for _ in 0..count {
                symbol += next().unwrap_or(0);
                self.set_symbols.push(symbol);
            }
            self.set_ends.push(end_of(&self.set_symbols));
        }
    }

    /// Lists for each symbol the patterns that it may begin.
    fn index_starts(&mut self) {
        let mut starts: Vec<(u16, u16)> = Vec::new();
        let mut special = Vec::new();
        for pattern in 0..self.pattern_ends.len() {
            let number = u16::try_from(pattern).unwrap_or(u16::MAX);
            for first in self.firsts(slice(self.program, &self.pattern_ends, pattern)) {
                match first {
                    0..FIRST_SET => starts.push((first, number)),
                    FIRST_SET..JUMP => starts.extend(self.set(first).iter().map(|&symbol| (symbol, number))),
                    _ => special.push((first, number)),
                }
            }
        }
        // Counting sort by symbol.
        let symbols = self.word_ends.len() * 2 + self.suffixes.len();
        let mut ends = vec![0_u32; symbols + 1];
        for &(symbol, _) in &starts {
            if let Some(count) = ends.get_mut(usize::from(symbol) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        self.start_patterns = vec![0; starts.len()];
        for &(symbol, pattern) in &starts {
            // Each place is taken in turn; afterwards the entry is where the symbol's slice ends.
            if let Some(place) = ends.get_mut(usize::from(symbol)) {
                if let Some(free) = self.start_patterns.get_mut(*place as usize) {
                    *free = pattern;
                }
                *place += 1;
            }
        }
        ends.pop();
        self.start_ends = ends;
        self.special_starts = special;
    }

    /// The elements that a match of a pattern may begin with; anchors match no word.
    fn firsts(&self, program: &[u16]) -> Vec<u16> {
        let mut firsts = Vec::new();
        let mut places = vec![0];
        while let Some(place) = places.pop() {
            let offset = || usize::from(program.get(place + 1).copied().unwrap_or(0));
            match program.get(place) {
                Some(&SPLIT) => places.extend([place + 2 + offset(), place + 2]),
                Some(&JUMP) => places.push(place + 2 + offset()),
                Some(&(SENTENCE_START | TEXT_START)) => places.push(place + 1),
                Some(&first) => firsts.push(first),
                None => {}
            }
        }
        firsts
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.word_ends.len()
    }

    /// The letters of the word at `index`.
    pub(super) fn word(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.word_ends.get(before)).copied().unwrap_or(0);
        let end = self.word_ends.get(index).copied().unwrap_or(start);
        self.letters.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The index of the last word that is not after `letters` in order, and whether it is equal to it.
    pub(super) fn floor(&self, letters: &str) -> Option<(usize, bool)> {
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

    /// Whether the word at `index` is an everyday one.
    pub(super) fn is_common(&self, index: usize) -> bool {
        self.traits(index) & TRAIT_COMMON != 0
    }

    /// Whether every word that begins like the one at `index` is an everyday one.
    pub(super) fn is_common_prefix(&self, index: usize) -> bool {
        self.traits(index) & TRAIT_COMMON_PREFIX != 0
    }

    /// Whether some pattern asks for words that begin like the one at `index`.
    pub(super) fn is_prefix(&self, index: usize) -> bool {
        self.traits(index) & TRAIT_PREFIX != 0
    }

    /// The longest shorter word that begins the one at `index` and that [`Book::is_prefix`] holds for.
    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).filter(|&&parent| parent != u16::MAX).map(|&parent| usize::from(parent))
    }

    /// The endings that patterns name.
    pub(super) fn suffixes(&self) -> &[&'static str] {
        self.suffixes
    }

    /// The members of a set, by the instruction that asks for it.
    pub(super) fn set(&self, instruction: u16) -> &[u16] {
        slice(&self.set_symbols, &self.set_ends, usize::from(instruction - FIRST_SET))
    }

    /// The instructions of a pattern.
    pub(super) fn pattern(&self, pattern: u16) -> &[u16] {
        slice(self.program, &self.pattern_ends, usize::from(pattern))
    }

    /// What a pattern shows, as an index into the signals.
    pub(super) fn signal(&self, pattern: u16) -> Option<usize> {
        self.pattern_signals.get(usize::from(pattern)).map(|&signal| usize::from(signal))
    }

    /// The patterns that a symbol may begin.
    pub(super) fn starting_with(&self, symbol: u16) -> &[u16] {
        slice(&self.start_patterns, &self.start_ends, usize::from(symbol))
    }

    /// The patterns that a special element begins, with its code.
    pub(super) fn special_starts(&self) -> &[(u16, u16)] {
        &self.special_starts
    }

    /// What a word stands for, if it stands for several.
    pub(super) fn alias(&self, letters: &str) -> Option<&'static str> {
        let place = self.aliases.binary_search_by(|&(alias, _)| alias.cmp(letters)).ok()?;
        self.aliases.get(place).map(|&(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use crate::phrasebook::{LANGUAGES, book};

    #[test]
    fn the_words_of_every_language_are_read_back_in_order() {
        for index in 0..LANGUAGES.len() {
            let book = book(index).unwrap();
            assert!(book.len() > 500);
            assert_eq!(book.len(), book.traits.len());
            for entry in 1..book.len() {
                assert!(book.word(entry - 1) < book.word(entry), "{:?} {:?}", book.word(entry - 1), book.word(entry));
            }
            let greeting = book.floor("network").unwrap();
            assert_eq!(book.word(greeting.0), "network");
        }
    }
}
