//! A text as the checks see it: folded words with their places, in sentences.

mod fold;
mod link;
mod own;

pub(crate) use fold::{Folded, fold, fold_word};

use crate::Span;
use crate::phrasebook::word_key;

/// A draft's text, taken apart once.
pub(crate) struct Text<'a> {
    /// The text as it was typed.
    pub(crate) source: &'a str,
    /// Its words in order.
    pub(crate) words: Vec<Word>,
    /// The folded letters of all words, one after the other.
    folded: String,
    /// What stands between the last word and the end.
    pub(crate) after: Marks,
    /// The length of `source` in UTF-16 code units.
    pub(crate) utf16_length: u32,
}

/// A run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it is in the source, in bytes.
    pub(crate) bytes: (usize, usize),
    /// Where it is in the source, in UTF-16 code units.
    pub(crate) span: Span,
    /// Where its letters are in [`Text::folded`], in bytes.
    folded: (usize, usize),
    /// What stands for its letters in the phrasebook.
    pub(crate) key: u32,
    /// Which sentence it belongs to, counted from 0.
    pub(crate) sentence: u32,
    /// How it is written.
    pub(crate) shape: Shape,
    /// What stands between the word before and this one.
    pub(crate) before: Marks,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each read on its own")]
pub(crate) struct Shape {
    /// Its first letter is a capital.
    pub(crate) capitalised: bool,
    /// It has several letters and all are capitals.
    pub(crate) all_capitals: bool,
    /// It starts with a digit.
    pub(crate) number: bool,
    /// It is a link, as one word.
    pub(crate) link: bool,
    /// It is an e-mail address, as one word.
    pub(crate) email: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each read on its own")]
pub(crate) struct Marks {
    /// White space.
    pub(crate) space: bool,
    /// A line break.
    pub(crate) line: bool,
    /// A full stop, an exclamation or a question mark, or an ellipsis.
    pub(crate) stop: bool,
    /// A question mark.
    pub(crate) question: bool,
    /// A comma or semicolon.
    pub(crate) comma: bool,
    /// A colon.
    pub(crate) colon: bool,
    /// A dash between spaces, or a long one.
    pub(crate) dash: bool,
    /// A quotation mark.
    pub(crate) quote: bool,
    /// An apostrophe.
    pub(crate) apostrophe: bool,
    /// A bracket.
    pub(crate) bracket: bool,
    /// `€`, `$`, `£`, `₹` or `¥`.
    pub(crate) currency: bool,
    /// `#` or `@`.
    pub(crate) sigil: bool,
    /// Any other mark, emoji among them.
    pub(crate) other: bool,
}

impl Marks {
    /// Whether a clause ends here.
    pub(crate) const fn ends_clause(self) -> bool {
        self.line || self.stop || self.comma || self.colon || self.dash
    }

    /// Whether the name that someone is called by ends here, a title's full stop apart.
    pub(crate) const fn closes_call(self) -> bool {
        self.line || self.comma || self.colon || self.dash
    }

    /// Whether a sentence ends here.
    const fn ends_sentence(self) -> bool {
        self.line || self.stop
    }

    fn note(&mut self, character: char) {
        match character {
            // First, since it is what most marks are.
            ' ' => self.space = true,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => self.line = true,
            '?' | '？' | '؟' => (self.stop, self.question) = (true, true),
            '.' | '!' | '…' | '。' | '！' | '¡' | '¿' | '।' => self.stop = true,
            ',' | ';' | '、' | '،' => self.comma = true,
            ':' => self.colon = true,
            '-' | '–' | '—' | '‒' | '―' => self.dash = true,
            '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' => self.quote = true,
            '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' => self.bracket = true,
            '€' | '$' | '£' | '₹' | '¥' => self.currency = true,
            '#' | '@' => self.sigil = true,
            _ if character.is_whitespace() => self.space = true,
            _ => self.other = true,
        }
    }
}

/// Whether a word is one after which a full stop does not end the sentence.
fn is_abbreviation(letters: &str) -> bool {
    #[rustfmt::skip]
    let is_listed = matches!(
        letters,
        "dr" | "mr" | "mrs" | "ms" | "mx" | "prof" | "st" | "jr" | "sr" | "vs" | "no" | "nr" | "approx" | "dott" | "ing"
            | "avv" | "sig" | "sra" | "srta" | "dra" | "exmo" | "exma" | "mme" | "mlle" | "hr" | "fr" | "ir" | "drs"
            | "mag" | "dipl" | "ca" | "bzw"
    );
    is_listed
}

impl<'a> Text<'a> {
    /// Takes a text apart, in time linear in its length.
    pub(crate) fn new(source: &'a str) -> Self {
        let mut reader = Reader {
            words: Vec::with_capacity(source.len() / 5 + 1),
            folded: String::with_capacity(source.len()),
            ..Reader::default()
        };
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            let ends_chunk = |word: &&str| rest.as_bytes().get(word.len()).is_none_or(|&byte| is_plain_space(byte));
            // Most words are this, and need no second look.
            at += if let Some(word) = plain_word(rest).filter(ends_chunk) {
                reader.push_plain(word, at);
                word.len()
            } else {
                reader.read_chunk(rest, at)
            };
        }
        Self { source, words: reader.words, folded: reader.folded, after: reader.marks, utf16_length: reader.utf16 }
    }

    /// The folded letters of a word.
    pub(crate) fn letters(&self, word: &Word) -> &str {
        self.folded.get(word.folded.0..word.folded.1).unwrap_or_default()
    }

    /// The folded letters of the word at `index`; empty past the end.
    pub(crate) fn letters_at(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| self.letters(word))
    }

    /// The place of the words `first..=last`.
    pub(crate) fn span(&self, first: usize, last: usize) -> Option<Span> {
        let (first, last) = (self.words.get(first)?, self.words.get(last)?);
        Some(Span { start: first.span.start, end: last.span.end })
    }

    /// The place of a range of the source in bytes, widened so that no accent or joiner is cut off its letter.
    pub(crate) fn span_of_bytes(&self, start: usize, end: usize) -> Option<Span> {
        self.span_of_bytes_past((0, 0), start, end)
    }

    /// The same, counted on from a place before it that is known in bytes and in UTF-16 code units: a word may be huge, and
    /// hold a great many ranges.
    pub(crate) fn span_of_bytes_past(&self, known: (usize, u32), start: usize, end: usize) -> Option<Span> {
        let end = end
            + self
                .source
                .get(end..)?
                .chars()
                .take_while(|&character| fold(character) == Folded::Ignored)
                .map(char::len_utf8)
                .sum::<usize>();
        let word = self
            .words
            .partition_point(|word| word.bytes.0 <= start)
            .checked_sub(1)
            .and_then(|index| self.words.get(index));
        let (anchor_bytes, anchor) = word.map_or((0, 0), |word| (word.bytes.0, word.span.start)).max(known);
        let start_units = anchor + utf16_count(self.source.get(anchor_bytes..start)?);
        Some(Span { start: start_units, end: start_units + utf16_count(self.source.get(start..end)?) })
    }

    /// What comes after the first `units` UTF-16 code units, from the next whole character on, to the last word's end.
    pub(crate) fn span_after(&self, units: u32) -> Option<Span> {
        let mut counted = 0;
        let mut start = self.source.len();
        for (at, character) in self.source.char_indices() {
            if counted >= units && fold(character) != Folded::Ignored {
                start = at;
                break;
            }
            counted += utf16_length(character);
        }
        let end = self.source.trim_end().len();
        if start < end { self.span_of_bytes(start, end) } else { None }
    }

    /// Whether a word stands in quotation marks, straight single ones apart, since those are apostrophes too.
    pub(crate) fn quotes(&self) -> bool {
        let opened = self.words.iter().filter(|word| word.before.quote).count();
        opened + usize::from(self.after.quote) >= 2
    }

    /// The marks that follow the word at `index`.
    pub(crate) fn marks_after(&self, index: usize) -> Marks {
        self.words.get(index + 1).map_or(self.after, |word| word.before)
    }

    /// Whether the word at `index` opens a sentence.
    pub(crate) fn opens_sentence(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(index)) {
            (Some(before), Some(word)) => before.sentence != word.sentence,
            _ => true,
        }
    }
}

/// Whether a byte is a white space of ASCII, of those that Unicode calls so.
const fn is_plain_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// The run without white space that a text starts with.
fn chunk(text: &str) -> &str {
    let plain = text.bytes().take_while(|&byte| byte.is_ascii() && !is_plain_space(byte)).count();
    let length = match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => text.find(char::is_whitespace).unwrap_or(text.len()),
        _ => plain,
    };
    text.get(..length).unwrap_or_default()
}

/// The word that a text starts with, if it is one of plain letters and digits, as most are.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = match bytes.get(length) {
        None => true,
        // What follows a number may be its decimal point.
        Some(b'.' | b',') => !bytes.first().is_some_and(u8::is_ascii_digit),
        Some(byte) => byte.is_ascii(),
    };
    if length > 0 && ends { text.get(..length) } else { None }
}

/// FNV-1a.
pub(crate) fn hash(letters: &str) -> u64 {
    letters.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

/// Whether a word stands in a list of words between white space.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// The length of a character in UTF-16 code units.
fn utf16_length(character: char) -> u32 {
    1 + u32::from(u32::from(character) > 0xFFFF)
}

/// The length of a string in UTF-16 code units.
fn utf16_count(text: &str) -> u32 {
    text.chars().map(utf16_length).sum()
}

/// Collects words while the text is read once.
#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    folded: String,
    marks: Marks,
    utf16: u32,
    sentence: u32,
}

/// A word that is being read.
struct OpenWord {
    start: usize,
    end: usize,
    utf16_start: u32,
    utf16_end: u32,
    folded_start: usize,
    letters: u32,
    capitals: u32,
    shape: Shape,
    latin: bool,
    alien: bool,
}

impl Reader {
    /// Reads the white space or the run without it that the rest of the source starts with, at its byte `at`; gives its
    /// length in bytes.
    fn read_chunk(&mut self, rest: &str, at: usize) -> usize {
        let chunk = chunk(rest);
        if let (true, Some(space)) = (chunk.is_empty(), rest.chars().next()) {
            self.marks.note(space);
            self.utf16 += utf16_length(space);
            return space.len_utf8();
        }
        if let Some(found) = link::find(chunk) {
            let (before, link, after) = found.split(chunk);
            self.read_marks_and_words(before, at);
            let start = at + before.len();
            let utf16_start = self.utf16;
            self.utf16 += utf16_count(link);
            let shape = Shape { link: found.is_link, email: !found.is_link, ..Shape::default() };
            let span = Span { start: utf16_start, end: self.utf16 };
            self.push((start, start + link.len()), span, self.folded.len(), shape);
            self.read_marks_and_words(after, start + link.len());
        } else {
            self.read_marks_and_words(chunk, at);
        }
        chunk.len()
    }

    fn read_marks_and_words(&mut self, chunk: &str, at: usize) {
        let mut open: Option<OpenWord> = None;
        let mut rest = chunk;
        while let Some(character) = rest.chars().next() {
            let place = at + chunk.len() - rest.len();
            if open.is_none()
                && let Some(word) = plain_word(rest)
            {
                self.push_plain(word, place);
                rest = rest.get(word.len()..).unwrap_or_default();
                continue;
            }
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
            let folded = fold(character);
            match folded {
                Folded::Letter(letter) => self.grow(&mut open, place, character, letter, None),
                Folded::Letters(first, second) => self.grow(&mut open, place, character, first, Some(second)),
                Folded::Ignored => {}
                Folded::Other('.' | ',')
                    if open.as_ref().is_some_and(|word| word.shape.number)
                        && rest.bytes().next().is_some_and(|next| next.is_ascii_digit()) =>
                {
                    // A decimal point or a separator of thousands.
                    self.folded.push('.');
                }
                Folded::Apostrophe | Folded::Other(_) => {
                    self.close(&mut open);
                    if folded == Folded::Apostrophe {
                        self.marks.apostrophe = true;
                    } else {
                        self.marks.note(character);
                    }
                }
            }
            self.utf16 += utf16_length(character);
            if let Some(word) = &mut open {
                word.end = place + character.len_utf8();
                word.utf16_end = self.utf16;
            }
        }
        self.close(&mut open);
    }

    /// Reads a word of plain letters and digits that starts at byte `start` of the source.
    fn push_plain(&mut self, word: &str, start: usize) {
        let utf16_start = self.utf16;
        self.utf16 += u32::try_from(word.len()).unwrap_or(u32::MAX);
        let folded = self.folded.len();
        self.folded.push_str(word);
        if let Some(letters) = self.folded.get_mut(folded..) {
            letters.make_ascii_lowercase();
        }
        let first = word.bytes().next().unwrap_or_default();
        let shape = Shape {
            capitalised: first.is_ascii_uppercase(),
            all_capitals: word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()),
            number: first.is_ascii_digit(),
            ..Shape::default()
        };
        let span = Span { start: utf16_start, end: self.utf16 };
        self.push((start, start + word.len()), span, folded, shape);
    }

    fn grow(&mut self, open: &mut Option<OpenWord>, place: usize, character: char, letter: char, second: Option<char>) {
        let word = open.get_or_insert_with(|| OpenWord {
            start: place,
            end: place,
            utf16_start: self.utf16,
            utf16_end: self.utf16,
            folded_start: self.folded.len(),
            letters: 0,
            capitals: 0,
            shape: Shape { capitalised: character.is_uppercase(), number: letter.is_ascii_digit(), ..Shape::default() },
            latin: false,
            alien: false,
        });
        word.letters += 1;
        word.capitals += u32::from(character.is_uppercase());
        word.latin |= letter.is_ascii_lowercase();
        word.alien |= !letter.is_ascii();
        self.folded.push(letter);
        self.folded.extend(second);
    }

    fn close(&mut self, open: &mut Option<OpenWord>) {
        let Some(word) = open.take() else { return };
        if word.latin && word.alien {
            let disguised = self.folded.split_off(word.folded_start);
            self.folded.extend(disguised.chars().map(|letter| fold::look_alike(letter).unwrap_or(letter)));
        }
        let mut shape = word.shape;
        shape.all_capitals = word.letters > 1 && word.capitals == word.letters;
        let span = Span { start: word.utf16_start, end: word.utf16_end };
        self.push((word.start, word.end), span, word.folded_start, shape);
    }

    /// Adds a word, whose folded letters stand from `folded_start` to the end of all so far.
    fn push(&mut self, bytes: (usize, usize), span: Span, folded_start: usize, shape: Shape) {
        let marks = std::mem::take(&mut self.marks);
        if marks.ends_sentence()
            && let Some(last) = self.words.last()
        {
            let letters = self.folded.get(last.folded.0..last.folded.1).unwrap_or_default();
            let initial = last.shape.capitalised && letters.len() == 1 && letters != "i";
            if marks.line || !(initial || is_abbreviation(letters)) {
                self.sentence += 1;
            }
        }
        self.words.push(Word {
            bytes,
            span,
            folded: (folded_start, self.folded.len()),
            key: word_key(self.folded.get(folded_start..).unwrap_or_default()),
            sentence: self.sentence,
            shape,
            before: marks,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(source: &str) -> Vec<String> {
        let text = Text::new(source);
        text.words.iter().map(|word| text.letters(word).to_owned()).collect()
    }

    /// The first words of the sentences.
    fn openings(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let opens = (0..text.words.len()).filter(|&index| text.opens_sentence(index));
        opens.map(|index| text.letters_at(index).to_owned()).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let table: [(&str, &[&str]); 9] = [
            ("Hi Anna, it's 3.5 km", &["hi", "anna", "it", "s", "3.5", "km"]),
            ("1,000.50. 7", &["1.000.50", "7"]),
            ("version 2.x", &["version", "2", "x"]),
            ("a\u{200b}dd e\u{301}t\u{e9}", &["add", "ete"]),
            ("nеtwоrk сеть", &["network", "сеть"]),
            ("Straße—Œuvre", &["strasse", "oeuvre"]),
            ("see calendly.com/x now", &["see", "", "now"]),
            ("👋🏽 …", &[]),
            ("", &[]),
        ];
        for (source, expected) in table {
            assert_eq!(letters(source), expected, "{source}");
        }
    }

    #[test]
    fn words_know_where_they_are() {
        let source = "👋🏽 Grüezi 👨‍👩‍👧! a\u{301}b\u{301} see x.com/y.";
        let text = Text::new(source);
        let units: Vec<u16> = source.encode_utf16().collect();
        let expected = ["Grüezi", "a\u{301}b\u{301}", "see", "x.com/y"];
        assert_eq!(text.words.len(), expected.len());
        for (word, expected) in text.words.iter().zip(expected) {
            assert_eq!(source.get(word.bytes.0..word.bytes.1), Some(expected));
            let marked = units.get(word.span.start as usize..word.span.end as usize).unwrap();
            assert_eq!(String::from_utf16(marked).unwrap(), expected);
        }
        assert_eq!(text.utf16_length as usize, units.len());
        assert_eq!(text.span(1, 2), Some(Span { start: text.words[1].span.start, end: text.words[2].span.end }));
        assert_eq!(text.span(2, 9), None);
    }

    #[test]
    fn shapes_tell_how_a_word_is_written() {
        let text = Text::new("Anna NASA a X 3rd mail@a.io http://b.c Ébène ÉTÉ iPhone");
        let shapes: Vec<String> = text
            .words
            .iter()
            .map(|word| {
                let Shape { capitalised, all_capitals, number, link, email } = word.shape;
                let marks = [(capitalised, 'c'), (all_capitals, 'a'), (number, 'n'), (link, 'l'), (email, 'e')];
                marks.iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect()
            })
            .collect();
        assert_eq!(shapes, ["c", "ca", "", "c", "n", "e", "l", "c", "ca", ""]);
    }

    #[test]
    fn sentences_end_at_stops_and_lines_and_not_after_titles_and_initials() {
        let table: [(&str, &[&str]); 9] = [
            ("One. Two! Three? Four… Five", &["one", "two", "three", "four", "five"]),
            ("One\nTwo\r\nThree\u{2028}Four", &["one", "two", "three", "four"]),
            ("Dear Dr. Ng, hello", &["dear"]),
            ("Dear Dr.\nNg", &["dear", "ng"]),
            ("I met J. Smith. So did I. Really", &["i", "so", "really"]),
            ("plan b. Then", &["plan", "then"]),
            ("one, two; three: four - five", &["one"]),
            ("¿Vienes? ¡Ven!", &["vienes", "ven"]),
            ("这。नमस्ते। ok", &["这", "नमसत", "ok"]),
        ];
        for (source, expected) in table {
            let found = openings(source);
            assert_eq!(found.len(), expected.len(), "{source}: {found:?}");
            if source.is_ascii() {
                assert_eq!(found, expected, "{source}");
            }
        }
    }

    #[test]
    fn marks_between_words_are_noted() {
        let between = |source: &str| Text::new(source).marks_after(0);
        for source in ["a\nb", "a. b", "a, b", "a; b", "a: b", "a - b", "a — b", "a? b"] {
            assert!(between(source).ends_clause(), "{source}");
        }
        for source in ["a b", "a'b", "a \"b", "a (b", "a €b", "a #b", "a 🙂 b"] {
            assert!(!between(source).ends_clause(), "{source}");
        }
        for source in ["a\nb", "a, b", "a: b", "a – b"] {
            assert!(between(source).closes_call(), "{source}");
        }
        for source in ["a. b", "a b", "a! b"] {
            assert!(!between(source).closes_call(), "{source}");
        }
        assert!(between("a? b").question && between("a？b").question && !between("a! b").question);
        assert!(between("a €5").currency && between("a $5").currency && between("a £5").currency);
        assert!(between("a (b").bracket && between("a]b").bracket);
        assert!(between("a «b").quote && between("a \"b").quote && between("a „b").quote);
        assert!(between("a @b").sigil && between("a #b").sigil && between("a ’b").apostrophe);
        assert!(between("a b").space && !between("a-b").space && between("a 🙂").other);
    }

    #[test]
    fn quotations_have_two_ends() {
        for source in ["he said \"yes\" twice", "„ja“, so", "\"all of it\""] {
            assert!(Text::new(source).quotes(), "{source}");
        }
        for source in ["6\" wide", "it's Anna's", "none"] {
            assert!(!Text::new(source).quotes(), "{source}");
        }
    }

    #[test]
    fn what_is_over_a_limit_starts_at_a_whole_character() {
        let table = [
            ("abcdef", 3, Some((3, 6))),
            ("abc  ", 3, None),
            ("abc", 3, None),
            ("abc", 0, Some((0, 3))),
            ("ab👍cd", 3, Some((4, 6))),
            ("abe\u{301}d", 3, Some((4, 5))),
            ("one two  ", 5, Some((5, 7))),
        ];
        for (source, units, expected) in table {
            let found = Text::new(source).span_after(units).map(|span| (span.start, span.end));
            assert_eq!(found, expected, "{source:?} after {units}");
        }
    }

    #[test]
    fn places_in_bytes_take_their_accents_along() {
        let source = "👍 né {e}\u{301} x";
        let text = Text::new(source);
        let start = source.find('{').unwrap();
        assert_eq!(text.span_of_bytes(start, start + 3), Some(Span { start: 6, end: 10 }));
        assert_eq!(text.span_of_bytes(0, 4), Some(Span { start: 0, end: 2 }));
        assert_eq!(text.span_of_bytes(0, source.len() + 1), None);
    }
}
