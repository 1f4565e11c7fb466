//! CSV files as LinkedIn writes them, and as programs leave them that opened and saved them.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::date::Written;

/// How much is read at a time, in bytes; the header is looked for in as much.
const BUFFER: usize = 1 << 16;
/// How far down the header may be: a few lines stand above it in some files.
const MOST_LINES_ABOVE: usize = 20;
/// No row is longer, in bytes: what is, has a quotation mark that nobody closed.
const LONGEST_ROW: usize = 4 << 20;

/// Why a row, or a whole file, was not understood. Its texts stand under `audit_unread_ID`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Problem {
    /// What it is.
    pub id: Cow<'static, str>,
    /// What to put into its text, as `$1`, `$2`, …
    pub arguments: Vec<String>,
}

impl Problem {
    pub(crate) fn new(id: &'static str, arguments: &[&str]) -> Self {
        // Whatever is shown of somebody's file is shown in one line.
        let shorten = |text: &&str| text.chars().take(60).collect();
        Self { id: Cow::Borrowed(id), arguments: arguments.iter().map(shorten).collect() }
    }

    pub(crate) fn reading(error: &io::Error) -> Self {
        Self::new("reading", &[&error.to_string()])
    }
}

/// A column, by the names it has had.
pub(crate) type Column = &'static [&'static str];

/// What a file's columns are called, in the order in which their cells are wanted.
pub(crate) struct Layout {
    /// Columns without which the file says nothing.
    pub(crate) needed: &'static [Column],
    /// Columns that some vintages lack.
    pub(crate) optional: &'static [Column],
}

/// One row's cells.
pub(crate) struct Row<'a> {
    record: &'a csv::StringRecord,
    places: &'a [Option<usize>],
    /// The line that it begins in, counted from 1.
    pub(crate) line: u64,
}

impl<'a> Row<'a> {
    /// The cell in one of the layout's columns, the needed before the optional; empty where there is none.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    /// The day in a column.
    pub(crate) fn day(&self, column: usize) -> Result<Written, Problem> {
        let cell = self.cell(column);
        Written::read(cell).ok_or_else(|| Problem::new(if cell.is_empty() { "no_date" } else { "date" }, &[cell]))
    }
}

/// Reads a file row by row, in memory that does not grow with it.
///
/// Not generic: each kind of file and of row would cost the browser's module another copy.
///
/// `use_row` is called for every row that has cells, and says why it doesn't understand one; `unread` is called for those
/// and for others that can't be read.
///
/// # Errors
///
/// If nothing can be read from some place on: the problem that the rest of the file is lost to.
pub(crate) fn read(
    input: &mut dyn Read,
    layout: &Layout,
    use_row: &mut dyn FnMut(&Row<'_>) -> Result<(), Problem>,
    unread: &mut dyn FnMut(u64, Problem),
) -> Result<(), Problem> {
    // Whatever comes before a failure is understood, too.
    let mut start = Vec::new();
    let failure = (&mut *input).take(BUFFER as u64).read_to_end(&mut start).err();
    let rest: &mut dyn Read = if failure.is_some() { &mut io::empty() } else { input };
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(Problem::new("encoding", &[]));
    }
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    let found = [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let places = header(rows(start, delimiter), layout)?;
        Some((delimiter, places))
    });
    let Some((delimiter, (above, width, places))) = found else {
        let missing: Vec<&str> = layout.needed.iter().filter_map(|names| names.first().copied()).collect();
        return Err(
            failure.map_or_else(|| Problem::new("header", &[&missing.join(", ")]), |error| Problem::reading(&error))
        );
    };
    let length = Rc::new(Cell::new(0));
    let mut reader = rows(Limited { input: start.chain(rest), length: Rc::clone(&length) }, delimiter);
    let mut record = csv::ByteRecord::new();
    for _ in 0..=above {
        reader.read_byte_record(&mut record).map_err(|error| Problem::new("reading", &[&error.to_string()]))?;
    }
    loop {
        length.set(0);
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return failure.map_or(Ok(()), |error| Err(Problem::reading(&error))),
            Err(_) if length.get() > LONGEST_ROW => {
                return Err(Problem::new("quote", &[&line.to_string()]));
            }
            Err(error) => return Err(Problem::new("reading", &[&error.to_string()])),
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        if record.len() != width && !is_padded(&record, width) {
            unread(line, Problem::new("columns", &[&record.len().to_string(), &width.to_string()]));
            continue;
        }
        match csv::StringRecord::from_byte_record(record) {
            Ok(text) => {
                if let Err(problem) = use_row(&Row { record: &text, places: &places, line }) {
                    unread(line, problem);
                }
                record = text.into_byte_record();
            }
            Err(error) => {
                unread(line, Problem::new("encoding", &[]));
                record = error.into_byte_record();
            }
        }
    }
}

/// Whether a layout's header is at the start of a file.
pub(crate) fn has_header(start: &[u8], layout: &Layout) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    [b',', b';', b'\t'].into_iter().any(|delimiter| header(rows(start, delimiter), layout).is_some())
}

/// Whether a row has only empty cells more than its file has columns.
fn is_padded(record: &csv::ByteRecord, width: usize) -> bool {
    record.len() > width && record.iter().skip(width).all(<[u8]>::is_empty)
}

fn rows<R: Read>(input: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(BUFFER)
        .from_reader(input)
}

/// How many rows stand above the header, how many columns it has, and where the layout's columns are.
fn header<R: Read>(mut rows: csv::Reader<R>, layout: &Layout) -> Option<(usize, usize, Vec<Option<usize>>)> {
    let mut record = csv::ByteRecord::new();
    for above in 0..MOST_LINES_ABOVE {
        if !rows.read_byte_record(&mut record).ok()? {
            return None;
        }
        let names: Vec<String> = record.iter().map(|cell| plain(&String::from_utf8_lossy(cell))).collect();
        let place = |column: &Column| names.iter().position(|name| column.contains(&name.as_str()));
        if layout.needed.iter().all(|column| place(column).is_some()) {
            let columns = layout.needed.iter().chain(layout.optional);
            return Some((above, record.len(), columns.map(place).collect()));
        }
    }
    None
}

/// A name without what drifts in it: spaces, underscores, case.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Ends when more is read for one row than a row can be.
struct Limited<R> {
    input: R,
    length: Rc<Cell<usize>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.length.get() > LONGEST_ROW {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row has no end"));
        }
        let read = self.input.read(buffer)?;
        self.length.set(self.length.get() + read);
        Ok(read)
    }
}
