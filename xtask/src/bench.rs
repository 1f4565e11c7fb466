//! What users wait for and download, measured.

use anyhow::Result;
use clap::Args;

use crate::progress::{output, step, watch};
use crate::workspace::{cargo, node, root, target};
use crate::{dist, instructions, setup};

/// What is measured, and what is written.
#[derive(Args)]
pub(crate) struct Options {
    /// Write the figures into README.md and docs/performance.md, too
    #[arg(long, conflicts_with = "instructions")]
    write: bool,
    /// Count instructions only, and compare with the committed counts
    #[arg(long)]
    instructions: bool,
    /// Write the counts to be committed, after a change that is worth them
    #[arg(long, requires = "instructions")]
    accept: bool,
}

/// Builds, measures, and prints the figures.
///
/// # Errors
///
/// If a step fails; the error says which, and what to do.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.instructions {
        return instructions::step("bench", options.accept);
    }
    dist::run(&dist::Options::default())?;
    setup::node_packages("bench", &root().join("tests/bench/peers"))?;
    let mut node = node();
    setup::chromium_for(&mut node, "bench")?;
    step("bench", "command line", "mend what the compiler says about crate/", || {
        output(cargo().args(["build", "--release", "--package", "fauxpas", "--package", "fauxpas-exports", "--bins"]))?;
        Ok("target/release/fauxpas".to_owned())
    })?;
    step("bench", "measurements", "mend what stands above in tests/bench/", || {
        let program = |name: &str| target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let package = root().join("dist").join(dist::package("chrome"));
        node.arg("tests/bench/run.js").arg(program("fauxpas")).arg(program("fauxpas-exports")).arg(package);
        watch(node.args(options.write.then_some("--write")))?;
        Ok("done".to_owned())
    })
}
