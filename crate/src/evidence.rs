//! What may weigh for or against a draft: its phrases, the classes of its words, and its shapes.
//!
//! One walk over the text serves both the judgement, which adds up weights, and `cargo xtask fit`, which finds them; so
//! a weight always means what it was fitted on.

use crate::analysis::Analysis;
use crate::phrasebook::{CLASS_NAMES, CLASSES, Classes, SHAPE_NAMES, SHAPES, STEPS, Shape, phrase_key, word_key};
use crate::{Kind, Relationship};

/// How many words are read: thirty times what LinkedIn takes. A text of megabytes stays affordable.
pub(crate) const MOST_WORDS: usize = 20_000;

/// The kind of draft in which it tells who does what for whom: a favour may be asked, or offered in return.
const PAIRED: Kind = Kind::RecommendationRequest;
/// How many words further on the second of a pair may stand.
const NEAR: usize = 5;

/// What receives the evidence of a text.
pub(crate) trait Receiver {
    /// Two symbols with one between them that may be any (`gap`), or up to three in a row; and the phrase's key.
    fn phrase(&mut self, symbols: &[Symbol], gap: bool, key: u32);
    /// A word of one class, and soon after it in its sentence a word of another.
    fn pair(&mut self, classes: (usize, usize), words: (usize, usize));
    /// The words and phrases of one class, each with its first and last word, in the order of the text.
    fn class(&mut self, class: usize, places: &[(usize, usize)]);
    /// Something about the whole.
    fn shape(&mut self, shape: Shape);
}

/// A word as phrases know it, or a mark between sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    /// What stands for it in a phrase's key.
    pub(crate) key: u32,
    /// The word; for a mark, the word before it.
    pub(crate) word: usize,
    /// How it is written, unless it is the word itself.
    pub(crate) sign: Option<&'static str>,
}

impl Symbol {
    const fn of(sign: &Sign, word: usize) -> Self {
        Self { key: sign.key, word, sign: Some(sign.written) }
    }
}

/// What stands for many words, or for a mark.
struct Sign {
    written: &'static str,
    key: u32,
}

impl Sign {
    const fn new(written: &'static str) -> Self {
        Self { written, key: word_key(written) }
    }
}

/// Stands for the word in the middle of a phrase that may be any.
const GAP: Sign = Sign::new("_");
const START: Sign = Sign::new("^");
const END: Sign = Sign::new("$");
const QUESTION: Sign = Sign::new("?");
const LINE: Sign = Sign::new("¶");
const STOP: Sign = Sign::new(".");
const LINK: Sign = Sign::new("@link");
const NAME: Sign = Sign::new("@name");
const OWN: Sign = Sign::new("@own");
const MASKED: Sign = Sign::new("@masked");
const NUMBER: Sign = Sign::new("@number");
const PROPER: Sign = Sign::new("@proper");
const RARE: Sign = Sign::new("@rare");

/// Shows `receiver` all that may weigh in a draft.
pub(crate) fn gather(analysis: &Analysis, receiver: &mut impl Receiver) {
    let Some(book) = analysis.book else { return };
    let symbols = symbols(analysis);
    let mut classes = Places::default();
    for start in 0..symbols.len() {
        let near = symbols.get(start..(start + 3).min(symbols.len())).unwrap_or_default();
        let mut show = |symbols: &[Symbol], gap: bool, key: u32| {
            receiver.phrase(symbols, gap, key);
            if let (Some(first), Some(last)) = (symbols.first(), symbols.get(1..).and_then(<[_]>::last)) {
                for class in book.classes_of_phrase(key) {
                    classes.add(class, first.word, last.word);
                }
            }
        };
        let mut key = 0;
        for (length, symbol) in (1..).zip(near) {
            key = if length == 1 { symbol.key } else { phrase_key(key, symbol.key) };
            show(near.get(..length).unwrap_or_default(), false, key);
        }
        if let &[first, _, last] = near {
            show(&[first, last], true, phrase_key(phrase_key(first.key, GAP.key), last.key));
        }
    }
    add_words(analysis, &mut classes);
    classes.show(receiver);
    if analysis.draft.kind == PAIRED {
        show_pairs(analysis, receiver);
    }
    gather_shapes(analysis, receiver);
}

/// The words of a text as symbols, with marks where sentences end.
fn symbols(analysis: &Analysis) -> Vec<Symbol> {
    let words = analysis.text.words.get(..analysis.text.words.len().min(MOST_WORDS)).unwrap_or_default();
    let mut symbols = Vec::with_capacity(words.len() + words.len() / 8 + 2);
    symbols.push(Symbol::of(&START, 0));
    for (index, word) in words.iter().enumerate() {
        if index > 0 && analysis.text.opens_sentence(index) {
            let sign = if word.before.question {
                &QUESTION
            } else if word.before.line {
                &LINE
            } else {
                &STOP
            };
            symbols.push(Symbol::of(sign, index - 1));
        }
        symbols.push(symbol(analysis, index));
    }
    let last = words.len().saturating_sub(1);
    if analysis.text.after.question {
        symbols.push(Symbol::of(&QUESTION, last));
    }
    symbols.push(Symbol::of(&END, last));
    symbols
}

fn symbol(analysis: &Analysis, index: usize) -> Symbol {
    let attributes = analysis.attributes.get(index).copied().unwrap_or_default();
    let sign = match attributes {
        _ if attributes.link => &LINK,
        _ if attributes.name => &NAME,
        _ if attributes.own => &OWN,
        _ if attributes.masked => &MASKED,
        _ if attributes.number => &NUMBER,
        _ => {
            if let Some(known) = attributes.known {
                return Symbol { key: known.key, word: index, sign: None };
            }
            if attributes.proper { &PROPER } else { &RARE }
        }
    };
    Symbol::of(sign, index)
}

/// The places of classes: class, first and last word, in the order of the text.
#[derive(Default)]
struct Places(Vec<(usize, usize, usize)>);

impl Places {
    fn add(&mut self, class: usize, first: usize, last: usize) {
        self.0.push((class, first, last));
    }

    /// Shows the places class by class: counted, then laid out, which takes no sorting.
    fn show(self, receiver: &mut impl Receiver) {
        let mut ends = [0_usize; CLASSES.len()];
        for &(class, ..) in &self.0 {
            if let Some(count) = ends.get_mut(class) {
                *count += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            let count = *end;
            *end = start;
            start += count;
        }
        let mut places = vec![(0, 0); self.0.len()];
        for (class, first, last) in self.0 {
            if let Some(end) = ends.get_mut(class) {
                if let Some(place) = places.get_mut(*end) {
                    *place = (first, last);
                }
                *end += 1;
            }
        }
        let mut start = 0;
        for (class, end) in ends.into_iter().enumerate() {
            if let Some(places) = places.get(start..end).filter(|places| !places.is_empty()) {
                receiver.class(class, places);
            }
            start = end;
        }
    }
}

fn add_words(analysis: &Analysis, classes: &mut Places) {
    for index in 0..analysis.attributes.len().min(MOST_WORDS) {
        for class in classes_at(analysis, index).iter() {
            classes.add(class, index, index);
        }
    }
}

/// The classes of a word; none for a word of somebody's name or headline.
fn classes_at(analysis: &Analysis, index: usize) -> Classes {
    let attributes = analysis.attributes.get(index).copied().unwrap_or_default();
    let counts = !(attributes.name || attributes.own || attributes.masked);
    attributes.known.filter(|_| counts).map(|known| known.classes).unwrap_or_default()
}

/// Who does what for whom takes several words: "I" then "write" then "you" is an offer, the other way round a wish.
fn show_pairs(analysis: &Analysis, receiver: &mut impl Receiver) {
    let count = analysis.attributes.len().min(MOST_WORDS);
    for first in 0..count {
        let classes = classes_at(analysis, first);
        for second in (first + 1..(first + 1 + NEAR).min(count)).take_while(|&word| !analysis.text.opens_sentence(word))
        {
            for one in classes.iter() {
                for other in classes_at(analysis, second).iter() {
                    receiver.pair((one, other), (first, second));
                }
            }
        }
    }
}

fn gather_shapes(analysis: &Analysis, receiver: &mut impl Receiver) {
    let mut rare = 0;
    let mut proper = 0;
    let mut numbers = 0;
    let mut masked = 0;
    let mut named = 0;
    let greeting = analysis.greeting.as_ref().map_or(0, |greeting| greeting.end);
    for (index, attributes) in analysis.attributes.iter().enumerate() {
        if index >= greeting {
            rare += usize::from(attributes.rare && !attributes.proper);
            proper += usize::from(attributes.proper);
            masked += usize::from(attributes.masked);
            named += usize::from(attributes.name);
        }
        numbers += usize::from(attributes.number);
    }
    let money =
        analysis.text.words.iter().enumerate().any(|(index, word)| {
            word.shape.number && (word.before.currency || analysis.text.marks_after(index).currency)
        });
    let questions = analysis.text.words.iter().filter(|word| word.before.question).count()
        + usize::from(analysis.text.after.question);
    let relationship = match analysis.draft.relationship {
        _ if analysis.draft.kind != Kind::RecommendationRequest => 0,
        None => 1,
        Some(Relationship::None) => 2,
        Some(_) => 3,
    };
    // In the order of their names, as the build script numbers them.
    let counts = [
        usize::from(analysis.default_text.is_some()),
        usize::from(analysis.greeting.is_some()),
        analysis.attributes.iter().filter(|attributes| attributes.link).count(),
        masked,
        usize::from(money),
        named,
        numbers,
        proper,
        questions,
        usize::from(analysis.text.quotes()),
        rare,
        usize::from(relationship == 3),
        usize::from(relationship == 2),
        usize::from(relationship == 1),
    ];
    for (shape, &(counted, least)) in (0..).map(Shape).zip(&SHAPES) {
        if counts.get(counted).is_some_and(|&count| count >= usize::from(least)) {
            receiver.shape(shape);
        }
    }
}

/// The names of all that may weigh in a draft, each once: `we met`, `met _ at`, `%event 2`, `%i > %write`,
/// `#rare 4`.
pub(crate) fn names(analysis: &Analysis) -> Vec<String> {
    let mut names = Names { analysis, names: Vec::new() };
    gather(analysis, &mut names);
    names.names.sort_unstable();
    names.names.dedup();
    names.names
}

struct Names<'a> {
    analysis: &'a Analysis<'a>,
    names: Vec<String>,
}

impl Names<'_> {
    /// A word as it stands in the weights.
    fn spelling(&self, word: usize) -> String {
        let meant = self.analysis.attributes.get(word).and_then(|attributes| attributes.known?.meant);
        let letters = meant.unwrap_or_else(|| self.analysis.text.letters_at(word));
        self.analysis.book.map_or_else(String::new, |book| book.spelling(letters))
    }
}

impl Receiver for Names<'_> {
    fn phrase(&mut self, symbols: &[Symbol], gap: bool, _: u32) {
        let written = symbols.iter().map(|symbol| match symbol.sign {
            Some(sign) => sign.to_owned(),
            None => self.spelling(symbol.word),
        });
        let written: Vec<String> = written.collect();
        self.names.push(written.join(if gap { " _ " } else { " " }));
    }

    fn pair(&mut self, (one, other): (usize, usize), _: (usize, usize)) {
        if let (Some(one), Some(other)) = (CLASS_NAMES.get(one), CLASS_NAMES.get(other)) {
            self.names.push(format!("%{one} > %{other}"));
        }
    }

    fn class(&mut self, class: usize, places: &[(usize, usize)]) {
        let Some(class) = CLASS_NAMES.get(class) else { return };
        for least in STEPS.into_iter().filter(|&least| places.len() >= least) {
            self.names.push(format!("%{class} {least}"));
        }
    }

    fn shape(&mut self, shape: Shape) {
        self.names.extend(SHAPE_NAMES.get(shape.0).map(|name| format!("#{name}")));
    }
}

/// What is known of an everyday word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// What stands for it in a phrase's key.
    pub(crate) key: u32,
    /// Its classes.
    pub(crate) classes: Classes,
    /// The word that it is a slip of.
    pub(crate) meant: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use crate::phrasebook::COUNTED;

    #[test]
    fn shapes_are_counted_in_the_order_of_their_names() {
        let names = [
            "default",
            "greeting",
            "link",
            "masked",
            "money",
            "named",
            "number",
            "proper",
            "question",
            "quotation",
            "rare",
            "relationship_given",
            "relationship_none",
            "relationship_unknown",
        ];
        assert_eq!(COUNTED, names);
    }
}
