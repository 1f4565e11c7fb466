//! A report for a person to read: the verdict, the text with its places marked, and what there is to say.

use std::collections::BTreeSet;
use std::fmt::{Display, Formatter, Result, Write as _};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use fauxpas::{Draft, Grade, Messages, Report, Severity, Span};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

const INDENT: &str = "  ";
/// How wide the text's lines may be, in columns of a terminal, without the indent.
const WIDTH: usize = 76;
/// How far apart tabulator stops are, in columns.
const TAB: usize = 4;

/// One report, ready to be printed.
pub(crate) struct Page<'a> {
    /// What was checked.
    pub(crate) draft: &'a Draft,
    /// What came of it.
    pub(crate) report: &'a Report,
    /// The texts for its user.
    pub(crate) messages: &'a dyn Messages,
    /// Whether places are marked by colour and underline; otherwise by a line of `^` under them.
    pub(crate) colours: bool,
}

/// Why a place is marked.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Mark {
    Strength,
    Finding(std::cmp::Reverse<Severity>),
}

impl Mark {
    const fn style(self) -> Style {
        let colour = match self {
            Self::Strength => AnsiColor::Green,
            Self::Finding(std::cmp::Reverse(severity)) => colour(severity),
        };
        colour.on_default().underline()
    }

    const fn pointer(self) -> char {
        match self {
            Self::Strength => '~',
            Self::Finding(_) => '^',
        }
    }
}

const fn colour(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Warning => AnsiColor::Red,
        Severity::Caution => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    }
}

impl Display for Page<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let verdict = self.report.verdict;
        let colour = match verdict.grade() {
            Grade::Best => AnsiColor::Green,
            Grade::Worst => AnsiColor::Red,
            Grade::Fair => AnsiColor::Yellow,
        };
        let words = self.messages.text(&format!("verdict_{}", verdict.id()), &[]);
        let style = self.style(colour);
        writeln!(f, "{style}{words}{style:#} [{}]", verdict.id())?;
        self.text(f)?;
        for finding in &self.report.findings {
            let severity = finding.severity;
            self.headline(f, self::colour(severity), severity.id(), Some(finding.check), &finding.message)?;
            if !finding.advice.is_empty() {
                paragraph(f, &finding.advice)?;
            }
        }
        for strength in &self.report.strengths {
            self.headline(f, AnsiColor::Green, "strength", Some(strength.signal), &strength.message)?;
        }
        let length = self.report.length;
        match length.limit {
            Some(limit) => {
                self.headline(f, AnsiColor::BrightBlack, "length", None, &format!("{}/{limit}", length.characters))
            }
            None => Ok(()),
        }
    }
}

impl Page<'_> {
    fn style(&self, colour: AnsiColor) -> Style {
        if self.colours { colour.on_default().bold() } else { Style::new() }
    }

    fn headline(
        &self,
        f: &mut Formatter<'_>,
        colour: AnsiColor,
        word: &str,
        id: Option<&str>,
        message: &str,
    ) -> Result {
        let style = self.style(colour);
        write!(f, "{style}{word}{style:#}")?;
        if let Some(id) = id {
            write!(f, "[{id}]")?;
        }
        writeln!(f, ": {message}")
    }

    /// The draft's text, its places marked.
    fn text(&self, f: &mut Formatter<'_>) -> Result {
        let text = &self.draft.text;
        if text.trim().is_empty() {
            return Ok(());
        }
        writeln!(f)?;
        let marks = self.marks();
        for line in wrapped(text) {
            let mut shown = String::new();
            let mut styled = String::new();
            let mut pointers = String::new();
            for (piece, mark) in pieces(text, &marks, line) {
                let (column, start) = (shown.width(), shown.len());
                show(piece, &mut shown);
                let style = mark.map_or(Style::new(), Mark::style);
                write!(styled, "{style}{}{style:#}", shown.get(start..).unwrap_or_default())?;
                let pointer = mark.map_or(' ', Mark::pointer);
                pointers.extend(std::iter::repeat_n(pointer, shown.width().saturating_sub(column)));
            }
            let line = if self.colours { styled } else { shown };
            writeln!(f, "{}", format_args!("{INDENT}{line}").to_string().trim_end())?;
            if !self.colours && !pointers.trim_end().is_empty() {
                writeln!(f, "{INDENT}{}", pointers.trim_end())?;
            }
        }
        writeln!(f)
    }

    /// The marked places, in bytes of the text.
    fn marks(&self) -> Vec<(Range<usize>, Mark)> {
        let findings = self.report.findings.iter().flat_map(|finding| {
            finding.spans.iter().map(|span| (*span, Mark::Finding(std::cmp::Reverse(finding.severity))))
        });
        let strengths =
            self.report.strengths.iter().flat_map(|strength| strength.spans.iter().map(|span| (*span, Mark::Strength)));
        let text = &self.draft.text;
        findings.chain(strengths).map(|(span, mark)| (bytes_of(text, span), mark)).collect()
    }
}

fn paragraph(f: &mut Formatter<'_>, words: &str) -> Result {
    for line in wrapped(words) {
        writeln!(f, "{INDENT}{}", words.get(line).unwrap_or_default().trim_end())?;
    }
    Ok(())
}

/// The same place in bytes.
fn bytes_of(text: &str, span: Span) -> Range<usize> {
    let offset = |wanted: u32| {
        let mut units = 0;
        for (offset, character) in text.char_indices() {
            if units >= wanted as usize {
                return offset;
            }
            units += character.len_utf16();
        }
        text.len()
    };
    offset(span.start)..offset(span.end)
}

/// The parts of `line` that are marked alike; where marks overlap, the gravest counts.
fn pieces<'a>(
    text: &'a str,
    marks: &[(Range<usize>, Mark)],
    line: Range<usize>,
) -> impl Iterator<Item = (&'a str, Option<Mark>)> {
    let ends = marks.iter().flat_map(|(place, _)| [place.start, place.end]);
    let mut cuts: BTreeSet<usize> = ends.filter(|end| line.contains(end)).collect();
    cuts.extend([line.start, line.end]);
    let starts: Vec<usize> = cuts.iter().copied().collect();
    let parts = starts.into_iter().zip(cuts.into_iter().skip(1));
    parts.map(|(start, end)| {
        let covering = marks.iter().filter(|(place, _)| place.start <= start && end <= place.end);
        (text.get(start..end).unwrap_or_default(), covering.map(|(_, mark)| *mark).max())
    })
}

/// Appends `piece` as a terminal can show it: tabulators as blanks, other control characters as pictures of them.
fn show(piece: &str, line: &mut String) {
    for character in piece.chars() {
        match character {
            '\t' => {
                let column = line.width();
                line.extend(std::iter::repeat_n(' ', TAB - column % TAB));
            }
            '\0'..='\x1f' => line.extend(char::from_u32(0x2400 + u32::from(character))),
            '\x7f'..='\u{9f}' => line.push('\u{fffd}'),
            _ => line.push(character),
        }
    }
}

/// The lines of `text`, no wider than [`WIDTH`], in bytes and without their line breaks.
fn wrapped(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        let (mut start, mut at, mut column) = (offset, offset, 0);
        for word in content.split_inclusive([' ', '\t']) {
            if at > start && column + word.trim_end().width() > WIDTH {
                // The blanks at the edge would only carry marks to where no words are.
                lines.push(start..start + text.get(start..at).unwrap_or_default().trim_end().len());
                (start, column) = (at, 0);
            }
            for (inside, character) in word.char_indices() {
                let width = if character == '\t' { TAB - column % TAB } else { character.width().unwrap_or(1) };
                if column + width > WIDTH && !character.is_whitespace() && at + inside > start {
                    lines.push(start..at + inside);
                    (start, column) = (at + inside, 0);
                }
                column += width;
            }
            at += word.len();
        }
        lines.push(start..offset + content.len());
        offset += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use fauxpas::catalogue::Catalogue;
    use fauxpas::{Finding, Kind, Length, Verdict};

    use super::*;

    /// The lines between the verdict and the findings, with `marked` found wherever it stands.
    fn text_lines(text: &str, marked: &str) -> Vec<String> {
        let units = |bytes: usize| u32::try_from(text.get(..bytes).unwrap().encode_utf16().count()).unwrap();
        let spans = text
            .match_indices(marked)
            .map(|(start, found)| Span { start: units(start), end: units(start + found.len()) });
        let finding = Finding {
            check: "check",
            severity: Severity::Caution,
            spans: spans.collect(),
            message: String::new(),
            advice: String::new(),
        };
        let report = Report {
            verdict: Verdict::Thin,
            language: "en",
            findings: vec![finding],
            strengths: vec![],
            length: Length { characters: 0, limit: None },
            unjudged: false,
            facts: Vec::new(),
        };
        let draft = Draft::new(Kind::Invitation, text.to_owned());
        let page = Page { draft: &draft, report: &report, messages: &Catalogue::default(), colours: false }.to_string();
        let lines = page.lines().skip(2).take_while(|line| !line.is_empty());
        lines.map(|line| line.strip_prefix(INDENT).unwrap().to_owned()).collect()
    }

    #[test]
    fn marks_stand_under_their_words() {
        let table: [(&str, &[&str]); 8] = [
            ("see HERE", &["see HERE", "    ^^^^"]),
            ("HERE\r\nand HERE", &["HERE", "^^^^", "and HERE", "    ^^^^"]),
            ("日本語HERE", &["日本語HERE", "      ^^^^"]),
            ("👩\u{200d}👩\u{200d}👧 HERE", &["👩\u{200d}👩\u{200d}👧 HERE", "   ^^^^"]),
            ("e\u{301}HERE", &["e\u{301}HERE", " ^^^^"]),
            ("\tHERE\tHERE", &["    HERE    HERE", "    ^^^^    ^^^^"]),
            ("\u{1b}[2JHERE\u{7}", &["␛[2JHERE␇", "    ^^^^"]),
            ("nothing", &["nothing"]),
        ];
        for (text, expected) in table {
            let lines = text_lines(text, "HERE");
            assert_eq!(lines, expected, "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_wrapped_with_their_marks() {
        let text = format!("{}TWO WORDS and {}", "word ".repeat(14), "x".repeat(100));
        let lines = text_lines(&text, "TWO WORDS");
        let first = format!("{}TWO", "word ".repeat(14));
        assert_eq!(lines[..4], [first, format!("{}^^^", " ".repeat(70)), "WORDS and".to_owned(), "^^^^^".to_owned()]);
        assert_eq!(lines[4..], ["x".repeat(76), "x".repeat(24)]);
    }
}
