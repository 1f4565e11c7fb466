//! The command line of Faux Pas.
//!
//! It exits with 0 for a draft that nothing better can be said of, with 1 for any other, and with 2 for unusable input.

mod audit;
mod lines;
mod page;
mod registry;

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand};
use fauxpas::catalogue::Catalogue;
use fauxpas::{Draft, Kind, Recipient, Relationship};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as ValueError;

/// Gives a LinkedIn invitation or recommendation a second look before it is sent
#[derive(Parser)]
#[command(name = "fauxpas", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check one draft, or one a line
    Check(Check),
    /// List the checks
    Checks(Checks),
    /// Say what the data that LinkedIn lets you download shows of your habits
    Audit(audit::Options),
}

#[derive(Args)]
struct Check {
    /// What was written; missing or `-`: read it from standard input
    text: Option<String>,
    /// What it is
    #[arg(long, default_value = Kind::Invitation.id(), value_parser = kinds())]
    kind: Kind,
    /// The name of the person it is for
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// How the recommender and the recommended know each other: one of LinkedIn's twelve values, or none
    #[arg(long, value_parser = relationship)]
    relationship: Option<Relationship>,
    /// How many characters may be sent
    #[arg(long, value_name = "CHARACTERS")]
    limit: Option<u32>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Read one JSON draft a line from standard input, print one JSON report a line
    #[arg(long, exclusive = true)]
    jsonl: bool,
}

#[derive(Args)]
struct Checks {
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

fn kinds() -> impl clap::builder::TypedValueParser<Value = Kind> {
    let values = Kind::ALL.map(|kind| {
        let value = PossibleValue::new(kind.id());
        if kind == Kind::RecommendationRequest { value.alias("request") } else { value }
    });
    PossibleValuesParser::new(values).try_map(|name| {
        let kind = if name == "request" { Some(Kind::RecommendationRequest) } else { None };
        kind.or_else(|| Kind::ALL.into_iter().find(|kind| kind.id() == name)).ok_or("unknown kind")
    })
}

fn relationship(name: &str) -> Result<Relationship, ValueError> {
    Relationship::deserialize(name.into_deserializer())
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(options) if options.jsonl => lines::run(&messages(), io::stdin().lock(), io::stdout().lock()),
        Command::Check(options) => check(options),
        Command::Checks(options) => checks(&options),
        Command::Audit(options) => audit::run(&options, &messages()),
    };
    outcome.unwrap_or_else(|error| {
        // Whoever read the output has seen enough of it.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        anstream::eprintln!("fauxpas: {error}");
        ExitCode::from(2)
    })
}

fn messages() -> Catalogue {
    Catalogue::from_environment(|name| std::env::var(name).ok())
}

fn check(options: Check) -> io::Result<ExitCode> {
    let text = match options.text {
        Some(text) if text != "-" => text,
        _ => read_text()?,
    };
    let draft = Draft {
        recipient: options.to.map(|name| Recipient { name: Some(name), ..Recipient::default() }),
        relationship: options.relationship,
        limit: options.limit,
        ..Draft::new(options.kind, text)
    };
    let messages = messages();
    let report = fauxpas::check(&draft, &messages);
    let mut output = AutoStream::auto(io::stdout().lock());
    if options.json {
        serde_json::to_writer(&mut output, &report)?;
        writeln!(output)?;
    } else {
        let colours = output.current_choice() != ColorChoice::Never;
        write!(output, "{}", page::Page { draft: &draft, report: &report, messages: &messages, colours })?;
    }
    output.flush()?;
    Ok(if report.verdict.is_best() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn checks(options: &Checks) -> io::Result<ExitCode> {
    let mut output = AutoStream::auto(io::stdout().lock());
    if options.json {
        registry::write_json(&messages(), &mut output)?;
    } else {
        registry::write(&messages(), &mut output)?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a text from standard input, without the line break that ends it there.
fn read_text() -> io::Result<String> {
    if io::stdin().is_terminal() {
        anstream::eprintln!("Write the text, then end it with Ctrl+D (Ctrl+Z and Enter on Windows).");
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let message =
            format!("the text is not UTF-8: the bytes after the first {} are not", error.utf8_error().valid_up_to());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(text.to_owned())
}
