//! How much of the extension's code the tests in browsers run.

use anyhow::Result;

use crate::progress::{step, watch};
use crate::workspace::node;
use crate::{build, setup};

/// Builds the extension, runs its tests in Chromium, and prints a table of lines.
///
/// # Errors
///
/// If a step or a test fails, or too few lines are run; the error says which, and what to do.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    let mut node = node();
    setup::chromium_for(&mut node, "coverage")?;
    setup::firefox_for(&mut node, "coverage")?;
    step("coverage", "tests in Chromium", "test what the table says is not run, or mend the test that failed", || {
        watch(node.arg("tests/coverage/run.js"))?;
        Ok("target/coverage/report/index.html".to_owned())
    })
}
