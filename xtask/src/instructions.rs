//! How many instructions checks take, compared with the committed counts: slower code is seen where times only vary.
//!
//! The counted program is linked with musl, so that neither the machine's C library nor what that picks for its processor
//! changes a count; only another compiler does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::progress::{self, output};
use crate::setup;
use crate::workspace::{cargo, root, target};

/// The committed counts: a name and a count a line.
const COUNTS: &str = "crate/benches/instructions.txt";
/// How far a count may be from the committed one, in percent.
const TOLERANCE: u64 = 3;
/// What the counted program is compiled for.
const TARGET: &str = "x86_64-unknown-linux-musl";

type Counts = BTreeMap<String, u64>;

/// Counts, and compares with the committed counts, or writes them if they are accepted.
///
/// # Errors
///
/// If a count is farther from the committed one than the tolerance, or nothing can be counted.
pub(crate) fn step(command: &str, accept: bool) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("{command}: instructions are counted on Linux on x86-64 only");
        return Ok(());
    }
    setup::rust_target(command, TARGET)?;
    setup::valgrind(command)?;
    let runner = setup::cargo_tool(command, "gungraun-runner", &locked_version("gungraun-runner")?)?;
    let mend =
        "make it as quick as before, or run `cargo xtask bench --instructions --accept` and commit what it writes";
    progress::step(command, "instructions", mend, || {
        let counts = count(&runner)?;
        if accept { write(&counts) } else { compare(&counts) }
    })
}

fn compare(counts: &Counts) -> Result<String> {
    let committed = committed()?;
    let mut changes = Vec::new();
    for name in counts.keys().chain(committed.keys().filter(|name| !counts.contains_key(*name))) {
        let count = |counts: &Counts| counts.get(name).copied().unwrap_or(0);
        let (before, now) = (count(&committed), count(counts));
        if before.abs_diff(now) * 100 > before * TOLERANCE {
            changes.push(format!("{name}: {before} before, {now} now"));
        }
    }
    if !changes.is_empty() {
        bail!("more than {TOLERANCE} % from {COUNTS}:\n  {}", changes.join("\n  "));
    }
    Ok(format!("{} counts within {TOLERANCE} %", counts.len()))
}

fn write(counts: &Counts) -> Result<String> {
    let lines: Vec<_> = counts.iter().map(|(name, count)| format!("{name} {count}\n")).collect();
    fs::write(root().join(COUNTS), lines.concat()).with_context(|| format!("can't write {COUNTS}"))?;
    Ok(format!("{} counts in {COUNTS}", counts.len()))
}

fn committed() -> Result<Counts> {
    let text = fs::read_to_string(root().join(COUNTS)).with_context(|| format!("can't read {COUNTS}"))?;
    let mut counts = Counts::new();
    for line in text.lines() {
        let (name, count) = line.split_once(' ').with_context(|| format!("{COUNTS}: `{line}` is no count"))?;
        counts.insert(name.to_owned(), count.parse().with_context(|| format!("{COUNTS}: `{line}` is no count"))?);
    }
    Ok(counts)
}

/// Runs the program under Valgrind, and reads what the harness says of it.
fn count(runner: &Path) -> Result<Counts> {
    let options = ["bench", "--quiet", "--package", "fauxpas", "--no-default-features", "--bench", "instructions"];
    let written = output(
        cargo()
            .args(options)
            .args(["--target", TARGET, "--", "--output-format=json"])
            .env("GUNGRAUN_RUNNER", runner)
            // Profiles are left there, for `callgrind_annotate`.
            .env("GUNGRAUN_HOME", target().join("instructions")),
    )?;
    let text = String::from_utf8(written).context("the harness wrote no UTF-8")?;
    let mut counts = Counts::new();
    for line in text.lines() {
        let summary: Value = serde_json::from_str(line).context("the harness wrote no JSON")?;
        let text = |key: &str| summary.get(key).and_then(Value::as_str);
        let count = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new").and_then(Value::as_u64);
        let (Some(function), Some(id), Some(count)) = (text("function_name"), text("id"), count) else {
            bail!("the harness wrote something unknown: {line}");
        };
        counts.insert(format!("{function}::{id}"), count);
    }
    Ok(counts)
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("can't read Cargo.lock")?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.with_context(|| format!("{package} is not in Cargo.lock"))?.to_owned())
}
