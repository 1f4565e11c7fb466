//! From an export's files to rows that are understood.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::io::{BufRead as _, BufReader, Read, Seek};

use serde::{Deserialize, Serialize};

use crate::archive;
use crate::date::{Day, Order, Written};
use crate::table::{self, Layout, Problem, Row};

/// What the addresses have in common of the forms in which members write recommendations.
const REQUEST_FORMS: [&str; 2] = ["/edit/forms/recommendation/write", "/details/recommendations/edit/write"];
/// How many of a file's rows that were not understood are named; all are counted.
const MOST_NAMED: usize = 500;

/// What a file of the export is about.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Who is connected, and since when.
    Connections,
    /// Invitations sent and received.
    Invitations,
    /// Messages.
    Messages,
    /// Where the member worked.
    Positions,
    /// Recommendations that the member wrote.
    Given,
    /// Recommendations that the member got.
    Received,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Connections, Self::Invitations, Self::Messages, Self::Positions, Self::Given, Self::Received];

    /// The part that a file is, by its name; names drift in spaces, underscores, case and numbers at their ends.
    fn named(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (stem, extension) = name.rsplit_once('.')?;
        if !extension.eq_ignore_ascii_case("csv") || stem.starts_with('.') {
            return None;
        }
        let plain = table::plain(stem);
        let plain = plain.trim_end_matches(|character: char| character.is_ascii_digit());
        Some(match plain {
            "connections" => Self::Connections,
            "invitations" => Self::Invitations,
            "messages" => Self::Messages,
            "positions" => Self::Positions,
            "recommendationsgiven" => Self::Given,
            "recommendationsreceived" => Self::Received,
            _ => return None,
        })
    }

    const fn layout(self) -> &'static Layout {
        match self {
            Self::Connections => &Layout {
                needed: &[&["firstname"], &["lastname"], &["connectedon"]],
                optional: &[&["url", "profileurl"], &["company"], &["position"]],
            },
            Self::Invitations => &Layout {
                needed: &[&["from"], &["to"], &["sentat"]],
                optional: &[&["message"], &["direction"], &["inviterprofileurl"], &["inviteeprofileurl"]],
            },
            Self::Messages => &Layout {
                needed: &[&["from"], &["to"], &["date"]],
                optional: &[
                    &["senderprofileurl"],
                    &["recipientprofileurls"],
                    &["ismessagedraft"],
                    // What tells messages from invitations, which have senders and recipients, too.
                    &["conversationid"],
                    &["content"],
                ],
            },
            Self::Positions => {
                &Layout { needed: &[&["companyname", "company"], &["startedon"]], optional: &[&["finishedon"]] }
            }
            Self::Given | Self::Received => &Layout {
                needed: &[&["firstname"], &["lastname"], &["text"], &["creationdate"]],
                optional: &[&["company"], &["status"]],
            },
        }
    }
}

/// What came of one file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FileReport {
    /// Its name, inside its archive.
    pub name: String,
    /// What it is about; none for a file that nothing is read from.
    pub part: Option<Part>,
    /// How many rows were understood.
    pub rows: u64,
    /// How many were not.
    pub unread: u64,
    /// The first of those.
    pub problems: Vec<RowProblem>,
    /// Why the file, or the rest of it, could not be read.
    pub failure: Option<Problem>,
}

/// A row that was not understood.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RowProblem {
    /// The line that it begins in, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: Problem,
}

impl FileReport {
    fn new(name: &str, part: Option<Part>) -> Self {
        Self { name: name.to_owned(), part, rows: 0, unread: 0, problems: Vec::new(), failure: None }
    }

    fn note(&mut self, line: u64, reason: Problem) {
        self.unread += 1;
        if self.problems.len() < MOST_NAMED {
            self.problems.push(RowProblem { line, reason });
        }
    }
}

/// Somebody, as a row names them.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Someone {
    pub(crate) name: String,
    /// The last part of their profile's address.
    pub(crate) profile: Option<String>,
}

impl Someone {
    fn new(name: &str, address: &str) -> Self {
        Self { name: one_line(name), profile: profile(address) }
    }
}

pub(crate) struct Connection {
    pub(crate) who: Someone,
    pub(crate) company: String,
    pub(crate) on: Day,
}

pub(crate) struct Invitation {
    /// The one at the other end.
    pub(crate) who: Someone,
    pub(crate) outgoing: bool,
    pub(crate) on: Day,
    pub(crate) note: String,
}

pub(crate) struct Position {
    pub(crate) company: String,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
}

pub(crate) struct Recommendation {
    pub(crate) who: Someone,
    pub(crate) text: String,
    pub(crate) on: Day,
}

/// The messages between the member and one person.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Exchange {
    pub(crate) count: u32,
    pub(crate) last: Option<Day>,
    /// The last message to them that asked for a recommendation.
    pub(crate) asked: Option<Day>,
}

/// Everything that was understood.
#[derive(Default)]
pub(crate) struct Data {
    pub(crate) connections: Vec<Connection>,
    pub(crate) invitations: Vec<Invitation>,
    pub(crate) exchanges: HashMap<Someone, Exchange>,
    pub(crate) positions: Vec<Position>,
    pub(crate) given: Vec<Recommendation>,
    pub(crate) received: Vec<Recommendation>,
}

/// Reads the files of an export, in any order and any number.
#[derive(Default)]
pub struct Import {
    pub(crate) data: Data,
    pub(crate) files: Vec<FileReport>,
    pub(crate) exported: Option<Day>,
    /// Rows that were met already, for files that are given twice.
    seen: HashSet<u64>,
}

impl Import {
    /// Reads an archive as LinkedIn makes them.
    ///
    /// `name` is the file's, which says the day of the export.
    pub fn archive(&mut self, name: &str, input: impl Read + Seek) {
        self.date(name);
        let before = self.files.len();
        let outcome = archive::read(input, &mut |path, content| match (Part::named(path), content) {
            (Some(part), Ok(content)) => self.read(path, part, content),
            (None, Ok(_)) => self.files.push(FileReport::new(path, None)),
            (part, Err(problem)) => self.fail(path, part, problem),
        });
        let is_known = |file: &FileReport| file.part.is_some() || file.failure.is_some();
        if let Err(problem) = outcome {
            self.fail(name, None, problem);
        } else if !self.files.iter().skip(before).any(is_known) {
            self.fail(name, None, Problem::new("unknown", &[]));
        }
    }

    fn fail(&mut self, name: &str, part: Option<Part>, problem: Problem) {
        let mut file = FileReport::new(name, part);
        file.failure = Some(problem);
        self.files.push(file);
    }

    /// Reads a single CSV file. One whose name says nothing is known by its columns, where those can be only one file's.
    pub fn file(&mut self, name: &str, input: impl Read) {
        self.date(name);
        let mut input = BufReader::with_capacity(1 << 16, input);
        let part = Part::named(name).or_else(|| {
            let start = input.fill_buf().unwrap_or_default();
            let is_part = |part: &Part| match part {
                Part::Given | Part::Received => false,
                part => table::has_header(start, part.layout()),
            };
            Part::ALL.into_iter().find(is_part)
        });
        if let Some(part) = part {
            self.read(name, part, &mut input);
        } else {
            self.fail(name, None, Problem::new("unknown", &[]));
        }
    }

    fn date(&mut self, name: &str) {
        self.exported = self.exported.max(Day::in_file_name(name));
    }

    fn read(&mut self, name: &str, part: Part, input: &mut dyn Read) {
        let mut file = FileReport::new(name, Some(part));
        match part {
            Part::Connections => self.connections(&mut file, input),
            Part::Invitations => self.invitations(&mut file, input),
            Part::Messages => self.messages(&mut file, input),
            Part::Positions => self.positions(&mut file, input),
            Part::Given | Part::Received => self.recommendations(&mut file, part, input),
        }
        self.files.push(file);
    }

    /// Reads a file whose rows each have a day, whose order of numbers is known at the end only.
    fn dated<T>(
        &mut self,
        file: &mut FileReport,
        input: &mut dyn Read,
        mut read: impl FnMut(&Row<'_>) -> Result<Option<(T, Written)>, Problem>,
        mut keep: impl FnMut(&mut Data, T, Day),
    ) {
        let Some(part) = file.part else { return };
        let mut rows: Vec<(T, Written, u64)> = Vec::new();
        let outcome = table::read(
            input,
            part.layout(),
            &mut |row| {
                if let Some((item, day)) = read(row)? {
                    rows.push((item, day, row.line));
                }
                Ok(())
            },
            &mut |line, problem| file.note(line, problem),
        );
        file.failure = outcome.err();
        let order = Order::of(&rows.iter().map(|&(_, day, ..)| day), self.exported);
        for (item, written, line) in rows {
            match written.day(order) {
                Some(day) => {
                    file.rows += 1;
                    keep(&mut self.data, item, day);
                }
                None => file.note(line, Problem::new("date_order", &[])),
            }
        }
        file.problems.sort_by_key(|problem| problem.line);
    }

    /// Whether a row with these cells was not met before.
    fn is_new(seen: &mut HashSet<u64>, cells: &impl Hash) -> bool {
        let mut hasher = DefaultHasher::new();
        cells.hash(&mut hasher);
        seen.insert(hasher.finish())
    }

    fn connections(&mut self, file: &mut FileReport, input: &mut dyn Read) {
        let mut seen = std::mem::take(&mut self.seen);
        let read = |row: &Row<'_>| {
            let name = format!("{} {}", row.cell(0), row.cell(1));
            let who = Someone::new(&name, row.cell(3));
            if who.name.is_empty() && who.profile.is_none() {
                // Members who closed their accounts.
                return Err(Problem::new("nobody", &[]));
            }
            let day = row.day(2)?;
            let is_new = Self::is_new(&mut seen, &("connection", &who, row.cell(2)));
            Ok(is_new.then(|| ((who, one_line(row.cell(4))), day)))
        };
        self.dated(file, input, read, |data, (who, company), on| {
            data.connections.push(Connection { who, company, on });
        });
        self.seen = seen;
    }

    fn invitations(&mut self, file: &mut FileReport, input: &mut dyn Read) {
        let mut seen = std::mem::take(&mut self.seen);
        let read = |row: &Row<'_>| {
            let outgoing = match row.cell(4).to_ascii_lowercase().as_str() {
                // Exports of old have no such column, and hold what was sent.
                "outgoing" | "" => true,
                "incoming" => false,
                other => return Err(Problem::new("direction", &[other])),
            };
            let who =
                if outgoing { Someone::new(row.cell(1), row.cell(6)) } else { Someone::new(row.cell(0), row.cell(5)) };
            if who.name.is_empty() && who.profile.is_none() {
                return Err(Problem::new("nobody", &[]));
            }
            let day = row.day(2)?;
            let note = plain_text(row.cell(3));
            let is_new = Self::is_new(&mut seen, &("invitation", &who, row.cell(2), outgoing, &note));
            Ok(is_new.then_some(((who, outgoing, note), day)))
        };
        self.dated(file, input, read, |data, (who, outgoing, note), on| {
            data.invitations.push(Invitation { who, outgoing, on, note });
        });
        self.seen = seen;
    }

    fn positions(&mut self, file: &mut FileReport, input: &mut dyn Read) {
        let read = |row: &Row<'_>| {
            let company = one_line(row.cell(0));
            if company.is_empty() {
                return Err(Problem::new("nobody", &[]));
            }
            let day = row.day(1)?;
            let until = match row.cell(2) {
                "" => None,
                _ => row.day(2)?.day(Order::MonthFirst),
            };
            Ok(Some(((company, until), day)))
        };
        self.dated(file, input, read, |data, (company, until), from| {
            data.positions.push(Position { company, from, until });
        });
    }

    fn recommendations(&mut self, file: &mut FileReport, part: Part, input: &mut dyn Read) {
        let mut seen = std::mem::take(&mut self.seen);
        let read = |row: &Row<'_>| {
            let who = Someone::new(&format!("{} {}", row.cell(0), row.cell(1)), "");
            if who.name.is_empty() {
                return Err(Problem::new("nobody", &[]));
            }
            let day = row.day(3)?;
            let text = plain_text(row.cell(2));
            let is_new = Self::is_new(&mut seen, &(part, &who, &text));
            Ok(is_new.then_some(((who, text), day)))
        };
        self.dated(file, input, read, |data, (who, text), on| {
            let list = if part == Part::Given { &mut data.given } else { &mut data.received };
            list.push(Recommendation { who, text, on });
        });
        self.seen = seen;
    }

    /// Counts messages, keeping none of them.
    fn messages(&mut self, file: &mut FileReport, input: &mut dyn Read) {
        let exchanges = &mut self.data.exchanges;
        let mut rows = 0;
        let mut read = |row: &Row<'_>| {
            // Written with dashes or with a month's name: there is no order to be found out.
            let day = row.day(2)?.day(Order::MonthFirst).ok_or_else(|| Problem::new("date", &[row.cell(2)]))?;
            rows += 1;
            // LinkedIn sends a request as a message with the address of the form to fill in: in any language.
            let is_request = REQUEST_FORMS.iter().any(|form| row.cell(7).contains(form));
            let is_draft = ["yes", "true"].contains(&row.cell(5).to_ascii_lowercase().as_str());
            let urls = row.cell(4);
            let separator = if urls.contains(';') { ';' } else { ',' };
            let is_group = if urls.is_empty() { row.cell(1).contains(',') } else { urls.contains(separator) };
            if is_draft || is_group {
                return Ok(());
            }
            // One of the two is the member, who is in every row; that is sorted out at the end.
            let (from, to) = (Someone::new(row.cell(0), row.cell(3)), Someone::new(row.cell(1), urls));
            for (who, is_asked) in [(from, false), (to, is_request)] {
                if !who.name.is_empty() || who.profile.is_some() {
                    let exchange = exchanges.entry(who).or_default();
                    exchange.count += 1;
                    exchange.last = exchange.last.max(Some(day));
                    exchange.asked = exchange.asked.max(is_asked.then_some(day));
                }
            }
            Ok(())
        };
        let outcome = table::read(input, Part::Messages.layout(), &mut read, &mut |line, problem| {
            file.note(line, problem);
        });
        file.rows = rows;
        file.failure = outcome.err();
    }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last part of a profile's address, as all that write it agree: no case, no query, no percent signs.
fn profile(address: &str) -> Option<String> {
    let (_, path) = address.split_once("/in/")?;
    let slug = path.split(['/', '?', '#']).next()?.trim();
    if slug.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| first == b'%');
        bytes.push(decoded.unwrap_or(first));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    Some(String::from_utf8(bytes).unwrap_or_else(|_| slug.to_owned()).to_lowercase())
}

/// A text without the HTML that some exports wrap it in.
fn plain_text(text: &str) -> String {
    let is_html =
        ["<p", "<br", "<div", "<span", "</", "&#", "&amp;", "&quot;", "&lt;"].iter().any(|mark| text.contains(mark));
    if !is_html {
        return text.trim().to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let tag = after.find('>').and_then(|end| after.split_at_checked(end + 1)).filter(|(tag, _)| is_tag(tag));
        let entity = after.find(';').and_then(|end| after.split_at_checked(end + 1));
        if let Some((tag, after)) = tag {
            if ["<br", "<p", "</p", "<div", "</div", "<li"].iter().any(|block| tag.starts_with(block))
                && !plain.ends_with('\n')
            {
                plain.push('\n');
            }
            rest = after;
        } else if let Some((character, after)) = entity.and_then(|(name, after)| Some((meant(name)?, after))) {
            plain.push(character);
            rest = after;
        } else {
            let mut characters = after.chars();
            plain.extend(characters.next());
            rest = characters.as_str();
        }
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

fn is_tag(tag: &str) -> bool {
    tag.trim_start_matches(['<', '/']).starts_with(|character: char| character.is_ascii_alphabetic()) && tag.len() < 500
}

fn meant(entity: &str) -> Option<char> {
    let name = entity.strip_prefix('&')?.strip_suffix(';')?;
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_told_by_the_end_of_their_address() {
        let table = [
            ("https://www.linkedin.com/in/Dana-Whitfield", Some("dana-whitfield")),
            ("https://www.linkedin.com/in/dana-whitfield/?trk=x", Some("dana-whitfield")),
            ("http://de.linkedin.com/in/j%C3%BCrgen-1", Some("jürgen-1")),
            ("https://www.linkedin.com/in/100%", Some("100%")),
            ("https://www.linkedin.com/company/acme", None),
            ("", None),
        ];
        for (address, expected) in table {
            assert_eq!(profile(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn markup_is_taken_out_and_arithmetic_is_left() {
        assert_eq!(plain_text("<p>Hi Dana,</p><p>R&amp;D &#8211; yes</p>"), "Hi Dana,\nR&D – yes");
        assert_eq!(plain_text("if 1 < 2 & 3 > 2"), "if 1 < 2 & 3 > 2");
        assert_eq!(plain_text("1 < 2</p>ä<é"), "1 < 2\nä<é");
    }

    #[test]
    fn names_of_files_may_drift() {
        let table = [
            ("Recommendations_Given.csv", Some(Part::Given)),
            ("Recommendations Given.csv", Some(Part::Given)),
            ("Complete/recommendations received (2).CSV", Some(Part::Received)),
            ("messages-1.csv", Some(Part::Messages)),
            ("guide_messages.csv", None),
            ("__MACOSX/._Connections.csv", None),
            ("Connections.txt", None),
        ];
        for (name, expected) in table {
            assert_eq!(Part::named(name), expected, "{name}");
        }
    }
}
