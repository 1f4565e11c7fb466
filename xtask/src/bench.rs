//! What users wait for and download, measured.

use anyhow::Result;

use crate::progress::{output, step, watch};
use crate::workspace::{cargo, node, target};
use crate::{build, setup};

/// Builds, measures, and prints one table.
///
/// # Errors
///
/// If a step fails; the error says which, and what to do.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    let mut node = node();
    setup::chromium_for(&mut node, "bench")?;
    step("bench", "command line", "mend what the compiler says about crate/", || {
        output(cargo().args(["build", "--release", "--package", "fauxpas", "--package", "fauxpas-exports", "--bins"]))?;
        Ok("target/release/fauxpas".to_owned())
    })?;
    step("bench", "measurements", "mend what stands above in tests/bench/", || {
        let program = |name: &str| target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        watch(node.arg("tests/bench/run.js").arg(program("fauxpas")).arg(program("fauxpas-exports")))?;
        Ok("done".to_owned())
    })
}
