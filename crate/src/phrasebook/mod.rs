//! What is known of each language: its words, what kinds of things they name, and how much they and their phrases weigh.
//!
//! The build script compiles `phrasebook/` into the tables included here. A language's tables are spread out for
//! searching when the first text in it is read: that takes a fraction of a millisecond, and the module stays small.

mod key;

use std::sync::OnceLock;

pub(crate) use key::{phrase_key, word_key};

use crate::Kind;
use key::{NAME_BITS, PHRASE_BITS, WORD_BITS, beginning_keys};

#[allow(clippy::unreadable_literal, reason = "hashes, which nobody reads")]
mod tables {
    use super::{PhraseSource, Source, Weights};

    include!(concat!(env!("OUT_DIR"), "/phrasebook.rs"));
}

#[cfg(test)]
pub(crate) use tables::COUNTED;
pub(crate) use tables::{ADDRESS, GIVEN, HONORIFIC, NAME_AND_WORD, ORGANISATION};
pub(crate) use tables::{CLASS_NAMES, CLASSES, PAIRS, SHAPE_NAMES, SHAPE_WEIGHTS, SHAPES, STRENGTHS, Shape};
use tables::{FIRST_PHRASE_CLASS, NAME_CLASSES, NAME_STEPS, PAIR_WEIGHTS, SOURCES, STOPWORD_LANGUAGES, STOPWORD_STEPS};
pub use tables::{LANGUAGES, SIGNALS};

/// The most questions that a kind of draft raises.
pub(crate) const QUESTIONS: usize = 4;
/// How much each question's "yes" gains from something; above zero in sum it is one. In twentieths.
pub(crate) type Weights = [i8; QUESTIONS];

/// How many words of a class must stand in a text for each step of its weight.
pub(crate) const STEPS: [usize; 3] = [1, 2, 4];
/// The beginnings of words that stand for all words beginning so have at least as many bytes.
pub(crate) const SHORTEST_STEM: usize = 4;

/// The number that stands for no class.
const NO_CLASS: u8 = 127;

/// Longer words are nobody's; looking them up would only cost.
const LONGEST_WORD: usize = 40;

/// The words and phrases of one language as they are stored.
pub(crate) struct Source {
    /// Its BCP 47 tag.
    language: &'static str,
    /// Whether a capital marks any noun, and so tells nothing of names.
    nouns_are_capitalised: bool,
    /// Whether "ae", "oe" and "ue" may be typed for letters with dots.
    types_umlauts: bool,
    /// With what texts begin, before a name: words between spaces, one greeting a line.
    greetings: &'static str,
    /// Texts that LinkedIn or everyone sends, one a line: invitations, then requests.
    defaults: [&'static str; 2],
    /// The keys of words in order, as the steps from each to the next.
    word_steps: &'static [u8],
    /// Each word's classes: their numbers, the high bit set on all but the last; 127 for none.
    word_classes: &'static [u8],
    /// The same of stems, which stand for all words that begin so.
    stem_steps: &'static [u8],
    stem_classes: &'static [u8],
    /// The keys of phrases that have classes in order, and their classes, counted from the first that is one of phrases.
    phrase_steps: &'static [u8],
    phrase_classes: &'static [u8],
    /// The phrases that weigh in each kind of draft.
    phrases: [PhraseSource; 3],
    /// What is added for each question whatever the text shows, a row a kind.
    biases: [[i16; QUESTIONS]; 3],
}

/// The phrases of one language that weigh in one kind of draft, as they are stored.
struct PhraseSource {
    /// Their keys in order, as the steps from each to the next.
    steps: &'static [u8],
    /// For each question a weight a phrase.
    weights: [&'static [i8]; QUESTIONS],
}

/// The classes of a word: a list of numbers, as [`Source::word_classes`] has them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Classes(&'static [u8]);

impl Classes {
    /// The numbers of the classes, the one that tells most first.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|byte| byte & 0x7F).filter(|&class| class != NO_CLASS).map(usize::from)
    }
}

/// Words or phrases with their classes, spread out for searching.
struct Classed {
    table: Table,
    /// Where the classes of each begin.
    starts: Vec<u16>,
    classes: &'static [u8],
}

impl Classed {
    fn new(steps: &[u8], bits: u32, classes: &'static [u8]) -> Self {
        let mut starts = Vec::with_capacity(classes.len());
        let mut begins = true;
        for (place, &byte) in (0_u16..).zip(classes) {
            if begins {
                starts.push(place);
            }
            begins = byte < 0x80;
        }
        Self { table: Table::new(steps, bits), starts, classes }
    }

    fn find(&self, key: u32) -> Option<Classes> {
        let start = self.starts.get(self.table.find(key)?).copied()?;
        let rest = self.classes.get(usize::from(start)..)?;
        let length = rest.iter().position(|&byte| byte < 0x80).map_or(rest.len(), |last| last + 1);
        rest.get(..length).map(Classes)
    }
}

/// The words and phrases of one language, spread out for searching.
pub(crate) struct Book {
    source: &'static Source,
    /// Its BCP 47 tag.
    pub(crate) language: &'static str,
    /// Whether a capital marks any noun, and so tells nothing of names.
    pub(crate) nouns_are_capitalised: bool,
    words: Classed,
    stems: Classed,
    classed_phrases: Classed,
    phrases: [OnceLock<Table>; 3],
    defaults: [OnceLock<Vec<Vec<u32>>>; 3],
    default_words: [OnceLock<Vec<Beginning>>; 3],
}

/// The first two bytes of a word, and the word.
type Beginning = ([u8; 2], &'static str);

impl Book {
    fn new(source: &'static Source) -> Self {
        Self {
            source,
            language: source.language,
            nouns_are_capitalised: source.nouns_are_capitalised,
            words: Classed::new(source.word_steps, WORD_BITS, source.word_classes),
            stems: Classed::new(source.stem_steps, WORD_BITS, source.stem_classes),
            classed_phrases: Classed::new(source.phrase_steps, PHRASE_BITS, source.phrase_classes),
            phrases: [const { OnceLock::new() }; 3],
            defaults: [const { OnceLock::new() }; 3],
            default_words: [const { OnceLock::new() }; 3],
        }
    }

    /// What is known of a word of a key: its key as phrases have it, and its classes; none for a word that isn't an
    /// everyday one.
    pub(crate) fn word(&self, letters: &str, key: u32) -> Option<(u32, Classes)> {
        if letters.len() > LONGEST_WORD {
            return None;
        }
        if let Some(classes) = self.words.find(key) {
            return Some((key, classes));
        }
        if let Some(plain) = self.without_umlauts(letters) {
            let key = word_key(&plain);
            if let Some(classes) = self.words.find(key) {
                return Some((key, classes));
            }
        }
        let beginnings = beginning_keys(letters).take(letters.len().saturating_sub(1)).skip(SHORTEST_STEM - 1);
        let longest = beginnings.filter_map(|key| self.stems.find(key)).last();
        longest.map(|classes| (key, classes))
    }

    /// The classes of a phrase of two or three words, by their numbers.
    pub(crate) fn classes_of_phrase(&self, key: u32) -> impl Iterator<Item = usize> {
        self.classed_phrases.find(key).unwrap_or_default().iter().map(|class| class + FIRST_PHRASE_CLASS)
    }

    /// A known word as the weights spell it.
    pub(crate) fn spelling(&self, letters: &str) -> String {
        let known = |letters: &str| self.words.find(word_key(letters)).is_some();
        self.without_umlauts(letters)
            .filter(|plain| !known(letters) && known(plain))
            .unwrap_or_else(|| letters.to_owned())
    }

    /// "fur" for a typed "fuer", where that is how umlauts are typed.
    fn without_umlauts(&self, letters: &str) -> Option<String> {
        let is_typed = |pair: &[u8]| matches!(pair, b"ae" | b"oe" | b"ue");
        let typed = self.source.types_umlauts && letters.as_bytes().windows(2).any(is_typed);
        typed.then(|| letters.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
    }

    /// How much a phrase weighs in a kind of draft; none if it weighs nothing. The number tells it from other phrases.
    pub(crate) fn phrase(&self, kind: Kind, key: u32) -> Option<(usize, Weights)> {
        let source = self.source.phrases.get(kind as usize)?;
        let table = self.phrases.get(kind as usize)?.get_or_init(|| Table::new(source.steps, PHRASE_BITS));
        let index = table.find(key)?;
        let weight = |question: usize| source.weights.get(question).and_then(|column| column.get(index)).copied();
        Some((index, std::array::from_fn(|question| weight(question).unwrap_or(0))))
    }

    /// How many phrases weigh in a kind of draft.
    pub(crate) fn phrase_count(&self, kind: Kind) -> usize {
        self.source
            .phrases
            .get(kind as usize)
            .map_or(0, |source| source.weights.iter().map(|column| column.len()).max().unwrap_or(0))
    }

    /// What is added for each question whatever the text shows.
    pub(crate) fn bias(&self, kind: Kind) -> [i16; QUESTIONS] {
        self.source.biases.get(kind as usize).copied().unwrap_or_default()
    }

    /// Texts that LinkedIn or everyone sends, of a kind of draft: one a line, words between spaces.
    fn default_texts(&self, kind: Kind) -> &'static str {
        self.source.defaults.get(kind as usize).copied().unwrap_or_default()
    }

    /// The words of these texts that begin with two bytes.
    pub(crate) fn default_words(&self, kind: Kind, start: &[u8; 2]) -> impl Iterator<Item = &'static str> {
        let beginning = |word: &'static str| Some((*word.as_bytes().first_chunk()?, word));
        let words = || self.default_texts(kind).split_ascii_whitespace().filter_map(beginning).collect();
        let words = self.default_words.get(kind as usize).map(|list| list.get_or_init(words).as_slice());
        let found = words.unwrap_or_default().iter().filter(move |(beginning, _)| beginning == start);
        found.map(|&(_, word)| word)
    }

    /// The same texts as the keys of their words.
    pub(crate) fn defaults(&self, kind: Kind) -> &[Vec<u32>] {
        let texts = || self.default_texts(kind).lines().map(|text| text.split(' ').map(word_key).collect()).collect();
        self.defaults.get(kind as usize).map(|defaults| defaults.get_or_init(texts).as_slice()).unwrap_or_default()
    }
}

/// How much a pair of classes weighs in a request; none if it weighs nothing. The number tells it from other pairs.
pub(crate) fn pair((one, other): (usize, usize)) -> Option<(usize, Weights)> {
    static INDEX: OnceLock<Vec<u16>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index = vec![0; CLASSES.len() * CLASSES.len()];
        for (number, (one, other)) in (1..).zip(PAIRS) {
            if let Some(slot) = index.get_mut(usize::from(one) * CLASSES.len() + usize::from(other)) {
                *slot = number;
            }
        }
        index
    });
    let number = usize::from(*index.get(one * CLASSES.len() + other)?).checked_sub(1)?;
    let weight = |question: usize| PAIR_WEIGHTS.get(question).and_then(|column| column.get(number)).copied();
    Some((number, std::array::from_fn(|question| weight(question).unwrap_or(0))))
}

/// What words are known as in names, by their keys in order: below [`GIVEN`] the number of a group of forms of one name.
pub(crate) fn names() -> impl Iterator<Item = (u32, u16)> {
    keys(NAME_STEPS).zip(NAME_CLASSES.iter().copied())
}

/// The key of a folded word in [`names`].
pub(crate) fn name_key(letters: &str) -> u32 {
    word_key(letters) & (u32::MAX >> (32 - NAME_BITS))
}

/// The languages, a bit each in the order of [`LANGUAGES`], in which the word of a key is a small one that tells them from
/// others.
pub(crate) fn languages_told_by(key: u32) -> u8 {
    static STOPWORDS: OnceLock<Table> = OnceLock::new();
    let stopwords = STOPWORDS.get_or_init(|| Table::new(STOPWORD_STEPS, WORD_BITS));
    stopwords.find(key).and_then(|index| STOPWORD_LANGUAGES.get(index)).copied().unwrap_or(0)
}

/// With what texts begin, where their first word is the one of a key: the language, and the words.
pub(crate) fn greetings(first: u32) -> impl Iterator<Item = (&'static str, std::str::SplitWhitespace<'static>)> {
    static GREETINGS: OnceLock<Vec<(u32, &str, &str)>> = OnceLock::new();
    let greetings = GREETINGS.get_or_init(|| {
        let lines = SOURCES.iter().flat_map(|source| source.greetings.lines().map(|line| (source.language, line)));
        lines.map(|(language, line)| (word_key(line.split(' ').next().unwrap_or(line)), language, line)).collect()
    });
    let found = greetings.iter().filter(move |greeting| greeting.0 == first);
    found.map(|&(_, language, words)| (language, words.split_whitespace()))
}

/// Whether a folded word is an everyday one of any of the languages. Unpacks the words of all.
pub(crate) fn is_everyday(letters: &str) -> bool {
    let key = word_key(letters);
    (0..LANGUAGES.len()).filter_map(book).any(|book| book.words.find(key).is_some())
}

/// The language at `index` of [`LANGUAGES`].
pub(crate) fn book(index: usize) -> Option<&'static Book> {
    static BOOKS: [OnceLock<Book>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let source = SOURCES.get(index)?;
    Some(BOOKS.get(index)?.get_or_init(|| Book::new(source)))
}

/// Keys in order, from the steps from each to the next: seven bits a byte, the high bit set where another byte follows.
fn keys(steps: &[u8]) -> impl Iterator<Item = u32> {
    let (mut key, mut step) = (0_u32, 0_u32);
    steps.iter().filter_map(move |&byte| {
        step = step << 7 | u32::from(byte & 0x7F);
        (byte < 0x80).then(|| {
            key = key.wrapping_add(std::mem::take(&mut step));
            key
        })
    })
}

/// Numbers to be found by their keys: open addressing, at most half full.
struct Table {
    /// A bit for each eighth of a slot, set where a key has its place: most keys that are looked up are not there, and are
    /// told by it.
    present: Vec<u64>,
    /// The key and the number after it, or 0 for a free place.
    slots: Vec<(u32, u16)>,
    /// How far a key is moved to the right to give its place.
    shift: u32,
    /// What is kept of a key.
    mask: u32,
}

impl Table {
    /// Reads keys of `bits` bits, given as their steps.
    fn new(steps: &[u8], bits: u32) -> Self {
        let count = steps.iter().filter(|&&byte| byte < 0x80).count();
        let log = (count * 2).next_power_of_two().trailing_zeros().clamp(3, bits - 3);
        let mut table = Self {
            present: vec![0; 1 << (log - 3)],
            slots: vec![(0, 0); 1 << log],
            shift: bits - log,
            mask: u32::MAX >> (32 - bits),
        };
        for (number, key) in (1..).zip(keys(steps)) {
            table.insert(key, number);
        }
        table
    }

    fn insert(&mut self, key: u32, number: u16) {
        let (part, bit) = self.bit(key);
        if let Some(part) = self.present.get_mut(part) {
            *part |= bit;
        }
        let mut place = (key >> self.shift) as usize;
        while let Some(slot) = self.slots.get_mut(place) {
            if slot.1 == 0 {
                *slot = (key, number);
                return;
            }
            place = self.after(place);
        }
    }

    /// The number, counted from 0, of a key.
    fn find(&self, key: u32) -> Option<usize> {
        let key = key & self.mask;
        let (part, bit) = self.bit(key);
        if self.present.get(part)? & bit == 0 {
            return None;
        }
        let mut place = (key >> self.shift) as usize;
        loop {
            match *self.slots.get(place)? {
                (_, 0) => return None,
                (found, number) if found == key => return Some(usize::from(number) - 1),
                _ => place = self.after(place),
            }
        }
    }

    /// Where a key's bit is.
    const fn bit(&self, key: u32) -> (usize, u64) {
        let bit = key >> (self.shift - 3);
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }
}
