//! What a member's own data says: an export in, an audit out.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::AutoStream;
use clap::Args;
use fauxpas::catalogue::Catalogue;
use fauxpas::{Draft, Kind, Messages as _, Verdict};
use fauxpas_audit::{Audit, Day, Import, Judge, Sort, Words};

/// How many of a file's problems are printed; `--json` has more.
const MOST_PROBLEMS: usize = 10;

/// The options of `fauxpas audit`.
#[derive(Args)]
pub(crate) struct Options {
    /// The zip file, or CSV files out of it
    #[arg(required = true, value_name = "EXPORT")]
    files: Vec<PathBuf>,
    /// Print the audit as JSON
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Write the audit as a page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Reads the files and says what they show. Ends with 2 where nothing could be read.
///
/// # Errors
///
/// If a file can't be opened, or the answer can't be written.
pub(crate) fn run(options: &Options, messages: &Catalogue) -> io::Result<ExitCode> {
    let mut import = Import::default();
    for path in &options.files {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let mut file = File::open(path).map_err(named)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut start = [0; 2];
        let read = file.read(&mut start).map_err(named)?;
        file.rewind().map_err(named)?;
        if read == start.len() && start == *b"PK" || name.to_ascii_lowercase().ends_with(".zip") {
            import.archive(&name, io::BufReader::new(file));
        } else {
            import.file(&name, file);
        }
    }
    let (audit, _) = import.finish(&Checks);
    let words = Texts(messages);
    if let Some(path) = &options.html {
        std::fs::write(path, audit.document(&words))
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    }
    let mut output = AutoStream::auto(io::stdout().lock());
    if options.json {
        serde_json::to_writer(&mut output, &audit)?;
        writeln!(output)?;
    } else {
        print(&audit, &words, &mut output)?;
    }
    output.flush()?;
    Ok(if audit.parts.is_empty() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn draft(kind: Kind, text: &str, name: &str) -> Draft {
    Draft::to(kind, text.to_owned(), name.to_owned())
}

/// The checks themselves.
struct Checks;

impl Judge for Checks {
    fn note(&self, text: &str, name: &str) -> Sort {
        match fauxpas::verdict(&draft(Kind::Invitation, text, name)) {
            Verdict::Personal => Sort::Personal,
            Verdict::Canned => Sort::Canned,
            _ => Sort::Thin,
        }
    }

    fn is_specific(&self, text: &str, name: &str) -> bool {
        fauxpas::verdict(&draft(Kind::Recommendation, text, name)) == Verdict::Specific
    }

    fn fingerprint(&self, text: &str, name: &str) -> Option<String> {
        fauxpas::fingerprint(&draft(Kind::Invitation, text, name))
    }
}

struct Texts<'a>(&'a Catalogue);

impl Words for Texts<'_> {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        self.0.text(key, substitutions)
    }

    fn date(&self, day: Day) -> String {
        day.to_string()
    }
}

/// The audit in a few lines.
fn print(audit: &Audit, words: &dyn Words, output: &mut impl io::Write) -> io::Result<()> {
    let say = |key: &str| words.text(key, &[]);
    writeln!(output, "{}", say("audit_title"))?;
    if let Some(day) = audit.exported {
        writeln!(output, "{}", words.text("audit_exported", &[&words.date(day)]))?;
    }
    if let Some(invitations) = &audit.invitations {
        writeln!(output, "\n{}: {}", say("audit_sent_title"), invitations.sent.total())?;
        for sort in Sort::ALL {
            writeln!(output, "  {:>9}  {}", invitations.sent.of(sort), sort.words(words))?;
        }
        if !invitations.reused.is_empty() {
            writeln!(output, "\n{}", say("audit_reused_title"))?;
            for cluster in invitations.reused.iter().take(5) {
                let note: String = cluster.note.split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(output, "  {:>9}  {}", cluster.count, note.chars().take(64).collect::<String>())?;
            }
        }
        let shares = invitations.accepted.iter().flatten().filter(|share| !share.few);
        for (index, share) in shares.enumerate() {
            if index == 0 {
                writeln!(output, "\n{}", say("audit_accepted_title"))?;
            }
            let (low, high) = (share.low * 100.0, share.high * 100.0);
            let name = share.sort.words(words);
            writeln!(output, "  {:>4}/{:<4}  {name}  ({low:.0}–{high:.0} %)", share.accepted, share.of)?;
        }
        if invitations.accepted.iter().flatten().any(|share| !share.few) {
            writeln!(output, "  {}", say("audit_accepted_caution"))?;
        }
    }
    if let Some(recommendations) = &audit.recommendations {
        writeln!(output, "\n{}", say("audit_recommendations_title"))?;
        for (key, praise) in [("audit_given", recommendations.given), ("audit_received", recommendations.received)] {
            let (specific, vague) = (say("audit_specific"), say("audit_vague"));
            writeln!(output, "  {}: {specific} {}, {vague} {}", say(key), praise.specific, praise.vague)?;
        }
    }
    if !audit.advice.is_empty() {
        writeln!(output, "\n{}", say("audit_next_title"))?;
    }
    for id in &audit.advice {
        writeln!(output, "  - {}", say(&format!("audit_advice_{id}")))?;
    }
    writeln!(output, "\n{}", say("audit_files"))?;
    for file in audit.files.iter().filter(|file| file.part.is_some() || file.failure.is_some()) {
        writeln!(output, "  {:>9}  {}", file.rows, file.name)?;
        if let Some(failure) = &file.failure {
            writeln!(output, "             {}", failure.words(words))?;
        }
        for problem in file.problems.iter().take(MOST_PROBLEMS) {
            let line = words.text("audit_line", &[&problem.line.to_string(), &problem.reason.words(words)]);
            writeln!(output, "             {line}")?;
        }
        let unnamed = file.unread.saturating_sub(file.problems.len().min(MOST_PROBLEMS) as u64);
        if unnamed > 0 {
            writeln!(output, "             {}", words.text("audit_unnamed", &[&unnamed.to_string()]))?;
        }
    }
    Ok(())
}
