//! Compiles `phrasebook/*.toml` into static tables, so that the module pays for phrases neither at start nor in code.
//!
//! The pattern language is described in `phrasebook/README.md`. A mistake in the data stops the build with the pattern's
//! text.

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

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Element {
    Words(BTreeSet<Stem>),
    Special(u16),
}

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
        .filter(|path| path.file_name().is_some_and(|name| name.len() == "en.toml".len() && path.extension().is_some_and(|extension| extension == "toml")))
        .collect();
    // English first: it is the one consulted for borrowed words.
    languages.sort_by_key(|path| (path.file_stem().is_some_and(|name| name != "en"), path.clone()));
    let mut code = String::new();
    write_signals(&mut code, &signals);
    write_weights(&mut code, &signals, &weights);
    for (_, name, value) in SPECIAL {
        writeln!(code, "pub(crate) const {name}: u16 = {value:#X};").expect("writing to a string");
    }
    let books: Vec<BookFile> = languages.iter().map(|path| read(path)).collect();
    write_stopwords(&mut code, &books);
    writeln!(code, "pub(crate) static BOOKS: [Book; {}] = [", languages.len()).expect("writing to a string");
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
        writeln!(code, "({locale:?}, include_str!({file:?})),").expect("writing to a string");
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
    writeln!(code, "impl Signal {{\n    pub(crate) const ALL: [Self; {}] = [", signals.signal.len()).expect("writing to a string");
    for signal in &signals.signal {
        writeln!(code, "        Self::{},", camel(&signal.id)).expect("writing to a string");
    }
    code.push_str("    ];\n    pub(crate) const fn id(self) -> &'static str {\n        match self {\n");
    for signal in &signals.signal {
        writeln!(code, "            Self::{} => \"{}\",", camel(&signal.id), signal.id).expect("writing to a string");
    }
    code.push_str("        }\n    }\n}\n");
}

/// One table of weights a question, a weight a signal, in the order of the signals; the bias last.
fn write_weights(code: &mut String, signals: &SignalFile, weights: &BTreeMap<String, BTreeMap<String, f32>>) {
    for (question, table) in weights {
        for id in table.keys() {
            assert!(id == "bias" || signals.signal.iter().any(|signal| signal.id == *id), "weights.toml [{question}]: no signal is called {id}");
        }
        let weight = |id: &str| table.get(id).copied().unwrap_or(0.0);
        let values: Vec<String> = signals.signal.iter().map(|signal| format!("{:?}", weight(&signal.id))).collect();
        writeln!(
            code,
            "pub(crate) static {}: Weights = Weights {{ bias: {:?}, of: [{}] }};",
            question.to_uppercase(),
            weight("bias"),
            values.join(", ")
        )
        .expect("writing to a string");
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
    writeln!(code, "pub(crate) static STOPWORDS: [(&str, u8); {}] = {words:?};", words.len()).expect("writing to a string");
}

struct Compiler<'a> {
    book: &'a BookFile,
    classes: BTreeMap<&'a str, BTreeSet<Stem>>,
    /// Every pattern spelled out: its elements and its signal's index.
    patterns: BTreeSet<(Vec<Element>, usize)>,
}

impl<'a> Compiler<'a> {
    fn new(book: &'a BookFile, signals: &SignalFile) -> Self {
        let mut compiler = Self { book, classes: BTreeMap::new(), patterns: BTreeSet::new() };
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
                for elements in compiler.expand(pattern) {
                    let starts_open = matches!(elements.first(), Some(Element::Special(code)) if *code >= 0xFFFD);
                    assert!(!elements.is_empty() && !starts_open, "{}.toml: a pattern must start with something definite: {pattern}", book.language);
                    compiler.patterns.insert((elements, signal));
                }
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
        let mut spellings = BTreeSet::from([Stem { letters: fold::fold_word(word), shape }]);
        if self.book.language == "de" {
            let typed = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('Ä', "ae").replace('Ö', "oe").replace('Ü', "ue");
            spellings.insert(Stem { letters: fold::fold_word(&typed), shape });
        }
        spellings
    }

    /// A pattern without optional parts and alternatives of several words.
    fn expand(&self, pattern: &str) -> Vec<Vec<Element>> {
        let mut expanded = vec![Vec::new()];
        for part in split_at(pattern, char::is_whitespace) {
            let (part, optional) = match part.strip_suffix('?') {
                Some(part) => (part, true),
                None => (part, false),
            };
            let mut ways = self.alternatives(part, pattern);
            if optional {
                ways.push(Vec::new());
            }
            expanded = expanded.iter().flat_map(|before: &Vec<Element>| ways.iter().map(move |way| before.iter().chain(way).cloned().collect())).collect();
            assert!(expanded.len() <= 512, "{}.toml: too many alternatives in {pattern}", self.book.language);
        }
        expanded
    }

    fn alternatives(&self, part: &str, pattern: &str) -> Vec<Vec<Element>> {
        if let Some(inside) = part.strip_prefix('(') {
            let inside = inside.strip_suffix(')').unwrap_or_else(|| panic!("{}.toml: a bracket is not closed in {pattern}", self.book.language));
            let mut words = BTreeSet::new();
            let mut longer = Vec::new();
            for elements in split_at(inside, |character| character == '|').into_iter().flat_map(|choice| self.expand(choice)) {
                match <[Element; 1]>::try_from(elements) {
                    Ok([Element::Words(set)]) => words.extend(set),
                    Ok([special]) => longer.push(vec![special]),
                    Err(elements) => longer.push(elements),
                }
            }
            if !words.is_empty() {
                longer.push(vec![Element::Words(words)]);
            }
            return longer;
        }
        vec![self.element(part, pattern)]
    }

    fn element(&self, word: &str, pattern: &str) -> Vec<Element> {
        if let Some(&(_, _, code)) = SPECIAL.iter().find(|&&(spelling, _, _)| spelling == word) {
            return vec![Element::Special(code)];
        }
        if let Some(class) = word.strip_prefix('@') {
            let class = self.classes.get(class).unwrap_or_else(|| panic!("{}.toml: no class is called {class} in {pattern}", self.book.language));
            return vec![Element::Words(class.clone())];
        }
        word.split(['\'', '’', '-'])
            .filter(|piece| !piece.is_empty())
            .map(|piece| {
                let plain = piece.trim_matches('*');
                assert!(plain.chars().all(char::is_alphanumeric), "{}.toml: {word} is neither a word nor an element in {pattern}", self.book.language);
                Element::Words(self.spellings(piece))
            })
            .collect()
    }

    fn write(&self, code: &mut String) {
        let list = |words: &str| -> BTreeSet<Stem> { words.split_whitespace().flat_map(|word| self.spellings(word)).collect() };
        let mut common = list(&self.book.common);
        common.extend(list(&self.book.stopwords));
        let mut sets: BTreeSet<&BTreeSet<Stem>> = BTreeSet::new();
        let mut vocabulary: BTreeSet<&str> = BTreeSet::new();
        let mut suffixes: BTreeSet<&str> = BTreeSet::new();
        for (elements, _) in &self.patterns {
            for element in elements {
                if let Element::Words(set) = element {
                    sets.insert(set);
                    vocabulary.extend(set.iter().filter(|stem| stem.shape != Shape::Suffix).map(|stem| stem.letters.as_str()));
                    suffixes.extend(set.iter().filter(|stem| stem.shape == Shape::Suffix).map(|stem| stem.letters.as_str()));
                }
            }
        }
        vocabulary.extend(common.iter().map(|stem| stem.letters.as_str()));
        let vocabulary: Vec<&str> = vocabulary.into_iter().collect();
        let entry = |letters: &str| vocabulary.binary_search(&letters).expect("every stem is in the vocabulary");
        let suffixes: Vec<&str> = suffixes.into_iter().collect();
        // Two symbols a word, as a whole and as a beginning; after them one an ending.
        let symbol = |stem: &Stem| {
            let number = match stem.shape {
                Shape::Whole => entry(&stem.letters) * 2,
                Shape::Prefix => entry(&stem.letters) * 2 + 1,
                Shape::Suffix => vocabulary.len() * 2 + suffixes.binary_search(&stem.letters.as_str()).expect("every ending is listed"),
            };
            u16::try_from(number).expect("fewer than 32768 words")
        };
        let prefixes: BTreeSet<&str> =
            sets.iter().flat_map(|set| set.iter()).chain(&common).filter(|stem| stem.shape == Shape::Prefix).map(|stem| stem.letters.as_str()).collect();
        // The longest proper beginning of each word that is a prefix pattern of its own.
        let parents: Vec<u16> = vocabulary
            .iter()
            .map(|word| {
                (1..word.len()).rev().filter_map(|length| word.get(..length)).find(|start| prefixes.contains(start)).map_or(u16::MAX, |start| entry(start) as u16)
            })
            .collect();
        let traits: Vec<u8> = vocabulary
            .iter()
            .map(|word| {
                let has = |set: &BTreeSet<Stem>, shape: Shape| set.contains(&Stem { letters: (*word).to_owned(), shape });
                u8::from(prefixes.contains(word))
                    | u8::from(has(&common, Shape::Whole)) << 1
                    | u8::from(has(&common, Shape::Prefix)) << 2
            })
            .collect();
        let set_list: Vec<&BTreeSet<Stem>> = sets.into_iter().collect();
        let (mut set_symbols, mut set_ends) = (Vec::new(), Vec::new());
        for set in &set_list {
            let mut symbols: Vec<u16> = set.iter().map(symbol).collect();
            symbols.sort_unstable();
            set_symbols.extend(symbols);
            set_ends.push(set_symbols.len());
        }
        let (mut elements, mut ends, mut pattern_signals) = (Vec::new(), Vec::new(), Vec::new());
        let mut starts: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); vocabulary.len() * 2 + suffixes.len()];
        let mut special_starts: BTreeSet<(u16, usize)> = BTreeSet::new();
        for (index, (pattern, signal)) in self.patterns.iter().enumerate() {
            for element in pattern {
                elements.push(match element {
                    Element::Words(set) => set_list.binary_search(&set).expect("every set is listed") as u16,
                    Element::Special(code) => *code,
                });
            }
            // An anchor matches no word: what counts for the index is the first element that does.
            match pattern.iter().find(|element| !matches!(element, Element::Special(0xFFF6 | 0xFFF8))) {
                Some(Element::Words(set)) => set.iter().for_each(|stem| {
                    starts[usize::from(symbol(stem))].insert(index);
                }),
                Some(Element::Special(code)) => {
                    special_starts.insert((*code, index));
                }
                None => panic!("{}.toml: a pattern matches no word", self.book.language),
            }
            ends.push(elements.len());
            pattern_signals.push(*signal);
        }
        let (mut start_patterns, mut start_ends): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for patterns in &starts {
            start_patterns.extend(patterns);
            start_ends.push(start_patterns.len());
        }
        let (mut word_ends, mut letters) = (Vec::new(), String::new());
        for word in &vocabulary {
            letters.push_str(word);
            word_ends.push(letters.len());
        }
        let aliases: Vec<(String, Vec<String>)> = self
            .book
            .aliases
            .iter()
            .map(|(alias, words)| (fold::fold_word(alias), words.split_whitespace().map(fold::fold_word).collect()))
            .collect();
        writeln!(
            code,
            "Book {{ language: {:?}, nouns_are_capitalised: {}, letters: {letters:?}, word_ends: &{word_ends:?}, parents: &{parents:?}, traits: &{traits:?}, suffixes: &{suffixes:?}, set_symbols: &{set_symbols:?}, set_ends: &{set_ends:?}, elements: &{elements:?}, \
             pattern_ends: &{ends:?}, pattern_signals: &{pattern_signals:?}, start_patterns: &{start_patterns:?}, start_ends: &{start_ends:?}, special_starts: &{:?}, aliases: &{} }},",
            self.book.language,
            self.book.nouns_are_capitalised,
            special_starts.iter().collect::<Vec<_>>(),
            format!("{:?}", aliases.iter().map(|(alias, words)| (alias.as_str(), words.join(" "))).collect::<Vec<_>>()),
        )
        .expect("writing to a string");
    }
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
