//! The WebAssembly boundary: the only module that knows JavaScript. It belongs into a worker of a page: files are read as
//! they are needed, which only workers can do.

#![expect(unreachable_pub, reason = "JavaScript reaches what is exported here")]

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::{Array, Error, Function, JSON, TypeError, Uint8Array};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FileReaderSync};

use crate::{Audit, Day, Import, Judge, Person, Sort, Words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(json: &JsValue) -> Result<JsValue, JsValue>;
}

/// How much of a file is read at a time, in bytes.
const PIECE: u64 = 1 << 20;

/// Reads an export's files.
#[wasm_bindgen]
#[derive(Default)]
pub struct Importer {
    import: Import,
    people: Vec<Person>,
}

#[wasm_bindgen]
impl Importer {
    /// Begins an import.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one file, an archive or a CSV file. `progress` is told how many bytes were read, each time some were.
    ///
    /// # Errors
    ///
    /// If the browser refuses to read files at all.
    pub fn add(&mut self, name: &str, file: Blob, progress: &Function) -> Result<(), JsValue> {
        let mut reader = BlobReader::new(file, progress.clone())?;
        let mut start = [0; 4];
        let read = reader.read(&mut start).unwrap_or(0);
        reader.place = 0;
        let is_archive = read == start.len() && start.starts_with(b"PK");
        if is_archive || name.to_ascii_lowercase().ends_with(".zip") {
            self.import.archive(name, reader);
        } else {
            self.import.file(name, reader);
        }
        Ok(())
    }

    /// Counts everything. `note`, `specific` and `fingerprint` are called with a text and a name, and answer for the checks.
    ///
    /// # Errors
    ///
    /// If what came of it can't be given to JavaScript.
    pub fn finish(&mut self, note: Function, specific: Function, fingerprint: Function) -> Result<JsValue, JsValue> {
        let judge = Checks { note, specific, fingerprint };
        let (audit, people) = std::mem::take(&mut self.import).finish(&judge);
        self.people = people;
        to_value(&audit)
    }

    /// Some of the people that the import knows, and then no more; an empty list when there are none left.
    ///
    /// # Errors
    ///
    /// If they can't be given to JavaScript.
    pub fn people(&mut self, most: usize) -> Result<JsValue, JsValue> {
        let rest = self.people.len().saturating_sub(most);
        to_value(&self.people.split_off(rest))
    }
}

/// An audit for its reader.
#[wasm_bindgen(getter_with_clone)]
pub struct Rendered {
    /// The sections of a page.
    pub html: String,
    /// A page of its own.
    pub document: String,
    /// The numbers.
    pub csv: String,
}

/// Writes an audit for its reader. `text` is called with a text's key and what to put into it, `date` with a day as
/// `YYYY-MM-DD`.
///
/// # Errors
///
/// A `TypeError` if `audit` is none that an import gave.
#[wasm_bindgen]
pub fn render(audit: &JsValue, text: Function, date: Function) -> Result<Rendered, JsValue> {
    // Getters and proxies run, and may throw, while JSON is made of it; an exception that passes through WebAssembly would
    // leave the stack of this module where it was.
    let plain = JSON::stringify(audit).and_then(|json| parse_json(&json)).map_err(|_| TypeError::new("no audit"))?;
    let audit: Audit = serde_wasm_bindgen::from_value(plain).map_err(|error| TypeError::new(&error.to_string()))?;
    let words = PageWords { text, date };
    Ok(Rendered { html: audit.html(&words), document: audit.document(&words), csv: audit.csv(&words) })
}

/// The page's own texts.
struct PageWords {
    text: Function,
    date: Function,
}

impl Words for PageWords {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        let substitutions: Array = substitutions.iter().map(|text| JsValue::from_str(text)).collect();
        let text = self.text.call2(&JsValue::NULL, &JsValue::from_str(key), &substitutions);
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn date(&self, day: Day) -> String {
        let day = day.to_string();
        let date = self.date.call1(&JsValue::NULL, &JsValue::from_str(&day));
        date.ok().and_then(|date| date.as_string()).unwrap_or(day)
    }
}

fn to_value(value: &impl serde::Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
}

/// Prints a panic's message before the trap that follows it, so that a report of it can be understood.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
    }));
}

/// The checks, which are a module of their own.
struct Checks {
    note: Function,
    specific: Function,
    fingerprint: Function,
}

impl Checks {
    fn ask(question: &Function, text: &str, name: &str) -> Option<JsValue> {
        question.call2(&JsValue::NULL, &JsValue::from_str(text), &JsValue::from_str(name)).ok()
    }
}

impl Judge for Checks {
    fn note(&self, text: &str, name: &str) -> Sort {
        let verdict = Self::ask(&self.note, text, name).and_then(|verdict| verdict.as_string());
        Sort::ALL.into_iter().find(|sort| Some(sort.id()) == verdict.as_deref()).unwrap_or(Sort::Thin)
    }

    fn is_specific(&self, text: &str, name: &str) -> bool {
        Self::ask(&self.specific, text, name).is_some_and(|answer| answer.is_truthy())
    }

    fn fingerprint(&self, text: &str, name: &str) -> Option<String> {
        Self::ask(&self.fingerprint, text, name)?.as_string()
    }
}

/// A file that is read piece by piece.
struct BlobReader {
    blob: Blob,
    reader: FileReaderSync,
    progress: Function,
    size: u64,
    place: u64,
    piece: Vec<u8>,
    /// Where the piece begins.
    start: u64,
}

impl BlobReader {
    fn new(blob: Blob, progress: Function) -> Result<Self, JsValue> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number")]
        let size = blob.size() as u64;
        let reader = FileReaderSync::new()?;
        Ok(Self { blob, reader, progress, size, place: 0, piece: Vec::new(), start: 0 })
    }

    fn load(&mut self) -> io::Result<()> {
        let end = (self.place + PIECE).min(self.size);
        #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
        let slice = self.blob.slice_with_f64_and_f64(self.place as f64, end as f64);
        let buffer = slice.and_then(|slice| self.reader.read_as_array_buffer(&slice));
        let buffer = buffer.map_err(|error| {
            let message = error.dyn_ref::<Error>().map_or_else(String::new, |error| String::from(error.message()));
            io::Error::other(message)
        })?;
        self.piece = Uint8Array::new(&buffer).to_vec();
        self.start = self.place;
        #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
        let read = JsValue::from_f64(end as f64);
        // Whoever watches may fail without harm to what is watched.
        let _ = self.progress.call1(&JsValue::NULL, &read);
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.place >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let inside = |reader: &Self| {
            let offset = usize::try_from(reader.place.checked_sub(reader.start)?).ok()?;
            (offset < reader.piece.len()).then_some(offset)
        };
        if inside(self).is_none() {
            self.load()?;
        }
        let rest = inside(self).and_then(|offset| self.piece.get(offset..)).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        self.place += length as u64;
        Ok(length)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.place.checked_add_signed(offset),
        };
        self.place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.place)
    }
}
