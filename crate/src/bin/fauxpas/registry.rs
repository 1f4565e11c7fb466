//! The list of all checks.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use fauxpas::{CHECKS, Check, EXAMPLES, Kind, Messages};
use serde::Serialize;

/// One check, for programs.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    kinds: &'a [Kind],
    severity: &'a str,
    title: String,
    /// Texts in which it finds something.
    bad: Vec<&'a str>,
    /// Texts in which it finds nothing.
    good: Vec<&'a str>,
}

/// Writes the list as one JSON array.
///
/// # Errors
///
/// If writing fails.
pub(crate) fn write_json(messages: &dyn Messages, output: &mut impl Write) -> io::Result<()> {
    let entries: Vec<Entry<'_>> = CHECKS
        .iter()
        .zip(EXAMPLES)
        .map(|(check, examples)| Entry {
            id: check.id,
            kinds: check.kinds,
            severity: check.severity.id(),
            title: title(check, messages),
            bad: examples.bad.iter().map(|example| example.text).collect(),
            good: examples.good.iter().map(|example| example.text).collect(),
        })
        .collect();
    serde_json::to_writer(&mut *output, &entries)?;
    writeln!(output)
}

/// Writes the list for a person to read.
///
/// # Errors
///
/// If writing fails.
pub(crate) fn write(messages: &dyn Messages, output: &mut impl Write) -> io::Result<()> {
    let (name, faint) = (Style::new().bold(), AnsiColor::BrightBlack.on_default());
    let widest = CHECKS.iter().map(|check| check.id.len()).max().unwrap_or_default();
    for check in CHECKS {
        let kinds = check.kinds.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
        let (id, severity, title) = (check.id, check.severity.id(), title(check, messages));
        writeln!(output, "{name}{id:widest$}{name:#}  {severity:7}  {title} {faint}({kinds}){faint:#}")?;
    }
    Ok(())
}

fn title(check: &Check, messages: &dyn Messages) -> String {
    messages.text(&format!("check_{}_title", check.id), &[])
}
