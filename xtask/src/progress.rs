//! Steps that say their name when they start, what came of them when they end, and how to mend what failed.

use std::io::{Write as _, stdout};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

/// Runs one step of `command`, and prints its name, what `work` returned, and the time it took.
///
/// # Errors
///
/// Whatever `work` returned, with the step's name before it and `mend`, what its user may do about it, after it.
pub(crate) fn step(command: &str, name: &str, mend: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
    let start = Instant::now();
    print!("{command}: {name} … ");
    // A failing flush costs a line of progress, which is no reason to stop.
    let _ = stdout().flush();
    match work() {
        Ok(outcome) => {
            println!("{outcome} ({:.1} s)", start.elapsed().as_secs_f64());
            Ok(())
        }
        Err(error) => {
            println!("failed");
            Err(anyhow!("\n{command}: {name} failed: {error:#}\n  To mend it: {mend}"))
        }
    }
}

/// Runs `command` and returns what it wrote to its standard output.
///
/// # Errors
///
/// If it can't be started or fails; the error then holds all that it wrote.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = display(command);
    let result = command.stdin(Stdio::null()).output().with_context(|| format!("can't run `{name}`"))?;
    if !result.status.success() {
        let written = [result.stdout, result.stderr].concat();
        bail!("`{name}` ended with {}\n{}", result.status, String::from_utf8_lossy(&written).trim_end());
    }
    Ok(result.stdout)
}

/// Runs `command` and lets its user watch it.
///
/// # Errors
///
/// If it can't be started or fails.
pub(crate) fn watch(command: &mut Command) -> Result<()> {
    println!();
    let name = display(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("can't run `{name}`"))?;
    if !status.success() {
        bail!("`{name}` ended with {status}");
    }
    Ok(())
}

fn display(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
