//! JSON Lines: drafts in, reports out.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use fauxpas::{Draft, Messages};
use serde::Serialize;

/// How much is read and written at a time, in bytes: larger than nearly all lines.
const BUFFER: usize = 1 << 16;

/// What stands in a report's place when there can't be one.
#[derive(Serialize)]
struct Failure {
    error: String,
    /// The line's number in the input, counted from 1.
    line: u64,
}

/// Checks one draft a line of `input` and writes one report a line to `output`, in the same order.
///
/// Blank lines are passed over. When there is nothing more to read for now, all reports so far have been written, so
/// that a program at the other end may wait for one before it writes the next draft.
///
/// # Errors
///
/// If reading or writing fails. A line that is no draft is answered with an error, and the rest go on.
pub(crate) fn run(messages: &dyn Messages, input: impl Read, output: impl Write) -> io::Result<ExitCode> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut output = BufWriter::with_capacity(BUFFER, output);
    let mut line = Vec::new();
    let mut number = 0;
    let mut failed = false;
    loop {
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        let json = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        let json = json.trim_ascii();
        if json.is_empty() {
            continue;
        }
        match serde_json::from_slice::<Draft>(json) {
            Ok(draft) => serde_json::to_writer(&mut output, &fauxpas::check(&draft, messages))?,
            Err(error) => {
                failed = true;
                serde_json::to_writer(&mut output, &Failure { error: describe(&error), line: number })?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// The error without the number of the line, which would always be the first.
fn describe(error: &serde_json::Error) -> String {
    error.to_string().replacen(" at line 1 column ", " at column ", 1)
}
