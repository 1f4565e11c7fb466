//! `cargo xtask`: builds, tests, measures and shows Faux Pas, and sets up whatever that needs.

mod build;
mod contract;
mod progress;
mod setup;
mod test;
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
    /// Check formatting, lints, types and generated files, build, and run all tests, those in browsers too
    Test,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Build => build::run(),
        Command::Test => test::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
