//! The list of what others wrote and the extension ships, for docs/.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::progress::output;
use crate::workspace::{cargo, root};

/// Where the list stands.
pub(crate) const PATH: &str = "docs/components.md";

/// The modules that ship.
const MODULES: [&str; 2] = ["fauxpas", "fauxpas-audit"];
/// The package that ships as its makers publish it.
const SCRIPT: &str = "idb";

/// Writes the list.
///
/// # Errors
///
/// If the lock files can't be read.
pub(crate) fn write() -> Result<String> {
    let path = root().join(PATH);
    let text = list()?;
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok("unchanged".to_owned());
    }
    std::fs::write(path, text)?;
    Ok(PATH.to_owned())
}

/// The list, as Markdown.
///
/// # Errors
///
/// If the lock files can't be read.
pub(crate) fn list() -> Result<String> {
    let mut text = "\
# Shipped components

Made by `cargo xtask build` from the lock files; don't edit it.

What others wrote and the extension carries to its users. Everything else in it is Faux Pas' own.

## In the WebAssembly modules

| component | version | licence |
|---|---|---|
"
    .to_owned();
    let mut crates = BTreeSet::new();
    for module in MODULES {
        let options = ["tree", "--locked", "--package", module, "--no-default-features"];
        let shape = ["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro", "--prefix", "none"];
        let tree = output(cargo().args(options).args(shape).args(["--format", "{p}|{l}"]))?;
        let tree = String::from_utf8(tree).context("cargo tree did not write text")?;
        // Names of ours are followed by their folder; a repeated one by a mark.
        crates.extend(tree.lines().filter(|line| !line.starts_with("fauxpas")).filter_map(|line| {
            let (package, licence) = line.trim_end_matches(" (*)").split_once('|')?;
            let (name, version) = package.split_once(" v")?;
            Some((name.to_owned(), version.trim_end_matches(" (*)").to_owned(), licence.to_owned()))
        }));
    }
    for (name, version, licence) in crates {
        writeln!(text, "| {name} | {version} | {licence} |")?;
    }
    let rust = output(cargo().args(["metadata", "--locked", "--no-deps", "--format-version", "1"]))?;
    let rust: Value = serde_json::from_slice(&rust)?;
    let rust = rust.pointer("/packages/0/rust_version").and_then(Value::as_str).unwrap_or_default();
    writeln!(text, "| Rust's standard library | {rust} or newer | MIT OR Apache-2.0 |")?;
    text.push_str(
        "
`wasm/*.js`, the modules' own JavaScript, is made by wasm-bindgen, in the version that stands above.

## As JavaScript

| component | version | licence | file |
|---|---|---|---|
",
    );
    let lock = std::fs::read_to_string(root().join("package-lock.json")).context("can't read package-lock.json")?;
    let lock: Value = serde_json::from_str(&lock).context("package-lock.json is not JSON")?;
    let package = lock.get("packages").and_then(|packages| packages.get(format!("node_modules/{SCRIPT}")));
    let field = |name: &str| package.and_then(|package| package.get(name)).and_then(Value::as_str).unwrap_or_default();
    writeln!(text, "| {SCRIPT} | {} | {} | `vendor/{SCRIPT}.js` |", field("version"), field("license"))?;
    Ok(text)
}
