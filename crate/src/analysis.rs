//! What a draft shows: its words, whom they mean, and what is known of them.

use crate::defaults::{self, Match};
use crate::evidence::{Known, MOST_WORDS};
use crate::names::{self, Greeting, Name};
use crate::phrasebook::{self, Book, CLASS_NAMES, CLASSES, LANGUAGES, SIGNALS, word_key};
use crate::text::{Text, Word, fold_word};
use crate::{Draft, Span};

/// How many words decide the language; more would only cost.
const LANGUAGE_WORDS: usize = 120;
/// Fewer words than this can't be called foreign.
const FOREIGN_WORDS: usize = 4;
/// One in so many words must be telling for a text to be in a language.
const TELLING_PART: usize = 8;

/// What is known of a word besides its letters.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each read on its own")]
pub(crate) struct Attributes {
    /// A part of the recipient's name.
    pub(crate) name: bool,
    /// A part of the sender's name.
    pub(crate) own: bool,
    /// A word of the recipient's headline, company or school.
    pub(crate) masked: bool,
    /// Written like a proper noun, and none of the above.
    pub(crate) proper: bool,
    /// A number.
    pub(crate) number: bool,
    /// A link.
    pub(crate) link: bool,
    /// A word that everyday texts don't have, and none of the above but a proper noun.
    pub(crate) rare: bool,
    /// What the book has of it.
    pub(crate) known: Option<Known>,
}

/// A draft, read once for all checks.
pub(crate) struct Analysis<'a> {
    /// What was given.
    pub(crate) draft: &'a Draft,
    /// Its text.
    pub(crate) text: Text<'a>,
    /// Its language's words; `None` for a language outside the supported ones.
    pub(crate) book: Option<&'static Book>,
    /// The recipient's name.
    pub(crate) name: Name,
    /// Whom the text greets, if it greets.
    pub(crate) greeting: Option<Greeting>,
    /// How many words the greeting has before a name: two for "good morning".
    pub(crate) greeting_words: usize,
    /// The same, be the greeting in another language than the rest.
    pub(crate) any_greeting_words: usize,
    /// What is known of each word.
    pub(crate) attributes: Vec<Attributes>,
    /// The words that LinkedIn, or everyone, would have written.
    pub(crate) default_text: Option<Match>,
}

impl<'a> Analysis<'a> {
    /// Reads a draft, in time linear in its length.
    pub(crate) fn new(draft: &'a Draft) -> Self {
        Self::with(draft, &draft.text)
    }

    /// Reads a draft with another text in the place of its own.
    #[inline(never)]
    pub(crate) fn with(draft: &'a Draft, text: &'a str) -> Self {
        let text = Text::new(text);
        let recipient = draft.recipient.as_ref();
        let name = recipient.and_then(|recipient| recipient.name.as_deref()).map(Name::parse).unwrap_or_default();
        let is_name = |word| Attributes { name: name.has_part(text.letters(word)), ..Attributes::default() };
        let mut attributes: Vec<Attributes> = text.words.iter().map(is_name).collect();
        let book = detect(&text, &mut attributes);
        let mut analysis = Self {
            draft,
            text,
            book,
            name,
            greeting: None,
            greeting_words: 0,
            any_greeting_words: 0,
            attributes,
            default_text: None,
        };
        analysis.mend_slips();
        analysis.read_attributes();
        analysis.find_greeting();
        analysis.default_text = book.and_then(|book| defaults::find(book, &analysis));
        analysis
    }

    /// Whether nothing but white space and invisible characters was typed.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.words.is_empty() && !self.text.after.other
    }

    /// The name to call the recipient by, for advice.
    pub(crate) fn first_name(&self) -> Option<&str> {
        let name = self.draft.recipient.as_ref()?.name.as_deref()?;
        name.split_whitespace()
            .find(|part| part.chars().next().is_some_and(char::is_alphabetic) && !names::is_honorific(&fold_word(part)))
    }

    /// The length of a greeting in words, if the text begins with it.
    fn greeting_length<'b>(&self, words: impl Iterator<Item = &'b str>) -> Option<usize> {
        let mut length = 0;
        for word in words {
            if self.text.letters_at(length) != word || length > 0 && self.text.opens_sentence(length) {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// What a word shows.
    pub(crate) fn signal(&self, word: usize) -> Option<&'static str> {
        // Grace, Will and Kwame are people.
        let attributes = self.attributes.get(word).filter(|attributes| !attributes.name && !attributes.own)?;
        if attributes.rare || attributes.number {
            return Some("details");
        }
        let classes = attributes.known?.classes;
        let class = classes.iter().filter_map(|class| CLASSES.get(class)).find_map(|class| class.signal)?;
        SIGNALS.get(usize::from(class)).copied()
    }

    /// The names of a word's classes.
    pub(crate) fn class_ids(&self, word: usize) -> impl Iterator<Item = &'static str> {
        let classes = self.attributes.get(word).and_then(|attributes| attributes.known).map(|known| known.classes);
        classes.unwrap_or_default().iter().filter_map(|class| CLASS_NAMES.get(class).copied())
    }

    /// The words `first..=last` alone, after the greeting, and the text without them; none where nothing but them is there.
    pub(crate) fn without(&self, first: usize, last: usize) -> Option<(String, String)> {
        let start = |word: usize| self.text.words.get(word).map_or(self.text.source.len(), |word| word.bytes.0);
        let greeted = self.greeting.as_ref().map_or(0, |greeting| greeting.end);
        let (from, to) = (first.max(greeted), last + 1);
        if from >= to || from <= greeted && to >= self.text.words.len() {
            return None;
        }
        let part = |from: usize, to: usize| self.text.source.get(from..to).unwrap_or_default();
        let before = part(0, start(from));
        let alone = [part(0, start(greeted).min(before.len())), part(start(from), start(to))].concat();
        Some((alone, [before, part(start(to), self.text.source.len())].concat()))
    }

    /// Whether any word shows a signal.
    pub(crate) fn shows(&self, signal: &str) -> bool {
        (0..self.attributes.len()).any(|word| self.signal(word) == Some(signal))
    }

    /// The place of a default text.
    pub(crate) fn default_spans(&self) -> Vec<Span> {
        let found = self.default_text.and_then(|found| self.text.span(found.first, found.last));
        found.into_iter().collect()
    }

    /// The places of some words that are in order, those of one sentence with at most `gap` words between made one.
    pub(crate) fn spans_near(&self, words: &[usize], gap: usize) -> Vec<Span> {
        let sentence = |word: usize| self.text.words.get(word).map(|word| word.sentence);
        let near = |left: &usize, right: &usize| right - left <= gap + 1 && sentence(*left) == sentence(*right);
        let groups = words.chunk_by(near);
        groups.filter_map(|group| self.text.span(*group.first()?, *group.last()?)).collect()
    }

    /// Reads words with a slip of the hand in them as the words that default texts are made of.
    fn mend_slips(&mut self) {
        let Some(book) = self.book else { return };
        for index in 0..self.attributes.len().min(MOST_WORDS) {
            let Some(word) = self.text.words.get(index) else { break };
            // A name is not misspelt because it resembles a word.
            let name = word.shape.capitalised && !book.nouns_are_capitalised && !self.text.opens_sentence(index);
            let Some(attributes) = self.attributes.get_mut(index).filter(|found| found.known.is_none() && !name) else {
                continue;
            };
            if let Some(meant) = defaults::meant(book, self.draft.kind, self.text.letters(word)) {
                attributes.known =
                    book.word(meant, word_key(meant)).map(|(key, classes)| Known { key, classes, meant: Some(meant) });
            }
        }
    }

    fn read_attributes(&mut self) {
        let recipient = self.draft.recipient.as_ref();
        let masked: Vec<String> = recipient
            .into_iter()
            .flat_map(|recipient| [&recipient.headline, &recipient.company, &recipient.school])
            .flatten()
            .flat_map(|line| line.split(|character: char| !character.is_alphanumeric()))
            .map(fold_word)
            .filter(|word| word.len() > 2 && phrasebook::languages_told_by(word_key(word)) == 0)
            .take(64)
            .collect();
        let sender =
            self.draft.sender.as_ref().and_then(|sender| sender.name.as_deref()).map(Name::parse).unwrap_or_default();
        // In a text all in capitals or in title case a capital tells nothing. How the name is written tells nothing of
        // the text.
        let others = self.text.words.iter().zip(&self.attributes).filter(|(_, attributes)| !attributes.name);
        let (count, capitals) = others
            .fold((0, 0), |(count, capitals), (word, _)| (count + 1, capitals + usize::from(word.shape.capitalised)));
        let noun_capitals = self.book.is_some_and(|book| book.nouns_are_capitalised);
        let telling_capitals = capitals * 2 <= count + 4;
        for (index, (word, attributes)) in self.text.words.iter().zip(&mut self.attributes).enumerate() {
            let letters = self.text.letters(word);
            attributes.number = word.shape.number;
            attributes.link = word.shape.link || word.shape.email;
            if attributes.name {
                continue;
            }
            let masks = |part: &String| {
                part == letters
                    || part.len() > 4
                        && letters.len() > 4
                        && (part.starts_with(letters) || letters.starts_with(part.as_str()))
            };
            attributes.masked = letters.len() > 2 && masked.iter().any(masks);
            attributes.own = sender.has_part(letters);
            attributes.rare = attributes.known.is_none()
                && !(attributes.masked || attributes.own)
                && letters.len() > 2
                && letters.chars().all(char::is_alphabetic);
            attributes.proper = attributes.rare
                && word.shape.capitalised
                && telling_capitals
                && !self.text.opens_sentence(index)
                && (!noun_capitals || names::is_first_name(letters));
        }
    }

    fn find_greeting(&mut self) {
        let first = self.text.words.first().map_or(0, |word| word.key);
        for (language, words) in phrasebook::greetings(first) {
            let length = self.greeting_length(words).unwrap_or(0);
            self.any_greeting_words = self.any_greeting_words.max(length);
            if self.book.is_some_and(|book| book.language == language) {
                self.greeting_words = self.greeting_words.max(length);
            }
        }
        // "Hey hey Anna": whatever is said twice greets as once.
        while self.greeting_words > 0
            && self.text.letters_at(self.greeting_words) == self.text.letters_at(self.greeting_words - 1)
        {
            self.greeting_words += 1;
        }
        if self.greeting_words > 0 {
            self.any_greeting_words = self.greeting_words;
        }
        self.greeting = match self.greeting_words {
            // "Anna, …" or "Anna - …" greets too.
            0 if self.attributes.first().is_some_and(|attributes| attributes.name) => {
                names::find_greeting(&self.text, 0).filter(|greeting| greeting.closed)
            }
            0 => None,
            end => names::find_greeting(&self.text, end).or(Some(Greeting { first: end, end, closed: false })),
        };
    }
}

/// Reads what the book has of each word.
fn look_up(book: &Book, text: &Text, attributes: &mut [Attributes]) {
    for (word, attributes) in text.words.iter().zip(attributes).take(MOST_WORDS) {
        let known = book.word(text.letters(word), word.key);
        attributes.known = known.map(|(key, classes)| Known { key, classes, meant: None });
    }
}

/// Reads what is known of each word in the book of the language that the text is in, and gives the book; English where
/// there is too little to tell.
///
/// The recipient's name tells nothing of the language: the same note to another person is in the same.
fn detect(text: &Text, attributes: &mut [Attributes]) -> Option<&'static Book> {
    let mut votes = [0_usize; LANGUAGES.len()];
    let mut alien = 0_usize;
    let words = text.words.iter().enumerate().zip(attributes.iter()).filter(|((_, word), attributes)| {
        !(word.shape.link || word.shape.email || word.shape.number || attributes.name)
    });
    let telling: Vec<(usize, &Word)> = words.map(|(word, _)| word).take(LANGUAGE_WORDS).collect();
    for (_, word) in &telling {
        alien += usize::from(!text.letters(word).bytes().any(|byte| byte.is_ascii_lowercase()));
        let mut languages = phrasebook::languages_told_by(word.key);
        while languages != 0 {
            if let Some(votes) = votes.get_mut(languages.trailing_zeros() as usize) {
                *votes += 1;
            }
            languages &= languages - 1;
        }
    }
    if alien * 2 > telling.len() {
        return None;
    }
    let (best, most) = first_most(&votes);
    let others = votes.iter().enumerate().filter(|&(index, _)| index != best).map(|(_, &votes)| votes).max();
    let told = most * TELLING_PART >= telling.len() && most > others.unwrap_or(0);
    if let Some(book) = phrasebook::book(best).filter(|_| told) {
        look_up(book, text, attributes);
        let is_known = |index: usize| attributes.get(index).is_some_and(|attributes| attributes.known.is_some());
        if telling.iter().filter(|&&(index, _)| is_known(index)).count() * 2 >= telling.len() {
            return Some(book);
        }
    }
    // The small words don't tell: the language that knows most of all words does, if it knows enough of them.
    let known = |index: usize| {
        let book = phrasebook::book(index);
        let is_known = |word: &Word| book.is_some_and(|book| book.word(text.letters(word), word.key).is_some());
        telling.iter().filter(|(_, word)| is_known(word)).count()
    };
    let (best, most) = first_most(&(0..LANGUAGES.len()).map(known).collect::<Vec<_>>());
    let enough = most * 5 >= telling.len() * 3 || telling.len() < FOREIGN_WORDS;
    let book = phrasebook::book(best).filter(|_| enough);
    match book {
        Some(book) => look_up(book, text, attributes),
        None => attributes.iter_mut().for_each(|attributes| attributes.known = None),
    }
    book
}

/// The place of the greatest number, and the number; the first of equals, which is English.
fn first_most(numbers: &[usize]) -> (usize, usize) {
    let numbers = numbers.iter().enumerate();
    numbers.fold((0, 0), |best, (index, &number)| if number > best.1 { (index, number) } else { best })
}
