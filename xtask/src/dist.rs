//! What the stores get: one zip for each browser, the same bytes from the same commit on any machine, and their texts.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build;
use crate::progress::{output, step};
use crate::workspace::{cargo, root};

/// How the packages are made.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Make them a second time, from the same commit in another folder, and compare
    #[arg(long)]
    verify: bool,
}

/// Zopfli with five rounds: some 4 % smaller than the best of zlib, for seconds more.
const ZOPFLI: i64 = 14;

/// The stores' texts: a line each of a listing, by the name of the message that says it.
const LISTING: [&[&str]; 5] = [
    &["welcome_lead"],
    &["does_title", "does_judges", "does_holds", "does_popup"],
    &["never_title", "never_sends", "never_writes", "never_reads", "never_blocks"],
    &["stance_title", "stance_about"],
    &["not_affiliated"],
];

/// Builds the extension and packs it.
///
/// # Errors
///
/// If a step fails, or if `verify` is asked for and the packages differ; the error says what to do.
pub(crate) fn run(options: &Options) -> Result<()> {
    build::run()?;
    step("dist", "packages", "see that dist/ can be written to", || {
        let mut made = Vec::new();
        for browser in ["chrome", "firefox"] {
            let name = package(browser);
            let bytes = pack(&root().join("dist").join(browser))?;
            fs::write(root().join("dist").join(&name), &bytes)?;
            made.push(format!("{name} ({} KB)", bytes.len() / 1000));
        }
        Ok(made.join(", "))
    })?;
    step("dist", "texts for the stores", "see what it says about extension/_locales", write_listings)?;
    if options.verify {
        step(
            "dist",
            "the same from another folder",
            "find what depends on the folder, the time or the machine",
            verify,
        )?;
    }
    Ok(())
}

/// The name of a browser's package in dist/.
pub(crate) fn package(browser: &str) -> String {
    format!("faux-pas-{}-{browser}.zip", env!("CARGO_PKG_VERSION"))
}

/// A folder as a zip: its files in the order of their paths, without times, owners or anything else of this machine.
fn pack(folder: &Path) -> Result<Vec<u8>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort_unstable();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(ZOPFLI))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in paths {
        zip.start_file(&path, options)?;
        zip.write_all(&fs::read(folder.join(&path))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The paths of the files in `folder`, with forward slashes.
fn collect(folder: &Path, paths: &mut Vec<String>) -> Result<()> {
    fn visit(top: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                visit(top, &path, paths)?;
            } else {
                let inside = path.strip_prefix(top)?.components();
                let parts: Vec<_> = inside.map(|part| part.as_os_str().to_string_lossy()).collect();
                paths.push(parts.join("/"));
            }
        }
        Ok(())
    }
    visit(folder, folder, paths)
}

/// Writes what the stores say about the extension, a file a language: the same sentences as on the welcome page.
fn write_listings() -> Result<String> {
    let folder = root().join("dist/store");
    fs::create_dir_all(&folder)?;
    let mut locales = Vec::new();
    for entry in fs::read_dir(root().join("extension/_locales"))? {
        let path = entry?.path();
        let locale = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let messages: Value = serde_json::from_str(&fs::read_to_string(path.join("messages.json"))?)?;
        let text = |key: &str| {
            let message = messages.pointer(&format!("/{key}/message")).and_then(Value::as_str);
            message.with_context(|| format!("{key} is missing in {locale}"))
        };
        let mut listing = format!("{}\n\n{}\n", text("name")?, text("description")?);
        for paragraph in LISTING {
            let mut lines = Vec::new();
            for (index, key) in paragraph.iter().enumerate() {
                let bullet = if index > 0 && paragraph.len() > 2 { "• " } else { "" };
                lines.push(format!("{bullet}{}", text(key)?));
            }
            listing.push('\n');
            listing.push_str(&lines.join("\n"));
            listing.push('\n');
        }
        fs::write(folder.join(format!("{locale}.txt")), listing)?;
        locales.push(locale);
    }
    locales.sort_unstable();
    Ok(format!("dist/store ({})", locales.join(", ")))
}

/// Makes the packages anew, from the last commit in a folder of its own, and compares them with those just made.
fn verify() -> Result<String> {
    let git = |arguments: &[&str], folder: &Path| output(Command::new("git").args(arguments).current_dir(folder));
    if !git(&["status", "--porcelain", "--untracked-files=no"], root())?.is_empty() {
        bail!("there are changes that are not committed: commit them first");
    }
    let folder = root().join("target/elsewhere");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let to = folder.to_string_lossy().into_owned();
    git(&["clone", "--quiet", "--no-hardlinks", &root().to_string_lossy(), &to], root())?;
    output(cargo().current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target")).args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "xtask",
        "--",
        "dist",
    ]))?;
    for browser in ["chrome", "firefox"] {
        let name = package(browser);
        if fs::read(root().join("dist").join(&name))? != fs::read(folder.join("dist").join(&name))? {
            bail!("{name} differs from the one in {}", folder.display());
        }
    }
    fs::remove_dir_all(&folder)?;
    Ok("byte for byte".to_owned())
}
