//! Matching phrases against a text's words.

use super::book::ALWAYS;
use super::{
    ANY, Book, FIRST_SET, JUMP, LONG_GAP, MASKED, NAME, NUMBER, PERSON, PROPER, RARE, SENTENCE_END, SENTENCE_START,
    SHORT_GAP, SPLIT, Signal, TEXT_START,
};
use crate::text::Text;

/// How many words the two gaps may skip.
const SHORT_GAP_WORDS: usize = 3;
const LONG_GAP_WORDS: usize = 8;

/// How many steps one pattern may take from one place: gaps inside gaps stay affordable whatever the text.
const STEPS: u32 = 400;

/// Longer words are nobody's phrase; looking them up would only cost.
const LONGEST_WORD: usize = 40;

/// How many words are searched for phrases: thirty times what LinkedIn takes. A text of megabytes stays affordable.
const MOST_WORDS: usize = 20_000;

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
    /// The sentence of that word.
    sentence: u32,
    symbols: [u16; 10],
    count: u8,
    /// An everyday word.
    pub(crate) common: bool,
}

impl Lexed {
    /// Whether the book has the word, or its beginning or ending.
    pub(crate) const fn is_known(&self) -> bool {
        self.count > 0 || self.common
    }

    fn symbols(&self) -> &[u16] {
        self.symbols.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// Adds a symbol; the few words that have more than there is room for are known well enough by the first ones.
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

/// Looks up the words of a text, up to [`MOST_WORDS`]; an alias gives several.
pub(crate) fn lex(book: &Book, text: &Text) -> Vec<Lexed> {
    let mut lexed = Vec::with_capacity(text.words.len().min(MOST_WORDS) + 8);
    for (index, word) in text.words.iter().enumerate().take(MOST_WORDS) {
        let letters = text.letters(word);
        let blank = Lexed { word: index, sentence: word.sentence, ..Lexed::default() };
        if letters.is_empty() || letters.len() > LONGEST_WORD {
            lexed.push(blank);
            continue;
        }
        let floor = book.floor(letters);
        if let Some(words) = floor.and_then(|(entry, exact)| book.alias(entry).filter(|_| exact)) {
            lexed.extend(words.split(' ').map(|letters| look_up(book, blank, letters, book.floor(letters))));
        } else {
            let found = look_up(book, blank, letters, floor);
            // A name is not misspelt because it resembles a word.
            let name = word.shape.capitalised && !book.nouns_are_capitalised && !text.opens_sentence(index);
            let meant = if found.is_known() || name { None } else { misspelt(book, letters, floor) };
            lexed.push(meant.map_or(found, |meant| look_up(book, blank, book.word(meant), Some((meant, true)))));
        }
    }
    lexed
}

/// Words of fewer bytes have too many neighbours for a slip to be told from another word.
const SHORTEST_SLIP: usize = 5;
/// From this length on a word with one other letter is a slip too, and not "horse" for "house".
const SHORTEST_REPLACED: usize = 7;
/// How many words on each side in order are compared with a misspelt one.
const NEIGHBOURS: usize = 48;

/// The word of the book that `letters` are a slip of: two letters changed places, one is missing, too many or another.
///
/// Slips in the first two letters are rare, so that words in order are near each other. `floor` is what the book's search
/// for the letters gave.
fn misspelt(book: &Book, letters: &str, floor: Option<(usize, bool)>) -> Option<usize> {
    let head = letters.get(..2).filter(|_| letters.len() >= SHORTEST_SLIP)?;
    let floor = floor?.0;
    let before = (0..=floor).rev().take(NEIGHBOURS).take_while(|&entry| book.word(entry).starts_with(head));
    let after = (floor + 1..book.len()).take(NEIGHBOURS).take_while(|&entry| book.word(entry).starts_with(head));
    before.chain(after).find(|&entry| book.is_whole(entry) && is_slip(letters.as_bytes(), book.word(entry).as_bytes()))
}

/// Whether one slip of the hand makes `typed` of `meant`.
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

/// Adds to `lexed` what `letters` are known as; `floor` is what the book's search for them gave.
fn look_up(book: &Book, mut lexed: Lexed, letters: &str, floor: Option<(usize, bool)>) -> Lexed {
    let symbol = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
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

/// Every phrase of the book in the text that shows a signal which `matters`, a place a signal.
pub(crate) fn find_hits(book: &Book, words: &mut [Lexed], attributes: &[Attributes], matters: &[bool]) -> Vec<Hit> {
    for lexed in words.iter_mut() {
        let known = attributes.get(lexed.word).copied().unwrap_or_default();
        for code in SPECIAL_ATTRIBUTES.into_iter().filter(|&code| has(known, code)) {
            lexed.add(book.special_symbol(code));
        }
    }
    let words = &*words;
    let matcher = Matcher::new(book, words);
    let mut hits = Vec::new();
    let mut present = book.no_bits();
    let mut start = 0;
    // No phrase crosses from one sentence into the next, so each sentence rules out patterns of its own.
    for sentence in words.chunk_by(|left, right| left.sentence == right.sentence) {
        let end = start + sentence.len();
        matcher.mark_present(start, end, &mut present);
        for (at, lexed) in (start..).zip(sentence) {
            for &symbol in lexed.symbols() {
                for start in book.starting_with(symbol) {
                    if has_bit(&present, start.need)
                        && matters.get(usize::from(start.signal)).copied().unwrap_or(false)
                        && book.needs(start.pattern).iter().all(|&need| has_bit(&present, need))
                    {
                        matcher.try_at(start.pattern, at, &mut hits);
                    }
                }
            }
        }
        start = end;
    }
    hits
}

/// The special elements that ask for something about a word.
const SPECIAL_ATTRIBUTES: [u16; 6] = [NAME, PERSON, PROPER, NUMBER, MASKED, RARE];

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

/// One attempt to match one pattern at one place.
struct Attempt {
    /// Where the pattern's program ends.
    end: usize,
    /// The sentence it may not leave.
    sentence: u32,
    /// How many more steps it may take.
    steps: u32,
}

struct Matcher<'a> {
    book: &'a Book,
    words: &'a [Lexed],
    /// For each word a row of bits, one a set: whether the word is a member.
    members: Vec<u64>,
    /// The length of a row.
    row: usize,
}

impl<'a> Matcher<'a> {
    fn new(book: &'a Book, words: &'a [Lexed]) -> Self {
        let row = book.set_words();
        let mut members = vec![0; words.len() * row];
        for (lexed, bits) in words.iter().zip(members.chunks_exact_mut(row)) {
            for &symbol in lexed.symbols() {
                for &set in book.sets_with(symbol) {
                    if let Some(bits) = bits.get_mut(usize::from(set) / 64) {
                        *bits |= 1 << (set % 64);
                    }
                }
            }
        }
        Self { book, words, members, row }
    }

    /// Sets the bits of what occurs among the words `start..end`, and no others.
    fn mark_present(&self, start: usize, end: usize, present: &mut [u64]) {
        present.fill(0);
        let (symbols, sets) = present.split_at_mut(present.len() - self.row);
        let words = self.words.get(start..end).unwrap_or_default();
        for (lexed, members) in words.iter().zip(self.members.chunks_exact(self.row).skip(start)) {
            for &symbol in lexed.symbols() {
                if let Some(bits) = symbols.get_mut(usize::from(symbol) / 64) {
                    *bits |= 1 << (symbol % 64);
                }
            }
            sets.iter_mut().zip(members).for_each(|(all, own)| *all |= own);
        }
    }

    fn try_at(&self, pattern: u16, at: usize, hits: &mut Vec<Hit>) {
        let (start, end) = self.book.pattern(pattern);
        let Some(sentence) = self.sentence(at) else { return };
        let mut attempt = Attempt { end, sentence, steps: STEPS };
        if let Some(end) = self.follow(start, at, &mut attempt)
            && let (Some(first), Some(last)) =
                (self.words.get(at), end.checked_sub(1).and_then(|last| self.words.get(last)))
            && let Some(&signal) = Signal::ALL.get(usize::from(self.book.signal(pattern)))
        {
            hits.push(Hit { signal, first: first.word, last: last.word });
        }
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        self.words.get(at).map(|lexed| lexed.sentence)
    }

    /// The place after the last word that the program matches from `place` and the text from `at` on.
    fn follow(&self, mut place: usize, mut at: usize, attempt: &mut Attempt) -> Option<usize> {
        while place < attempt.end {
            let element = self.book.instruction(place);
            let target = || place + 2 + usize::from(self.book.instruction(place + 1));
            let holds = match element {
                JUMP => {
                    place = target();
                    continue;
                }
                SPLIT => {
                    if self.may_follow(place + 2, at, attempt) {
                        attempt.steps = attempt.steps.checked_sub(1)?;
                        let found = self.follow(place + 2, at, attempt);
                        if found.is_some() {
                            return found;
                        }
                    }
                    place = target();
                    continue;
                }
                SHORT_GAP | LONG_GAP => {
                    let longest = if element == SHORT_GAP { SHORT_GAP_WORDS } else { LONG_GAP_WORDS };
                    for next in at..=at + longest {
                        if self.sentence(next) != Some(attempt.sentence) {
                            break;
                        }
                        if self.may_follow(place + 1, next, attempt) {
                            attempt.steps = attempt.steps.checked_sub(1)?;
                            let found = self.follow(place + 1, next, attempt);
                            if found.is_some() {
                                return found;
                            }
                        }
                    }
                    return None;
                }
                SENTENCE_START => at == 0 || self.sentence(at - 1) != Some(attempt.sentence),
                TEXT_START => at == 0,
                SENTENCE_END => self.sentence(at) != Some(attempt.sentence),
                _ => {
                    let matches = self.sentence(at) == Some(attempt.sentence) && self.is(element, at);
                    at += 1;
                    matches
                }
            };
            if !holds {
                return None;
            }
            place += 1;
        }
        Some(at)
    }

    /// Whether the program can go on from `place` with the word at `at`, as far as one look tells.
    fn may_follow(&self, place: usize, at: usize, attempt: &Attempt) -> bool {
        if place >= attempt.end {
            return true;
        }
        match self.book.instruction(place) {
            JUMP | SPLIT | SHORT_GAP | LONG_GAP | SENTENCE_START | SENTENCE_END | TEXT_START => true,
            element => self.sentence(at) == Some(attempt.sentence) && self.is(element, at),
        }
    }

    fn is(&self, element: u16, at: usize) -> bool {
        let Some(lexed) = self.words.get(at) else { return false };
        match element {
            ANY => true,
            NAME | PERSON | PROPER | NUMBER | MASKED | RARE => {
                lexed.symbols().contains(&self.book.special_symbol(element))
            }
            0..FIRST_SET => lexed.symbols().contains(&element),
            set => self.members.get(at * self.row..).is_some_and(|bits| has_bit(bits, set - FIRST_SET)),
        }
    }
}

/// Whether a bit is set in a row.
fn has_bit(row: &[u64], bit: u16) -> bool {
    bit == ALWAYS || row.get(usize::from(bit) / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0)
}
