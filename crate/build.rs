//! Compiles `phrasebook/*.toml` into static tables, so that the module pays for phrases neither at start nor in code.
//!
//! The pattern language is described in `phrasebook/README.md`. A mistake in the data stops the build with the pattern's
//! text.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a mistake in the data has to stop the build, and says where it is"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[path = "src/text/fold.rs"]
#[allow(dead_code, reason = "only the folding of words is needed here")]
mod fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignalFile {
    signal: Vec<SignalEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignalEntry {
    id: String,
    /// What its presence tells; becomes the variant's documentation.
    means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookFile {
    language: String,
    /// Whether a capital marks any noun, and so tells nothing of names.
    #[serde(default)]
    nouns_are_capitalised: bool,
    /// Words that tell the language from others.
    stopwords: String,
    /// Everyday words, which make nothing concrete.
    common: String,
    /// Words that stand for several: `im` for `i m`.
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    #[serde(default)]
    classes: BTreeMap<String, String>,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    signal: String,
    /// Why these words show what the signal means.
    #[allow(dead_code, reason = "for the reader of the data; required so that nobody leaves it out")]
    why: String,
    patterns: Vec<String>,
}

/// A word, the beginning of one or the end of one, as patterns name it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Stem {
    letters: String,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Shape {
    Whole,
    Prefix,
    Suffix,
}

/// A part of a pattern.
#[derive(Clone, Debug)]
enum Element {
    Words(BTreeSet<Stem>),
    Special(u16),
    /// One of several sequences; an empty one makes the part optional.
    Choice(Vec<Vec<Element>>),
}

/// Instructions of the matcher besides words, sets and special elements.
const FIRST_SET: u16 = 0x8000;
/// Try what follows; if that fails, go on as many instructions further as the next number says.
const SPLIT: u16 = 0xFFF0;
/// Go on as many instructions further as the next number says.
const JUMP: u16 = 0xFFEF;

/// Codes of the elements that are not sets of words; the matcher knows them by the same names.
const SPECIAL: [(&str, &str, u16); 12] = [
    ("..", "SHORT_GAP", 0xFFFF),
    ("...", "LONG_GAP", 0xFFFE),
    ("_", "ANY", 0xFFFD),
    ("<name>", "NAME", 0xFFFC),
    ("<person>", "PERSON", 0xFFFB),
    ("<proper>", "PROPER", 0xFFFA),
    ("<number>", "NUMBER", 0xFFF9),
    ("^", "SENTENCE_START", 0xFFF8),
    ("$", "SENTENCE_END", 0xFFF7),
    ("^^", "TEXT_START", 0xFFF6),
    ("<masked>", "MASKED", 0xFFF5),
    ("<rare>", "RARE", 0xFFF4),
];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let folder = root.join("phrasebook");
    println!("cargo::rerun-if-changed=phrasebook");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let signals: SignalFile = read(&folder.join("signals.toml"));
    let weights: BTreeMap<String, BTreeMap<String, f32>> = read(&folder.join("weights.toml"));
    let mut languages: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the phrasebook folder is readable")
        .map(|entry| entry.expect("the phrasebook folder is readable").path())
        .filter(|path| {
            path.file_name().is_some_and(|name| {
                name.len() == "en.toml".len() && path.extension().is_some_and(|extension| extension == "toml")
            })
        })
        .collect();
    // English first: it is the one consulted for borrowed words.
    languages.sort_by_key(|path| (path.file_stem().is_some_and(|name| name != "en"), path.clone()));
    let mut code = String::new();
    write_signals(&mut code, &signals);
    write_weights(&mut code, &signals, &weights);
    for (_, name, value) in SPECIAL {
        writeln!(code, "pub(crate) const {name}: u16 = {value:#X};").expect("writing to a string");
    }
    for (name, value) in [("FIRST_SET", FIRST_SET), ("SPLIT", SPLIT), ("JUMP", JUMP)] {
        writeln!(code, "pub(crate) const {name}: u16 = {value:#X};").expect("writing to a string");
    }
    let books: Vec<BookFile> = languages.iter().map(|path| read(path)).collect();
    write_stopwords(&mut code, &books);
    let tags: Vec<&str> = books.iter().map(|book| book.language.as_str()).collect();
    writeln!(
        code,
        "/// The languages whose words are known, as BCP 47 tags, English first.\npub const LANGUAGES: [&str; {}] = {tags:?};\npub(crate) static SOURCES: [Source; {}] = [",
        tags.len(),
        tags.len()
    )
    .expect("writing to a string");
    for book in &books {
        Compiler::new(book, &signals).write(&mut code);
    }
    code.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("phrasebook.rs");
    fs::write(target, code).expect("the output folder is writable");
    write_locales(&root.join("../extension/_locales"));
}

/// Lists the texts of every language that users read, for the command line to compile in.
fn write_locales(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of the locales is readable")
        .map(|entry| entry.expect("the folder of the locales is readable").path().join("messages.json"))
        .filter(|file| file.is_file())
        .collect();
    files.sort_unstable();
    let mut code = "static LOCALES: &[(&str, &str)] = &[\n".to_owned();
    for file in files {
        let locale = file.parent().and_then(Path::file_name).expect("the file stands in a folder of its locale");
        writeln!(code, "({:?}, include_str!({:?})),", locale.display().to_string(), file.display().to_string())
            .expect("writing to a string");
    }
    code.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("locales.rs");
    fs::write(target, code).expect("the output folder is writable");
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `shared_past` -> `SharedPast`.
fn camel(id: &str) -> String {
    id.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn write_signals(code: &mut String, signals: &SignalFile) {
    code.push_str("/// Something a text shows, by its words or its shape.\n#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]\n#[repr(u8)]\npub(crate) enum Signal {\n");
    for signal in &signals.signal {
        writeln!(code, "    /// {}\n    {},", signal.means, camel(&signal.id)).expect("writing to a string");
    }
    code.push_str("}\n");
    writeln!(code, "impl Signal {{\n    pub(crate) const ALL: [Self; {}] = [", signals.signal.len())
        .expect("writing to a string");
    for signal in &signals.signal {
        writeln!(code, "        Self::{},", camel(&signal.id)).expect("writing to a string");
    }
    code.push_str("    ];\n}\n");
    let names: Vec<&str> = signals.signal.iter().map(|signal| signal.id.as_str()).collect();
    writeln!(
        code,
        "/// The names of all signals, in the order of their numbers.\npub const SIGNALS: [&str; {}] = {names:?};",
        names.len()
    )
    .expect("writing to a string");
}

/// One table of weights a question, a weight a signal, in the order of the signals; once for English, once for the rest.
fn write_weights(code: &mut String, signals: &SignalFile, weights: &BTreeMap<String, BTreeMap<String, f32>>) {
    let names: Vec<&str> = weights.keys().map(String::as_str).filter(|name| !name.ends_with("_elsewhere")).collect();
    code.push_str("/// How much each signal speaks for the answer to each question.\npub(crate) struct Questions {\n");
    for name in &names {
        writeln!(code, "    pub(crate) {name}: Weights,").expect("writing to a string");
    }
    code.push_str("}\n");
    for (constant, suffix) in [("IN_ENGLISH", ""), ("ELSEWHERE", "_elsewhere")] {
        writeln!(code, "pub(crate) static {constant}: Questions = Questions {{").expect("writing to a string");
        for name in &names {
            let question = format!("{name}{suffix}");
            let table = weights.get(&question).unwrap_or_else(|| panic!("weights.toml has no [{question}]"));
            for id in table.keys() {
                let known = id == "bias" || signals.signal.iter().any(|signal| signal.id == *id);
                assert!(known, "weights.toml [{question}]: no signal is called {id}");
            }
            let weight = |id: &str| table.get(id).copied().unwrap_or(0.0);
            let values: Vec<String> = signals.signal.iter().map(|signal| format!("{:?}", weight(&signal.id))).collect();
            writeln!(code, "    {name}: Weights {{ bias: {:?}, of: [{}] }},", weight("bias"), values.join(", "))
                .expect("writing to a string");
        }
        code.push_str("};\n");
    }
}

/// The words that tell languages apart, each with a bit a language, in the order of the books.
fn write_stopwords(code: &mut String, books: &[BookFile]) {
    let mut words: BTreeMap<String, u8> = BTreeMap::new();
    for (index, book) in books.iter().enumerate() {
        for word in book.stopwords.split_whitespace() {
            *words.entry(fold::fold_word(word)).or_default() |= 1 << index;
        }
    }
    let words: Vec<_> = words.into_iter().collect();
    writeln!(code, "pub(crate) static STOPWORDS: [(&str, u8); {}] = {words:?};", words.len())
        .expect("writing to a string");
}

struct Compiler<'a> {
    book: &'a BookFile,
    classes: BTreeMap<&'a str, BTreeSet<Stem>>,
    /// Each pattern with its signal's number.
    patterns: Vec<(Vec<Element>, usize)>,
}

impl<'a> Compiler<'a> {
    fn new(book: &'a BookFile, signals: &SignalFile) -> Self {
        let mut compiler = Self { book, classes: BTreeMap::new(), patterns: Vec::new() };
        for (name, words) in &book.classes {
            let stems = words.split_whitespace().flat_map(|word| compiler.spellings(word)).collect();
            compiler.classes.insert(name, stems);
        }
        for group in &book.group {
            let signal = signals
                .signal
                .iter()
                .position(|signal| signal.id == group.signal)
                .unwrap_or_else(|| panic!("{}.toml: no signal is called {}", book.language, group.signal));
            for pattern in &group.patterns {
                let elements = compiler.parse(pattern);
                assert!(
                    !starts_open(&elements),
                    "{}.toml: a pattern must start with something definite: {pattern}",
                    book.language
                );
                compiler.patterns.extend(apart(elements).into_iter().map(|elements| (elements, signal)));
            }
        }
        compiler
    }

    /// A word in each way it is typed; in German also without umlauts' dots ("fuer").
    fn spellings(&self, word: &str) -> BTreeSet<Stem> {
        let (word, shape) = match (word.strip_suffix('*'), word.strip_prefix('*')) {
            (Some(stem), _) => (stem, Shape::Prefix),
            (_, Some(stem)) => (stem, Shape::Suffix),
            _ => (word, Shape::Whole),
        };
        let letters = fold::fold_word(word);
        assert!(!letters.is_empty(), "{}.toml: {word:?} has no letters", self.book.language);
        let mut spellings = BTreeSet::from([Stem { letters, shape }]);
        if self.book.language == "de" {
            let typed = word
                .replace('ä', "ae")
                .replace('ö', "oe")
                .replace('ü', "ue")
                .replace('Ä', "ae")
                .replace('Ö', "oe")
                .replace('Ü', "ue");
            spellings.insert(Stem { letters: fold::fold_word(&typed), shape });
        }
        spellings
    }

    fn parse(&self, pattern: &str) -> Vec<Element> {
        let mut elements = Vec::new();
        for part in split_at(pattern, char::is_whitespace) {
            match part.strip_suffix('?') {
                Some(part) => elements.push(Element::Choice(vec![self.part(part, pattern), Vec::new()])),
                None => elements.extend(self.part(part, pattern)),
            }
        }
        elements
    }

    fn part(&self, part: &str, pattern: &str) -> Vec<Element> {
        let Some(inside) = part.strip_prefix('(') else { return self.element(part, pattern) };
        let inside = inside
            .strip_suffix(')')
            .unwrap_or_else(|| panic!("{}.toml: a bracket is not closed in {pattern}", self.book.language));
        let mut words = BTreeSet::new();
        let mut ways = Vec::new();
        for choice in split_at(inside, |character| character == '|') {
            let mut sequence = self.parse(choice);
            match sequence.as_mut_slice() {
                // Single words become one set; a class stays one of its own, which is stored but once.
                [Element::Words(set)] if !choice.trim().starts_with('@') => words.append(set),
                _ => ways.push(sequence),
            }
        }
        if !words.is_empty() {
            ways.insert(0, vec![Element::Words(words)]);
        }
        if ways.len() == 1 { ways.remove(0) } else { vec![Element::Choice(ways)] }
    }

    fn element(&self, word: &str, pattern: &str) -> Vec<Element> {
        if let Some(&(_, _, code)) = SPECIAL.iter().find(|&&(spelling, _, _)| spelling == word) {
            return vec![Element::Special(code)];
        }
        if let Some(class) = word.strip_prefix('@') {
            let class = self
                .classes
                .get(class)
                .unwrap_or_else(|| panic!("{}.toml: no class is called {class} in {pattern}", self.book.language));
            return vec![Element::Words(class.clone())];
        }
        word.split(['\'', '’', '-'])
            .filter(|piece| !piece.is_empty())
            .map(|piece| {
                // "co-*" is "co" and any word.
                if piece == "*" {
                    return Element::Special(0xFFFD);
                }
                let plain = piece.trim_matches('*');
                assert!(
                    plain.chars().all(char::is_alphanumeric),
                    "{}.toml: {word} is neither a word nor an element in {pattern}",
                    self.book.language
                );
                Element::Words(self.spellings(piece))
            })
            .collect()
    }

    fn write(&self, code: &mut String) {
        let common: BTreeSet<Stem> = [&self.book.common, &self.book.stopwords]
            .into_iter()
            .flat_map(|words| words.split_whitespace())
            .flat_map(|word| self.spellings(word))
            .collect();
        // Inflections are stored as the stem that they share, where no other known word begins so.
        let mut listed: BTreeSet<&BTreeSet<Stem>> = BTreeSet::new();
        for (elements, _) in &self.patterns {
            collect_sets(elements, &mut listed);
        }
        let known: BTreeSet<String> = listed
            .iter()
            .flat_map(|set| set.iter())
            .chain(&common)
            .filter(|stem| stem.shape == Shape::Whole)
            .map(|stem| stem.letters.clone())
            .collect();
        let common = shorten(&common, &known);
        let patterns: Vec<(Vec<Element>, usize)> =
            self.patterns.iter().map(|(elements, signal)| (shorten_all(elements, &known), *signal)).collect();
        let mut sets: BTreeSet<&BTreeSet<Stem>> = BTreeSet::new();
        for (elements, _) in &patterns {
            collect_sets(elements, &mut sets);
        }
        let aliases: Vec<(String, String)> = self
            .book
            .aliases
            .iter()
            .map(|(alias, words)| {
                (fold::fold_word(alias), words.split_whitespace().map(fold::fold_word).collect::<Vec<_>>().join(" "))
            })
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect();
        // An alias is a word too, so that looking a word up tells whether it is one.
        let alias_stems: Vec<Stem> =
            aliases.iter().map(|(alias, _)| Stem { letters: alias.clone(), shape: Shape::Whole }).collect();
        let stems: BTreeSet<&Stem> =
            sets.iter().flat_map(|set| set.iter()).chain(&common).chain(&alias_stems).collect();
        let words: Vec<&str> = stems
            .iter()
            .filter(|stem| stem.shape != Shape::Suffix)
            .map(|stem| stem.letters.as_str())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let suffixes: Vec<&str> =
            stems.iter().filter(|stem| stem.shape == Shape::Suffix).map(|stem| stem.letters.as_str()).collect();
        // Two symbols a word, as a whole and as a beginning; after them one an ending.
        let symbol = |stem: &Stem| {
            let letters = stem.letters.as_str();
            let number = match stem.shape {
                Shape::Whole => words.binary_search(&letters).expect("every word is listed") * 2,
                Shape::Prefix => words.binary_search(&letters).expect("every word is listed") * 2 + 1,
                Shape::Suffix => words.len() * 2 + suffixes.binary_search(&letters).expect("every ending is listed"),
            };
            u16::try_from(number).ok().filter(|&number| number < FIRST_SET).expect("fewer than 16384 words")
        };
        let traits: Vec<u8> = words
            .iter()
            .map(|word| {
                let is = |set: &dyn Fn(&Stem) -> bool, shape: Shape| set(&Stem { letters: (*word).to_owned(), shape });
                u8::from(is(&|stem| stems.contains(stem), Shape::Prefix))
                    | u8::from(is(&|stem| common.contains(stem), Shape::Whole)) << 1
                    | u8::from(is(&|stem| common.contains(stem), Shape::Prefix)) << 2
                    | u8::from(is(&|stem| alias_stems.contains(stem), Shape::Whole)) << 3
            })
            .collect();
        // Sets of one word are written as that word.
        let sets: Vec<&BTreeSet<Stem>> = sets.into_iter().filter(|set| set.len() > 1).collect();
        let instruction = |set: &BTreeSet<Stem>| match set.iter().next() {
            Some(only) if set.len() == 1 => symbol(only),
            _ => FIRST_SET + u16::try_from(sets.binary_search(&set).expect("every set is listed")).expect("few sets"),
        };
        let (mut program, mut lengths, mut signals) = (Vec::new(), Vec::new(), Vec::new());
        for (elements, signal) in &patterns {
            let start = program.len();
            compile(elements, &instruction, &mut program);
            lengths.push(u16::try_from(program.len() - start).expect("a pattern is short"));
            signals.push(*signal);
        }
        // Members in order, as steps from one to the next; two bytes where a step is long.
        let mut set_steps: Vec<u8> = Vec::new();
        for set in &sets {
            let mut members: Vec<u16> = set.iter().map(symbol).collect();
            members.sort_unstable();
            push_number(&mut set_steps, members.len());
            let mut last = 0;
            for member in members {
                push_number(&mut set_steps, usize::from(member - last));
                last = member;
            }
        }
        writeln!(
            code,
            "Source {{ language: {:?}, nouns_are_capitalised: {}, words: \"{}\", traits: &{traits:?}, suffixes: &{suffixes:?}, set_steps: &{set_steps:?}, program: &{program:?}, pattern_lengths: &{lengths:?}, \
             pattern_signals: &{signals:?}, aliases: &{aliases:?} }},",
            self.book.language,
            self.book.nouns_are_capitalised,
            front_coded(&words).escape_default(),
        )
        .expect("writing to a string");
    }
}

/// The shortest beginning that may stand for several words.
const SHORTEST_SHARED: usize = 5;
/// How much longer than that beginning a word may be: "understand" is no inflection of "under".
const LONGEST_INFLECTION: usize = 4;

/// The set with words of one stem replaced by the stem, where no other known word begins so.
fn shorten(set: &BTreeSet<Stem>, known: &BTreeSet<String>) -> BTreeSet<Stem> {
    let mut shortened = set.clone();
    for stem in set {
        for length in SHORTEST_SHARED..=stem.letters.len() {
            let Some(beginning) = stem.letters.get(..length).filter(|_| stem.shape == Shape::Whole) else { continue };
            let alike: Vec<&String> =
                known.range(beginning.to_owned()..).take_while(|word| word.starts_with(beginning)).collect();
            let all = alike.iter().all(|word| {
                word.len() <= length + LONGEST_INFLECTION
                    && shortened.contains(&Stem { letters: (*word).clone(), shape: Shape::Whole })
            });
            if let (true, [first, .., last]) = (all, alike.as_slice()) {
                // In sorted order what the first and the last share, all share.
                let shared = first.bytes().zip(last.bytes()).take_while(|(left, right)| left == right).count();
                let beginning = &first[..shared];
                for word in alike {
                    shortened.remove(&Stem { letters: word.clone(), shape: Shape::Whole });
                }
                shortened.insert(Stem { letters: beginning.to_owned(), shape: Shape::Prefix });
                break;
            }
        }
    }
    shortened
}

fn shorten_all(elements: &[Element], known: &BTreeSet<String>) -> Vec<Element> {
    elements
        .iter()
        .map(|element| match element {
            Element::Words(set) => Element::Words(shorten(set, known)),
            Element::Choice(ways) => Element::Choice(ways.iter().map(|way| shorten_all(way, known)).collect()),
            Element::Special(code) => Element::Special(*code),
        })
        .collect()
}

/// How many elements may be written again so that the ways of a choice become patterns of their own.
const MOST_REPEATED: usize = 48;

/// A pattern that begins with a choice as a pattern for each way, so that the index of first words leads to the right one.
fn apart(elements: Vec<Element>) -> Vec<Vec<Element>> {
    let Some((Element::Choice(ways), rest)) = elements.split_first() else { return vec![elements] };
    if ways.len() * weight(rest) > MOST_REPEATED {
        return vec![elements];
    }
    ways.iter().flat_map(|way| apart(way.iter().chain(rest).cloned().collect())).collect()
}

/// How many instructions elements take, roughly.
fn weight(elements: &[Element]) -> usize {
    elements
        .iter()
        .map(|element| match element {
            Element::Choice(ways) => ways.iter().map(|way| weight(way) + 4).sum(),
            _ => 1,
        })
        .sum()
}

/// Whether a pattern could begin with a gap or with any word.
fn starts_open(elements: &[Element]) -> bool {
    match elements.first() {
        None => true,
        Some(Element::Words(_)) => false,
        Some(Element::Special(code)) => {
            *code >= 0xFFFD || matches!(*code, 0xFFF6 | 0xFFF8) && starts_open(&elements[1..])
        }
        Some(Element::Choice(ways)) => {
            ways.iter().any(|way| if way.is_empty() { starts_open(&elements[1..]) } else { starts_open(way) })
        }
    }
}

fn collect_sets<'a>(elements: &'a [Element], sets: &mut BTreeSet<&'a BTreeSet<Stem>>) {
    for element in elements {
        match element {
            Element::Words(set) => {
                sets.insert(set);
            }
            Element::Choice(ways) => ways.iter().for_each(|way| collect_sets(way, sets)),
            Element::Special(_) => {}
        }
    }
}

/// Appends the instructions that match `elements`.
fn compile(elements: &[Element], instruction: &dyn Fn(&BTreeSet<Stem>) -> u16, program: &mut Vec<u16>) {
    for element in elements {
        match element {
            Element::Words(set) => program.push(instruction(set)),
            Element::Special(code) => program.push(*code),
            Element::Choice(ways) => {
                // split a; a…; jump end; split b; b…; jump end; c…; end:
                let mut jumps = Vec::new();
                for (index, way) in ways.iter().enumerate() {
                    let last = index + 1 == ways.len();
                    let split = program.len();
                    if !last {
                        program.extend([SPLIT, 0]);
                    }
                    compile(way, instruction, program);
                    if !last {
                        jumps.push(program.len());
                        program.extend([JUMP, 0]);
                        program[split + 1] = u16::try_from(program.len() - split - 2).expect("a pattern is short");
                    }
                }
                for jump in jumps {
                    program[jump + 1] = u16::try_from(program.len() - jump - 2).expect("a pattern is short");
                }
            }
        }
    }
}

/// A number as one byte, or as two if it is 128 or more.
fn push_number(bytes: &mut Vec<u8>, number: usize) {
    assert!(number < 0x8000, "a number fits two bytes");
    if number >= 0x80 {
        bytes.push(0x80 | (number >> 8) as u8);
    }
    bytes.push(number as u8);
}

/// Sorted words, each as the number of letters it shares with the one before, and the rest of it.
///
/// The number is a byte below every letter's, so that it also ends the word before.
fn front_coded(words: &[&str]) -> String {
    let mut coded = String::new();
    let mut before = "";
    for word in words {
        let shared = before.bytes().zip(word.bytes()).take_while(|(left, right)| left == right).count().min(0x1F);
        let shared = (0..=shared).rev().find(|&length| word.is_char_boundary(length)).unwrap_or(0);
        coded.push(char::from(shared as u8));
        coded.push_str(&word[shared..]);
        before = word;
    }
    coded
}

/// The parts of a pattern between separators outside its brackets.
fn split_at(pattern: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0;
    pattern
        .split(|character: char| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth == 0 && separates(character)
        })
        .filter(|part| !part.trim().is_empty())
        .collect()
}
