//! What is derived from the registry of checks: the options page's list, and the reference for readers.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail};
use fauxpas::{CHECKS, Check, EXAMPLES, Examples, Kind};
use serde::Serialize;
use serde_json::Value;

use crate::workspace::root;

/// Where the reference stands, from the top of the workspace.
pub(crate) const REFERENCE: &str = "docs/checks.md";

const HEADER: &str = "<!-- Generated from crate/src/checks by `cargo xtask build`: change the checks' own files. -->

# Checks

What Faux Pas looks for, in the order in which findings of equal severity are shown. The names in `code` are what settings, organisations' policies, `fauxpas checks` and reports call the checks.
";

/// A check as the options page wants it.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    kinds: &'a [Kind],
    severity: &'a str,
    good: Vec<&'a str>,
}

/// The list that the options page reads.
///
/// # Errors
///
/// If it can't be written as JSON.
pub(crate) fn list() -> Result<Vec<u8>> {
    let entries: Vec<Entry<'_>> = every()
        .map(|(check, examples)| Entry {
            id: check.id,
            kinds: check.kinds,
            severity: check.severity.id(),
            good: examples.good.iter().map(|example| example.text).collect(),
        })
        .collect();
    let mut json = serde_json::to_vec(&entries)?;
    json.push(b'\n');
    Ok(json)
}

/// The text that [`REFERENCE`] must have.
///
/// # Errors
///
/// If a check has no file or no title.
pub(crate) fn reference() -> Result<String> {
    let path = root().join("extension/_locales/en/messages.json");
    let messages: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let mut text = HEADER.to_owned();
    for (check, examples) in every() {
        let title = messages.pointer(&format!("/check_{}_title/message", check.id)).and_then(Value::as_str);
        let title = title.with_context(|| format!("check_{}_title is not in _locales", check.id))?;
        let kinds: Vec<&str> = check.kinds.iter().map(|&kind| name(kind)).collect();
        write!(text, "\n## {title}\n\n`{}` · {} · {}\n", check.id, check.severity.id(), kinds.join(", "))?;
        text.push_str(&headings(check)?);
        for (label, list) in [("It objects to", examples.bad), ("It lets pass", examples.good)] {
            let shown: Vec<_> = list.iter().filter(|example| !example.text.trim().is_empty()).collect();
            if !shown.is_empty() {
                write!(text, "\n{label}:\n\n")?;
            }
            for example in shown {
                let to = example.to.map(|name| format!(" (to {name})")).unwrap_or_default();
                writeln!(text, "- “{}”{to}", example.text.replace('\n', " ⏎ "))?;
            }
        }
    }
    Ok(text)
}

/// Writes [`reference`] where it differs from what stands there.
///
/// # Errors
///
/// If a check has no file or no title, or the file can't be written.
pub(crate) fn write_reference() -> Result<String> {
    let path = root().join(REFERENCE);
    let text = reference()?;
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok("unchanged".to_owned());
    }
    fs::write(path, text)?;
    Ok(format!("{REFERENCE} written"))
}

fn every() -> impl Iterator<Item = (&'static &'static Check, &'static &'static Examples)> {
    CHECKS.iter().zip(EXAMPLES)
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Invitation => "invitations",
        Kind::RecommendationRequest => "requests",
        Kind::Recommendation => "recommendations",
    }
}

/// What the head of a check's file says under its headings, one level down.
fn headings(check: &Check) -> Result<String> {
    let file = format!("crate/src/checks/{}.rs", check.id);
    let source = fs::read_to_string(root().join(&file)).with_context(|| format!("can't read {file}"))?;
    let doc = source.lines().map_while(|line| line.strip_prefix("//!")).skip(1);
    let mut text = String::new();
    for line in doc {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(heading) = line.strip_prefix("# ") {
            writeln!(text, "### {heading}")?;
        } else {
            writeln!(text, "{line}")?;
        }
    }
    if !text.contains("###") {
        bail!("{file} doesn't say what the check does");
    }
    Ok(text)
}
