//! Writes an export of a made-up member.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use clap::Parser;
use fauxpas_exports::{Export, Vintage};

/// Writes an export of a made-up member as a zip file
#[derive(Parser)]
struct Options {
    /// Where to
    output: PathBuf,
    /// Which year's exports it looks like: 2019, 2023, 2026
    #[arg(long, default_value = "2026", value_parser = vintage)]
    vintage: Vintage,
    #[arg(long, default_value_t = 400)]
    connections: u32,
    #[arg(long, default_value_t = 400)]
    invitations: u32,
    #[arg(long, default_value_t = 400)]
    messages: u32,
    #[arg(long, default_value_t = 12)]
    recommendations: u32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn vintage(year: &str) -> Result<Vintage, String> {
    let found = Vintage::ALL.into_iter().find(|vintage| vintage.year().to_string() == year);
    found.ok_or_else(|| "one of 2019, 2023, 2026".to_owned())
}

fn main() -> io::Result<()> {
    let Options { output, vintage, connections, invitations, messages, recommendations, seed } = Options::parse();
    let export = Export { vintage, connections, invitations, messages, recommendations, seed };
    export.write(BufWriter::new(File::create(output)?))
}
