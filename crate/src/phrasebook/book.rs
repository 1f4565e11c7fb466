//! A language's tables, spread out for searching.

use super::{FIRST_SET, JUMP, MASKED, NAME, NUMBER, PERSON, PROPER, RARE, SENTENCE_START, SPLIT, Source, TEXT_START};

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
    /// For each first byte of a word the index of the first word that begins with it or a later one.
    first_bytes: Vec<u16>,
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
    start_patterns: Vec<Start>,
    start_ends: Vec<u32>,
    /// The sets that each symbol is a member of.
    symbol_sets: Vec<u16>,
    symbol_set_ends: Vec<u32>,
    /// The bits of the words, sets and special elements without which each pattern can't match, the rarest first.
    needs: Vec<u16>,
    need_ends: Vec<u32>,
    aliases: &'static [(&'static str, &'static str)],
}

/// A pattern that a symbol may begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    /// Its number.
    pub(super) pattern: u16,
    /// The number, as [`Book::bit`] gives it, of the rarest element that it needs; [`ALWAYS`] if it needs none.
    pub(super) need: u16,
    /// What it shows, as an index into the signals.
    pub(super) signal: u8,
}

/// The word is a prefix pattern.
const TRAIT_PREFIX: u8 = 1;
/// The word is an everyday one.
const TRAIT_COMMON: u8 = 2;
/// Every word that begins like this one is an everyday one.
const TRAIT_COMMON_PREFIX: u8 = 4;
/// The word stands for several.
const TRAIT_ALIAS: u8 = 8;

/// The number of a bit that is always set: one of a special element that there isn't.
pub(super) const ALWAYS: u16 = u16::MAX;

/// How many codes the special elements take up.
const SPECIALS: usize = 16;

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

/// The second halves of pairs in the order of the first halves, which are below `count`, and where each group ends.
fn grouped(pairs: &[(u16, u16)], count: usize) -> (Vec<u16>, Vec<u32>) {
    let mut ends = vec![0_u32; count + 1];
    for &(first, _) in pairs {
        if let Some(size) = ends.get_mut(usize::from(first) + 1) {
            *size += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut seconds = vec![0; pairs.len()];
    for &(first, second) in pairs {
        // Each place is taken in turn; afterwards the entry is where the group ends.
        if let Some(place) = ends.get_mut(usize::from(first)) {
            if let Some(free) = seconds.get_mut(*place as usize) {
                *free = second;
            }
            *place += 1;
        }
    }
    ends.pop();
    (seconds, ends)
}

impl Book {
    pub(super) fn new(source: &'static Source) -> Self {
        let mut book = Self {
            language: source.language,
            nouns_are_capitalised: source.nouns_are_capitalised,
            letters: String::new(),
            word_ends: Vec::new(),
            first_bytes: Vec::new(),
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
            symbol_sets: Vec::new(),
            symbol_set_ends: Vec::new(),
            needs: Vec::new(),
            need_ends: Vec::new(),
            aliases: source.aliases,
        };
        book.read_words(source.words);
        book.read_sets(source.set_steps);
        let mut end = 0;
        book.pattern_ends.extend(source.pattern_lengths.iter().map(|&length| {
            end += u32::from(length);
            end
        }));
        book.index_sets();
        book.list_needs();
        book.index_starts();
        book
    }

    /// The number of symbols that come from letters.
    pub(super) fn symbols(&self) -> usize {
        self.word_ends.len() * 2 + self.suffixes.len()
    }

    /// The symbol of a special element: after those that come from letters.
    pub(super) fn special_symbol(&self, code: u16) -> u16 {
        u16::try_from(self.symbols()).unwrap_or(u16::MAX).saturating_add(u16::MAX - code)
    }

    /// How many words of 64 bits hold a bit a set; at least one.
    pub(super) fn set_words(&self) -> usize {
        self.set_ends.len().div_ceil(64).max(1)
    }

    /// How many words of 64 bits hold a bit a symbol.
    fn symbol_words(&self) -> usize {
        (self.symbols() + SPECIALS).div_ceil(64)
    }

    fn index_sets(&mut self) {
        let number = |set: usize| u16::try_from(set).unwrap_or(u16::MAX);
        let mut members: Vec<(u16, u16)> = Vec::with_capacity(self.set_symbols.len());
        for set in 0..self.set_ends.len() {
            members.extend(slice(&self.set_symbols, &self.set_ends, set).iter().map(|&symbol| (symbol, number(set))));
        }
        (self.symbol_sets, self.symbol_set_ends) = grouped(&members, self.symbols() + SPECIALS);
    }

    /// Lists what stands in each pattern outside of choices.
    fn list_needs(&mut self) {
        for pattern in 0..self.pattern_ends.len() {
            let program = slice(self.program, &self.pattern_ends, pattern);
            let first = self.needs.len();
            let mut sizes: Vec<usize> = Vec::new();
            let at = |place: usize| program.get(place).copied();
            let mut place = 0;
            while let Some(element) = at(place) {
                if element == SPLIT {
                    // The jump before the second way leads behind the whole choice.
                    let jump = place + usize::from(at(place + 1).unwrap_or(0));
                    place = jump + 2 + usize::from(at(jump + 1).unwrap_or(0));
                } else {
                    if element < JUMP || matches!(element, NAME | PERSON | PROPER | NUMBER | MASKED | RARE) {
                        // The rarest first, so that one look rules most patterns out. What a pattern begins with is there
                        // whenever the pattern comes up, so it goes last.
                        let size = if place == 0 { usize::MAX } else { self.size(element) };
                        let before = sizes.iter().position(|&other| other > size).unwrap_or(sizes.len());
                        sizes.insert(before, size);
                        self.needs.insert(first + before, self.bit(element));
                    }
                    place += 1;
                }
            }
            self.need_ends.push(end_of(&self.needs));
        }
    }

    /// The number of the bit that tells whether an element occurs.
    fn bit(&self, element: u16) -> u16 {
        match element {
            0..FIRST_SET => element,
            FIRST_SET..JUMP => {
                u16::try_from(self.symbol_words() * 64).unwrap_or(u16::MAX).saturating_add(element - FIRST_SET)
            }
            special => self.special_symbol(special),
        }
    }

    /// The bits, as [`Book::bit`] numbers them, all unset: those of the symbols, then those of the sets.
    pub(super) fn no_bits(&self) -> Vec<u64> {
        vec![0; self.symbol_words() + self.set_words()]
    }

    /// How many words an element matches, roughly.
    fn size(&self, element: u16) -> usize {
        match element {
            0..FIRST_SET => 1,
            FIRST_SET..JUMP => self.set(element).len(),
            _ => 8,
        }
    }

    /// The sets that a symbol is a member of, by their numbers.
    pub(super) fn sets_with(&self, symbol: u16) -> &[u16] {
        slice(&self.symbol_sets, &self.symbol_set_ends, usize::from(symbol))
    }

    /// The bits, as [`Book::bit`] gives them, of all without which a pattern can't match.
    pub(super) fn needs(&self, pattern: u16) -> &[u16] {
        slice(&self.needs, &self.need_ends, usize::from(pattern))
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
                let first = word.as_bytes().first().copied().unwrap_or_default();
                while self.first_bytes.len() <= usize::from(first) {
                    self.first_bytes.push(u16::try_from(index).unwrap_or(u16::MAX));
                }
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
        for pattern in 0..self.pattern_ends.len() {
            let number = u16::try_from(pattern).unwrap_or(u16::MAX);
            for first in Self::firsts(slice(self.program, &self.pattern_ends, pattern)) {
                match first {
                    0..FIRST_SET => starts.push((first, number)),
                    FIRST_SET..JUMP => starts.extend(self.set(first).iter().map(|&symbol| (symbol, number))),
                    _ => starts.push((self.special_symbol(first), number)),
                }
            }
        }
        let (patterns, ends) = grouped(&starts, self.symbols() + SPECIALS);
        self.start_patterns = patterns
            .into_iter()
            .map(|pattern| Start {
                pattern,
                need: self.needs(pattern).first().copied().unwrap_or(ALWAYS),
                signal: self.signal(pattern),
            })
            .collect();
        self.start_ends = ends;
    }

    /// The elements that a match of a pattern may begin with; anchors match no word.
    fn firsts(program: &[u16]) -> Vec<u16> {
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
        let first = usize::from(*letters.as_bytes().first()?);
        let bound = |byte: usize| self.first_bytes.get(byte).map_or(self.len(), |&index| usize::from(index));
        let (mut low, mut high) = (bound(first), bound(first + 1));
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

    /// Whether the word at `index` is one by itself, and not only the beginning of others.
    pub(super) fn is_whole(&self, index: usize) -> bool {
        self.traits(index) & (TRAIT_COMMON | TRAIT_COMMON_PREFIX | TRAIT_PREFIX | TRAIT_ALIAS) != TRAIT_PREFIX
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
    fn set(&self, instruction: u16) -> &[u16] {
        slice(&self.set_symbols, &self.set_ends, usize::from(instruction - FIRST_SET))
    }

    /// Where the instructions of a pattern start and end in the program.
    pub(super) fn pattern(&self, pattern: u16) -> (usize, usize) {
        let end = |index: usize| self.pattern_ends.get(index).map_or(0, |&end| end as usize);
        (usize::from(pattern).checked_sub(1).map_or(0, end), end(usize::from(pattern)))
    }

    /// The instruction at a place of the program.
    pub(super) fn instruction(&self, place: usize) -> u16 {
        self.program.get(place).copied().unwrap_or_default()
    }

    /// What a pattern shows, as an index into the signals.
    pub(super) fn signal(&self, pattern: u16) -> u8 {
        self.pattern_signals.get(usize::from(pattern)).copied().unwrap_or_default()
    }

    /// The patterns that a symbol may begin.
    pub(super) fn starting_with(&self, symbol: u16) -> &[Start] {
        slice(&self.start_patterns, &self.start_ends, usize::from(symbol))
    }

    /// What the word at `index` stands for, if it stands for several.
    pub(super) fn alias(&self, index: usize) -> Option<&'static str> {
        if self.traits(index) & TRAIT_ALIAS == 0 {
            return None;
        }
        let place = self.aliases.binary_search_by(|&(alias, _)| alias.cmp(self.word(index))).ok()?;
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
