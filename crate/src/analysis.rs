//! What a draft shows: its words, whom they mean, and the signals found in them.

use crate::names::{self, Greeting, Name};
use crate::phrasebook::{self, Attributes, Book, Hit, LANGUAGES, Lexed, STOPWORDS, Signal};
use crate::text::{Text, fold_word};
use crate::{Draft, Kind, Relationship, Span};

/// How many words decide the language; more would only cost.
const LANGUAGE_WORDS: usize = 120;
/// Fewer words than this can't be called foreign.
const FOREIGN_WORDS: usize = 4;
/// The share of words that must be telling for a text to be in a language.
const TELLING_SHARE: f32 = 0.12;
/// The share of words that must be known in the language: neighbours of a language share its small words, not the rest.
const KNOWN_SHARE: f32 = 0.3;

/// A draft, read once for all checks.
pub(crate) struct Analysis<'a> {
    /// What was given.
    pub(crate) draft: &'a Draft,
    /// Its text.
    pub(crate) text: Text<'a>,
    /// Its language's phrases; `None` for a language outside the supported ones.
    pub(crate) book: Option<&'static Book>,
    /// The recipient's name.
    pub(crate) name: Name,
    /// Whom the text greets, if it greets.
    pub(crate) greeting: Option<Greeting>,
    /// What is known of each word.
    pub(crate) attributes: Vec<Attributes>,
    /// Every phrase found, by signal, then place.
    hits: Vec<Hit>,
    /// The signals that hold, by their number.
    present: [bool; Signal::ALL.len()],
}

impl<'a> Analysis<'a> {
    /// Reads a draft, in time linear in its length; looks only for phrases that show a signal which `matters`.
    pub(crate) fn new(draft: &'a Draft, matters: &[bool; Signal::ALL.len()]) -> Self {
        let text = Text::new(&draft.text);
        let book = detect(&text);
        let name = draft
            .recipient
            .as_ref()
            .and_then(|recipient| recipient.name.as_deref())
            .map(Name::parse)
            .unwrap_or_default();
        let mut analysis = Self {
            draft,
            text,
            book,
            name,
            greeting: None,
            attributes: Vec::new(),
            hits: Vec::new(),
            present: [false; Signal::ALL.len()],
        };
        let mut lexed = book.map(|book| phrasebook::lex(book, &analysis.text)).unwrap_or_default();
        if !is_familiar(&lexed) {
            analysis.book = None;
            lexed.clear();
        }
        analysis.read_attributes(&lexed);
        if let Some(book) = analysis.book {
            let hits = phrasebook::find_hits(book, &mut lexed, &analysis.attributes, matters);
            analysis.add_hits(&hits);
        }
        analysis.find_greeting();
        analysis.find_shapes();
        analysis
    }

    /// Whether the text shows `signal`.
    pub(crate) fn shows(&self, signal: Signal) -> bool {
        self.present.get(signal as usize).copied().unwrap_or(false)
    }

    /// The signals that hold.
    pub(crate) fn signals(&self) -> impl Iterator<Item = Signal> {
        Signal::ALL.into_iter().filter(|&signal| self.shows(signal))
    }

    /// The phrases that show `signal`, in the order of the text.
    pub(crate) fn hits(&self, signal: Signal) -> &[Hit] {
        let start = self.hits.partition_point(|hit| hit.signal < signal);
        let end = self.hits.partition_point(|hit| hit.signal <= signal);
        self.hits.get(start..end).unwrap_or_default()
    }

    /// The places where the text shows `signal`.
    pub(crate) fn spans(&self, signal: Signal) -> Vec<Span> {
        let spans: Vec<Span> = self.hits(signal).iter().filter_map(|hit| self.text.span(hit.first, hit.last)).collect();
        Span::in_order(&spans)
    }

    /// The places where the text shows any of `signals`, signal by signal.
    pub(crate) fn spans_of(&self, signals: &[Signal]) -> Vec<Span> {
        signals.iter().flat_map(|&signal| self.spans(signal)).collect()
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

    /// Adds hits and the signals they show; keeps all in order, and of those of one signal from one word on only the shortest,
    /// but the longest greeting.
    fn add_hits(&mut self, hits: &[Hit]) {
        let mut keys: Vec<u64> = self.hits.iter().chain(hits).map(Hit::key).collect();
        keys.sort_unstable();
        self.hits = keys.into_iter().filter_map(Hit::from_key).collect();
        self.hits.dedup_by(|later, kept| {
            let same = (later.signal, later.first) == (kept.signal, kept.first);
            // What follows a greeting is a name, so all of "hola, buenas tardes" has to count.
            if same && kept.signal == Signal::Greeting {
                kept.last = later.last;
            }
            same
        });
        for hit in hits {
            self.set(hit.signal);
        }
    }

    fn set(&mut self, signal: Signal) {
        if let Some(present) = self.present.get_mut(signal as usize) {
            *present = true;
        }
    }

    fn read_attributes(&mut self, lexed: &[Lexed]) {
        let recipient = self.draft.recipient.as_ref();
        let masked: Vec<String> = recipient
            .into_iter()
            .flat_map(|recipient| [&recipient.headline, &recipient.company, &recipient.school])
            .flatten()
            .flat_map(|line| line.split(|character: char| !character.is_alphanumeric()))
            .map(fold_word)
            .filter(|word| word.len() > 2)
            .take(64)
            .collect();
        let sender =
            self.draft.sender.as_ref().and_then(|sender| sender.name.as_deref()).map(Name::parse).unwrap_or_default();
        // In a text all in capitals or in title case a capital tells nothing.
        let capitals = self.text.words.iter().filter(|word| word.shape.capitalised).count();
        let noun_capitals = self.book.is_some_and(|book| book.nouns_are_capitalised);
        let telling_capitals = capitals * 2 <= self.text.words.len() + 4;
        self.attributes = vec![Attributes::default(); self.text.words.len()];
        for word in lexed {
            if let Some(attributes) = self.attributes.get_mut(word.word) {
                attributes.rare = !word.common;
            }
        }
        for index in 0..self.text.words.len() {
            let Some(word) = self.text.words.get(index).copied() else { break };
            let letters = self.text.letters(&word);
            let name = self.name.has_part(letters);
            let is_masked = letters.len() > 2
                && masked.iter().any(|part| {
                    part == letters
                        || part.len() > 4
                            && letters.len() > 4
                            && (part.starts_with(letters) || letters.starts_with(part.as_str()))
                });
            let opens = self.text.opens_sentence(index);
            let own = sender.has_part(letters);
            let alphabetic = letters.chars().all(char::is_alphabetic) && letters.len() > 1;
            if let Some(attributes) = self.attributes.get_mut(index) {
                let uncommon = attributes.rare && alphabetic;
                attributes.name = name;
                attributes.number = word.shape.number;
                attributes.rare = uncommon && !name && !is_masked && !own && letters.len() > 2;
                // A word of the headline that everyone uses ("at", "health") masks nothing.
                attributes.masked = is_masked && uncommon;
                let proper = word.shape.capitalised && uncommon && !name && !is_masked && !own;
                attributes.proper =
                    proper && telling_capitals && !opens && (!noun_capitals || names::is_first_name(letters));
                attributes.person = attributes.proper || proper && opens && names::is_first_name(letters);
            }
        }
    }

    fn find_greeting(&mut self) {
        let first = self.hits(Signal::Greeting).iter().find(|hit| hit.first == 0).map(|hit| hit.last + 1);
        self.greeting = match first {
            Some(end) => names::find_greeting(&self.text, end).or(Some(Greeting { first: end, end, closed: false })),
            // "Anna, …" or "Anna - …" greets too.
            None if self.attributes.first().is_some_and(|attributes| attributes.name) => {
                names::find_greeting(&self.text, 0).filter(|greeting| greeting.closed)
            }
            None => None,
        };
    }

    /// Signals that rest on how words are used rather than on which they are.
    fn find_shapes(&mut self) {
        let mut found = Vec::new();
        for (index, attributes) in self.attributes.iter().enumerate() {
            let in_greeting = self.greeting.as_ref().is_some_and(|greeting| index < greeting.end);
            let mut note = |signal| found.push(Hit { signal, first: index, last: index });
            if attributes.rare && !in_greeting {
                note(Signal::RareWord);
            }
            if attributes.proper && !in_greeting {
                note(Signal::ProperNoun);
            }
            if attributes.number {
                note(Signal::Number);
            }
            if attributes.masked && !in_greeting {
                note(Signal::TheirHeadline);
            }
        }
        let count = |signal: Signal| found.iter().filter(|hit| hit.signal == signal).count();
        let rare = count(Signal::RareWord);
        let words = self.text.words.len().max(1);
        let phrases = |signal: Signal| self.hits(signal).len();
        let steps = [
            (Signal::Pitches2, phrases(Signal::Pitch) >= 2),
            (Signal::Pitches4, phrases(Signal::Pitch) >= 4),
            (Signal::Asks2, phrases(Signal::Asks) >= 2),
            (Signal::Asks3, phrases(Signal::Asks) >= 3),
            (
                Signal::Money,
                self.text.words.iter().enumerate().any(|(index, word)| {
                    word.shape.number && (word.before.currency || self.text.marks_after(index).currency)
                }),
            ),
            (Signal::Link, self.text.words.iter().any(|word| word.shape.link)),
            (Signal::RareWords2, rare >= 2),
            (Signal::RareWords4, rare >= 4),
            (Signal::RareWords7, rare >= 7),
            (Signal::RareWords11, rare >= 11),
            (Signal::RareTenth, rare * 10 >= words),
            (Signal::RareFifth, rare * 5 >= words),
            (Signal::ProperNouns2, count(Signal::ProperNoun) >= 2),
        ];
        self.add_hits(&found);
        for (signal, holds) in steps {
            if holds {
                self.set(signal);
            }
        }
        if self.quotes() {
            self.set(Signal::Quotation);
        }
        if self.draft.kind != Kind::Invitation {
            self.set(match self.draft.relationship {
                Some(Relationship::None) => Signal::RelationshipNone,
                Some(_) => Signal::RelationshipGiven,
                None => Signal::RelationshipUnknown,
            });
            let shows = |signals: &[Signal]| signals.iter().any(|&signal| self.shows(signal));
            if shows(&[Signal::RareWords2, Signal::ProperNoun, Signal::YouDid, Signal::Met])
                && !shows(&[Signal::RelationshipGiven, Signal::WorkedSaid, Signal::SharedWork])
            {
                self.set(Signal::TieWithoutWork);
            }
        }
    }

    /// Whether a word stands in quotation marks, straight single ones apart, since those are apostrophes too.
    fn quotes(&self) -> bool {
        let opened = self.text.words.iter().filter(|word| word.before.quote).count();
        opened + usize::from(self.text.after.quote) >= 2
    }
}

/// Whether enough words are known for a text to be in the language it was looked up in.
#[expect(clippy::cast_precision_loss, reason = "a share is a share to seven digits")]
fn is_familiar(lexed: &[Lexed]) -> bool {
    let known = lexed.iter().filter(|word| word.is_known()).count();
    lexed.len() < FOREIGN_WORDS || known as f32 >= lexed.len() as f32 * KNOWN_SHARE
}

/// The book of the language a text is in; English where there is too little to tell.
fn detect(text: &Text) -> Option<&'static Book> {
    let mut votes = [0_usize; LANGUAGES.len()];
    let mut words = 0_usize;
    let mut alien = 0_usize;
    for word in text
        .words
        .iter()
        .filter(|word| !word.shape.link && !word.shape.email && !word.shape.number)
        .take(LANGUAGE_WORDS)
    {
        let letters = text.letters(word);
        words += 1;
        alien += usize::from(!letters.bytes().any(|byte| byte.is_ascii_lowercase()));
        if let Ok(place) = STOPWORDS.binary_search_by(|&(stopword, _)| stopword.cmp(letters)) {
            let languages = STOPWORDS.get(place).map_or(0, |&(_, languages)| languages);
            for (index, votes) in votes.iter_mut().enumerate() {
                *votes += usize::from(languages >> index & 1 != 0);
            }
        }
    }
    if alien * 2 > words {
        return None;
    }
    // The first of equals: English.
    let (best, most) = votes
        .iter()
        .enumerate()
        .fold((0, 0), |best, (index, &votes)| if votes > best.1 { (index, votes) } else { best });
    #[expect(clippy::cast_precision_loss, reason = "at most LANGUAGE_WORDS")]
    let telling = most as f32 >= words as f32 * TELLING_SHARE;
    (telling || words < FOREIGN_WORDS).then(|| phrasebook::book(best)).flatten()
}
