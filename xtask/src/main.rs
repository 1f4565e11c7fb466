//! `cargo xtask`: builds, tests, measures and shows Faux Pas, and sets up whatever that needs.

mod bench;
mod build;
mod components;
mod contract;
mod corpus;
mod coverage;
mod demo;
mod dist;
mod eval;
mod fit;
mod instructions;
mod progress;
mod registry;
mod setup;
mod test;
mod tool;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, tests, measures and shows Faux Pas.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the extension into dist/chrome and dist/firefox
    Build,
    /// Pack the extension for the stores: dist/faux-pas-VERSION-BROWSER.zip, and their texts
    Dist(dist::Options),
    /// Check formatting, lints, types and generated files, build, and run all tests, those in browsers too
    Test,
    /// Show the extension on a practice page; without a display, print what it says there and save screenshots
    Demo(demo::Options),
    /// Print how much of the extension's code the tests in Chromium run
    Coverage,
    /// Measure what users wait for and download, beside other checkers of texts
    Bench(bench::Options),
    /// Feed what reads strangers' input with hostile bytes and values
    Fuzz(tool::Fuzzing),
    /// See which changes of the checks no test notices; takes hours
    Mutants,
    /// Hold the dependencies' licences, sources and versions to deny.toml
    Deny,
    /// Judge the corpus' untouched third and compare the figures with the committed ones
    Eval {
        /// Which part of the corpus
        #[arg(long, value_enum, default_value = "untouched")]
        part: eval::Part,
        /// Only drafts in this language
        #[arg(long)]
        language: Option<String>,
        /// Write the figures, for review
        #[arg(long)]
        accept: bool,
    },
    /// Fit the weights of phrases, classes and shapes to the part of the corpus that is open to tuning
    Fit {
        /// Print how right the judgement is when each fifth is judged by the rest, and write nothing
        #[arg(long)]
        cross_validate: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Build => build::run(),
        Command::Dist(options) => dist::run(&options),
        Command::Test => test::run(),
        Command::Demo(options) => demo::run(&options),
        Command::Coverage => coverage::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Fuzz(options) => tool::fuzz(&options),
        Command::Mutants => tool::mutants(),
        Command::Deny => tool::deny(),
        Command::Eval { part, language, accept } => eval::run(part, accept, language.as_deref()),
        Command::Fit { cross_validate } => fit::run(cross_validate),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
