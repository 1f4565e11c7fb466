//! Compiles `phrasebook/` into static tables, so that the module pays for words neither at start nor in code.
//!
//! The files are described in `phrasebook/README.md`. A mistake in the data stops the build and says where it is.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
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
#[path = "src/phrasebook/key.rs"]
#[allow(dead_code, reason = "the keys of beginnings are for texts alone")]
mod key;

use key::{NAME_BITS, PHRASE_BITS, WORD_BITS, phrase_key, word_key};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    signal: Vec<Signal>,
    class: Vec<Class>,
    phrase_class: Vec<Class>,
    /// Shapes by their names, each with the counts from which on it weighs more.
    shapes: BTreeMap<String, Vec<String>>,
}

/// What reports call a kind of evidence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signal {
    id: String,
    /// Whether it is praised where it speaks for the best verdict.
    #[serde(default)]
    is_strength: bool,
    #[allow(dead_code, reason = "for the reader of the data; required so that nobody leaves it out")]
    means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    id: String,
    /// The signal that its words show.
    signal: Option<String>,
    #[allow(dead_code, reason = "for the reader of the data; required so that nobody leaves it out")]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordList {
    language: String,
    /// Whether a capital marks any noun, and so tells nothing of names.
    #[serde(default)]
    nouns_are_capitalised: bool,
    /// Whether "ae", "oe" and "ue" may be typed for letters with dots.
    #[serde(default)]
    types_umlauts: bool,
    /// Words that tell the language from others.
    stopwords: String,
    /// With what texts begin, before a name.
    greetings: Vec<String>,
    /// Texts that LinkedIn or everyone sends.
    default_invitations: Vec<String>,
    default_requests: Vec<String>,
    /// Everyday words of no class.
    everyday: String,
    classes: BTreeMap<String, String>,
    /// Phrases of two or three words by the classes that they show.
    #[serde(default)]
    phrases: BTreeMap<String, Vec<String>>,
}

/// Words of names, folded.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameList {
    honorifics: String,
    addresses: String,
    given: String,
    words: String,
    organisations: String,
    /// Groups of forms of one name.
    same: Vec<String>,
}

/// Weights by question, then by name.
type Weights = BTreeMap<String, BTreeMap<String, f32>>;

/// The questions that each kind of draft raises, in the order in which `verdict.rs` numbers them.
const QUESTIONS: [&[&str]; 3] = [
    &["personal", "canned", "sales_pitch", "asks_favour"],
    &["appropriate", "inappropriate", "swap_offer", "pay_offer"],
    &["specific"],
];
const MOST_QUESTIONS: usize = 4;
const STEPS: [usize; 3] = [1, 2, 4];
/// Weights are stored in twentieths.
const SCALE: f32 = 20.0;
/// The number that stands for no class.
const NO_CLASS: u8 = 127;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let folder = root.join("phrasebook");
    println!("cargo::rerun-if-changed=phrasebook");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    println!("cargo::rerun-if-changed=src/phrasebook/key.rs");
    let evidence: Evidence = read(&folder.join("evidence.toml"));
    let shared: Weights = read(&folder.join("weights/all.toml"));
    let mut languages: Vec<PathBuf> = fs::read_dir(folder.join("words"))
        .expect("the folder of the words is readable")
        .map(|entry| entry.expect("the folder of the words is readable").path())
        .collect();
    // English first: it is what a text too short to tell is taken for.
    languages.sort_by_key(|path| (path.file_stem().is_some_and(|name| name != "en"), path.clone()));
    let languages: Vec<WordList> = languages.iter().map(|path| read(path)).collect();
    let mut code = String::new();
    write_evidence(&mut code, &evidence, &shared);
    write_names(&mut code, &read(&folder.join("names.toml")));
    write_stopwords(&mut code, &languages);
    let tags: Vec<&str> = languages.iter().map(|language| language.language.as_str()).collect();
    let count = tags.len();
    line(
        &mut code,
        &format!(
            "/// The languages whose words are known, as BCP 47 tags, English first.\npub const LANGUAGES: [&str; {count}] = {tags:?};"
        ),
    );
    line(&mut code, &format!("pub(super) static SOURCES: [Source; {count}] = ["));
    for language in &languages {
        let own: Weights = read(&folder.join(format!("weights/{}.toml", language.language)));
        write_language(&mut code, language, &evidence, &shared, &own);
    }
    line(&mut code, "];");
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
        line(
            &mut code,
            &format!("({:?}, include_str!({:?})),", locale.display().to_string(), file.display().to_string()),
        );
    }
    code.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("locales.rs");
    fs::write(target, code).expect("the output folder is writable");
}

fn line(code: &mut String, text: &str) {
    writeln!(code, "{text}").expect("writing to a string");
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stored(weight: f32) -> i8 {
    (weight * SCALE).round().clamp(-127.0, 127.0) as i8
}

/// A row of weights, one for each question of a kind.
fn row(weights: &Weights, kind: usize, name: &str) -> [i8; MOST_QUESTIONS] {
    let weight = |question: &&str| weights.get(*question).and_then(|table| table.get(name)).copied().unwrap_or(0.0);
    let mut row = [0; MOST_QUESTIONS];
    for (place, question) in row.iter_mut().zip(QUESTIONS[kind]) {
        *place = stored(weight(question));
    }
    row
}

/// Signals, classes and shapes with what they weigh in every language.
fn write_evidence(code: &mut String, evidence: &Evidence, shared: &Weights) {
    let ids: Vec<&str> = evidence.signal.iter().map(|signal| signal.id.as_str()).collect();
    line(
        code,
        &format!("/// What reports call the evidence in a text.\npub const SIGNALS: [&str; {}] = {ids:?};", ids.len()),
    );
    let strengths: Vec<bool> = evidence.signal.iter().map(|signal| signal.is_strength).collect();
    line(
        code,
        &format!(
            "/// Whether each of them is praised.\npub(crate) static STRENGTHS: [bool; {}] = {strengths:?};",
            ids.len()
        ),
    );
    assert!(evidence.class.len() < usize::from(NO_CLASS), "a class's number must fit seven bits");
    let first = evidence.class.len();
    line(
        code,
        &format!(
            "/// The number of the first class that is one of phrases.\npub(super) const FIRST_PHRASE_CLASS: usize = {first};"
        ),
    );
    line(
        code,
        "/// A class of words.\npub(crate) struct Class {\n    pub(crate) signal: Option<u8>,\n    /// A row of weights for each kind of draft and step.\n    pub(crate) weights: [[Weights; 3]; 3],\n    /// The keys of what a language adds, for each step.\n    pub(crate) keys: [u32; 3],\n}",
    );
    line(code, &format!("pub(crate) static CLASSES: [Class; {}] = [", first + evidence.phrase_class.len()));
    let mut known: BTreeSet<String> = BTreeSet::from(["bias".to_owned()]);
    for class in evidence.class.iter().chain(&evidence.phrase_class) {
        let signal = class.signal.as_ref().map(|id| {
            ids.iter()
                .position(|known| known == id)
                .unwrap_or_else(|| panic!("evidence.toml: no signal is called {id}"))
        });
        let names = STEPS.map(|least| format!("%{} {least}", class.id));
        let weights: Vec<_> =
            (0..QUESTIONS.len()).map(|kind| names.clone().map(|name| row(shared, kind, &name))).collect();
        let keys = names.clone().map(|name| key_of(&name));
        known.extend(names);
        line(code, &format!("Class {{ signal: {signal:?}, weights: {weights:?}, keys: {keys:?} }},"));
    }
    line(code, "];");
    let names: Vec<&str> = evidence.class.iter().chain(&evidence.phrase_class).map(|class| class.id.as_str()).collect();
    line(
        code,
        &format!(
            "/// The names of the classes, which only whoever fits weights needs.\npub(crate) static CLASS_NAMES: [&str; {}] = {names:?};",
            names.len()
        ),
    );
    let shapes: Vec<String> = evidence
        .shapes
        .iter()
        .flat_map(|(name, steps)| steps.iter().map(move |step| format!("{name} {step}")))
        .collect();
    line(code, "/// The number of a shape.\n#[derive(Clone, Copy, Debug)]\npub(crate) struct Shape(pub(crate) usize);");
    let counts: Vec<(usize, u8)> = evidence
        .shapes
        .values()
        .enumerate()
        .flat_map(|(number, steps)| {
            steps
                .iter()
                .map(move |step| (number, step.parse().unwrap_or_else(|_| panic!("evidence.toml: {step} is no count"))))
        })
        .collect();
    line(
        code,
        &format!(
            "/// The shapes: the number of what is counted, and the count from which on it weighs.\npub(crate) static SHAPES: [(usize, u8); {}] = {counts:?};",
            counts.len()
        ),
    );
    line(
        code,
        &format!(
            "/// The names of the shapes, which only whoever fits weights needs.\npub(crate) static SHAPE_NAMES: [&str; {}] = {shapes:?};",
            shapes.len()
        ),
    );
    let counted: Vec<&String> = evidence.shapes.keys().collect();
    line(
        code,
        &format!(
            "/// What is counted.\n#[cfg(test)]\npub(crate) static COUNTED: [&str; {}] = {counted:?};",
            counted.len()
        ),
    );
    let names: Vec<String> = shapes.iter().map(|shape| format!("#{shape}")).collect();
    let weights: Vec<Vec<_>> =
        (0..QUESTIONS.len()).map(|kind| names.iter().map(|name| row(shared, kind, name)).collect()).collect();
    line(code, &format!("pub(crate) static SHAPE_WEIGHTS: [[Weights; {}]; 3] = {weights:?};", shapes.len()));
    known.extend(names);
    write_pairs(code, evidence, shared);
    for (question, table) in shared {
        assert!(QUESTIONS.concat().contains(&question.as_str()), "weights/all.toml: [{question}] is no question");
        for name in table.keys().filter(|name| !name.contains(" > ")) {
            assert!(known.contains(name), "weights/all.toml [{question}]: nothing is called {name}");
        }
    }
}

/// The pairs of classes that weigh in a request.
fn write_pairs(code: &mut String, evidence: &Evidence, shared: &Weights) {
    const REQUEST: usize = 1;
    let mut pairs: BTreeMap<(usize, usize), [i8; MOST_QUESTIONS]> = BTreeMap::new();
    for (question, table) in shared {
        for name in table.keys().filter(|name| name.contains(" > ")) {
            assert!(
                QUESTIONS[REQUEST].contains(&question.as_str()),
                "weights/all.toml [{question}]: pairs weigh in requests alone"
            );
            let number = |class: &str| {
                let number = evidence.class.iter().position(|known| class.strip_prefix('%') == Some(&known.id));
                number.unwrap_or_else(|| panic!("weights/all.toml [{question}]: nothing is called {name}"))
            };
            let (one, other) = name.split_once(" > ").expect("it is there");
            pairs.insert((number(one), number(other)), row(shared, REQUEST, name));
        }
    }
    let classes: Vec<(usize, usize)> = pairs.keys().copied().collect();
    let columns: Vec<Vec<i8>> =
        (0..MOST_QUESTIONS).map(|question| pairs.values().map(|row| row[question]).collect()).collect();
    let count = classes.len();
    line(
        code,
        &format!(
            "/// The pairs of classes that weigh in a request.\npub(crate) static PAIRS: [(u8, u8); {count}] = {classes:?};"
        ),
    );
    line(
        code,
        &format!(
            "/// For each question a weight a pair.\npub(super) static PAIR_WEIGHTS: [[i8; {count}]; {MOST_QUESTIONS}] = {columns:?};"
        ),
    );
}

/// What words are known as in names: forms of one name by the number of their group, then the other lists.
fn write_names(code: &mut String, list: &NameList) {
    let lists = [
        (
            "GIVEN",
            "given names that have no other forms; what is below it is a group of forms of one name",
            &list.given,
        ),
        ("HONORIFIC", "titles and marks of respect", &list.honorifics),
        ("ADDRESS", "words that address someone without naming anyone", &list.addresses),
        ("NAME_AND_WORD", "first names that are words, too", &list.words),
        ("ORGANISATION", "words that show that a name is an organisation's", &list.organisations),
    ];
    let mut classes: Vec<&String> = list.same.iter().collect();
    for (constant, means, words) in lists {
        let class = classes.len();
        line(code, &format!("/// The class of {means}.\npub(crate) const {constant}: u16 = {class};"));
        classes.push(words);
    }
    let mut names: BTreeSet<(u32, u16)> = BTreeSet::new();
    for (class, words) in (0..).zip(classes) {
        for word in words.split_whitespace() {
            assert!(
                word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "names.toml: {word:?} is not folded"
            );
            names.insert((word_key(word) & (u32::MAX >> (32 - NAME_BITS)), class));
        }
    }
    let keys: Vec<u32> = names.iter().map(|&(key, _)| key).collect();
    let classes: Vec<u16> = names.iter().map(|&(_, class)| class).collect();
    line(code, &format!("pub(super) static NAME_STEPS: &[u8] = &{:?};", steps(&keys)));
    line(code, &format!("pub(super) static NAME_CLASSES: &[u16] = &{classes:?};"));
}

/// The words that tell languages apart, each with a bit a language, in the order of the languages.
fn write_stopwords(code: &mut String, languages: &[WordList]) {
    let mut words: BTreeMap<String, u8> = BTreeMap::new();
    for (index, language) in languages.iter().enumerate() {
        for word in language.stopwords.split_whitespace() {
            *words.entry(fold::fold_word(word)).or_default() |= 1 << index;
        }
    }
    let words: BTreeMap<u32, u8> =
        words.into_iter().map(|(word, languages)| (stored_word(&word, "words"), languages)).collect();
    let languages: Vec<u8> = words.values().copied().collect();
    line(
        code,
        &format!("pub(super) static STOPWORD_STEPS: &[u8] = &{:?};", steps(&words.keys().copied().collect::<Vec<_>>())),
    );
    line(code, &format!("pub(super) static STOPWORD_LANGUAGES: &[u8] = &{languages:?};"));
}

fn write_language(code: &mut String, language: &WordList, evidence: &Evidence, shared: &Weights, own: &Weights) {
    let name = format!("words/{}.toml", language.language);
    let fold_text = |text: &String| {
        let words = text.split(|character: char| !character.is_alphanumeric() && character != '<');
        words.map(fold::fold_word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let lines = |texts: &[String]| texts.iter().map(fold_text).collect::<Vec<_>>().join("\n");
    let mut words: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut stems: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    for id in language.classes.keys() {
        assert!(evidence.class.iter().any(|class| class.id == *id), "{name}: no class is called {id}");
    }
    for (number, class) in evidence.class.iter().enumerate() {
        for word in language.classes.get(&class.id).map_or("", String::as_str).split_whitespace() {
            let list = if word.ends_with('*') { &mut stems } else { &mut words };
            let classes = list.entry(stored_word(word, &name)).or_default();
            if !classes.contains(&(number as u8)) {
                classes.push(number as u8);
            }
        }
    }
    let texts = [&language.default_invitations, &language.default_requests];
    let default_words: Vec<String> = texts.into_iter().flatten().map(fold_text).collect();
    let mut phrases: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut phrase_words: Vec<String> = Vec::new();
    for (id, texts) in &language.phrases {
        let number = evidence.phrase_class.iter().position(|class| class.id == *id);
        let number = number.unwrap_or_else(|| panic!("{name}: no class of phrases is called {id}")) as u8;
        for text in texts {
            assert!((2..=3).contains(&text.split(' ').count()), "{name}: {text:?} has not two or three words");
            phrase_words
                .extend(text.split(' ').filter(|word| word.chars().all(char::is_alphanumeric)).map(str::to_owned));
            phrases.entry(key_of(text) & (u32::MAX >> (32 - PHRASE_BITS))).or_default().push(number);
        }
    }
    let plain = language.everyday.split_whitespace().chain(language.stopwords.split_whitespace());
    let phrase_words = phrase_words.iter().map(String::as_str);
    for word in plain.chain(phrase_words).chain(default_words.iter().flat_map(|text| text.split(' '))) {
        words.entry(stored_word(word, &name)).or_default();
    }
    let classes = listed(&words);
    let (stem_classes, phrase_classes) = (listed(&stems), listed(&phrases));
    let stem_steps = steps(&stems.keys().copied().collect::<Vec<_>>());
    let word_steps = steps(&words.keys().copied().collect::<Vec<_>>());
    let phrase_steps = steps(&phrases.keys().copied().collect::<Vec<_>>());
    let weighed: Vec<String> = (0..QUESTIONS.len()).map(|kind| phrase_source(own, kind, &name)).collect();
    let biases: Vec<Vec<i16>> = QUESTIONS
        .iter()
        .map(|questions| {
            let bias = |question: &&str| {
                let part = |weights: &Weights| weights.get(*question).and_then(|table| table.get("bias")).copied();
                ((part(shared).unwrap_or(0.0) + part(own).unwrap_or(0.0)) * SCALE).round() as i16
            };
            let mut row: Vec<i16> = questions.iter().map(bias).collect();
            row.resize(MOST_QUESTIONS, 0);
            row
        })
        .collect();
    line(
        code,
        &format!(
            "Source {{ language: {:?}, nouns_are_capitalised: {:?}, types_umlauts: {:?}, greetings: {:?}, defaults: [{:?}, {:?}], word_steps: &{word_steps:?}, word_classes: &{classes:?}, stem_steps: &{stem_steps:?}, stem_classes: &{stem_classes:?}, phrase_steps: &{phrase_steps:?}, phrase_classes: &{phrase_classes:?}, phrases: [{}], biases: {biases:?} }},",
            language.language,
            language.nouns_are_capitalised,
            language.types_umlauts,
            lines(&language.greetings),
            lines(&language.default_invitations),
            lines(&language.default_requests),
            weighed.join(", "),
        ),
    );
}

/// All lists of classes, the high bit set on all but the last of each.
fn listed(classes: &BTreeMap<u32, Vec<u8>>) -> Vec<u8> {
    let mut listed = Vec::new();
    for numbers in classes.values() {
        let numbers = if numbers.is_empty() { &vec![NO_CLASS] } else { numbers };
        listed.extend(numbers.iter().map(|number| number | 0x80));
        *listed.last_mut().expect("there is one") &= 0x7F;
    }
    listed
}

/// The key of a word, or of the beginning of words if it ends in a star.
fn stored_word(word: &str, file: &str) -> u32 {
    let letters = fold::fold_word(word.strip_suffix('*').unwrap_or(word));
    assert!(!letters.is_empty() && letters.chars().all(char::is_alphanumeric), "{file}: {word:?} is not one word");
    word_key(&letters) & (u32::MAX >> (32 - WORD_BITS))
}

/// The key of a phrase, or of what a language adds to a class.
fn key_of(name: &str) -> u32 {
    let mut keys = name.split(' ').map(word_key);
    let first = keys.next().unwrap_or(0);
    keys.fold(first, phrase_key)
}

/// The phrases of one kind with their weights.
fn phrase_source(own: &Weights, kind: usize, file: &str) -> String {
    let mut phrases: BTreeMap<u32, [i8; MOST_QUESTIONS]> = BTreeMap::new();
    for question in QUESTIONS[kind] {
        for name in own.get(*question).into_iter().flat_map(BTreeMap::keys).filter(|name| *name != "bias") {
            assert!(name.split(' ').count() <= 3, "{file}: {name:?} has more than three words");
            phrases.insert(key_of(name) & (u32::MAX >> (32 - PHRASE_BITS)), row(own, kind, name));
        }
    }
    let keys: Vec<u32> = phrases.keys().copied().collect();
    let columns: Vec<Vec<i8>> =
        (0..MOST_QUESTIONS).map(|question| phrases.values().map(|row| row[question]).collect()).collect();
    let columns: Vec<String> = columns
        .iter()
        .map(|column| if column.iter().all(|&weight| weight == 0) { "&[]".to_owned() } else { format!("&{column:?}") })
        .collect();
    format!("PhraseSource {{ steps: &{:?}, weights: [{}] }}", steps(&keys), columns.join(", "))
}

/// Numbers in order as the steps from each to the next: seven bits a byte, the high bit set where another byte follows.
fn steps(keys: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = 0;
    for &key in keys {
        let step = key - before;
        before = key;
        let groups = (32 - step.leading_zeros()).div_ceil(7).max(1);
        for group in (0..groups).rev() {
            bytes.push((step >> (7 * group) & 0x7F) as u8 | if group > 0 { 0x80 } else { 0 });
        }
    }
    bytes
}
