//! The zip archives that exports come in.

use std::io::{self, Read, Seek};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, Crc32, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipVerification};

use crate::table::Problem;

/// How many files of an archive are read.
const MOST_FILES: usize = 10_000;

/// Is given a file's path, and what it holds or why that can't be read.
type Each<'a> = dyn FnMut(&str, Result<&mut dyn Read, Problem>) + 'a;

/// Calls `each` for every file of an archive.
///
/// # Errors
///
/// If this is no archive, or its list of files ends before its time.
pub(crate) fn read(input: impl Read + Seek, each: &mut Each<'_>) -> Result<(), Problem> {
    let broken = |error: rawzip::Error| Problem::new("archive", &[&error.to_string()]);
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_seekable(input, &mut buffer).map_err(broken)?;
    let mut entries = archive.entries(&mut buffer);
    for _ in 0..MOST_FILES {
        let Some(entry) = entries.next_entry().map_err(broken)? else { return Ok(()) };
        if entry.is_dir() {
            continue;
        }
        let path = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let method = entry.compression_method();
        if entry.flags().is_encrypted() || ![CompressionMethod::STORE, CompressionMethod::DEFLATE].contains(&method) {
            let how = if entry.flags().is_encrypted() { "encrypted".to_owned() } else { method.to_string() };
            each(&path, Err(Problem::new("archive", &[&how])));
            continue;
        }
        match archive.get_entry(entry.wayfinder()) {
            Ok(entry) => {
                let stored = entry.reader();
                let claim = stored.claim_verifier();
                if method == CompressionMethod::STORE {
                    each(&path, Ok(&mut Checked::new(stored, claim)));
                } else {
                    each(&path, Ok(&mut Checked::new(DeflateDecoder::new(stored), claim)));
                }
            }
            Err(error) => each(&path, Err(broken(error))),
        }
    }
    Ok(())
}

/// A file whose checksum is compared at its end: what was read until then is not lost.
struct Checked<R> {
    content: R,
    claim: ZipVerification,
    crc: Crc32,
    size: u64,
}

impl<R> Checked<R> {
    fn new(content: R, claim: ZipVerification) -> Self {
        Self { content, claim, crc: Crc32::new(), size: 0 }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            let found = ZipVerification { crc: self.crc.checksum(), uncompressed_size: self.size };
            self.claim.valid(found).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        }
        self.crc.update(buffer.get(..read).unwrap_or_default());
        self.size += read as u64;
        Ok(read)
    }
}
