//! What a machine with Rust and Node still needs: the WebAssembly target, the packages of package-lock.json.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::progress::{output, step};
use crate::workspace::{node, root};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Makes sure that the extension can be built: Rust's WebAssembly target, Node, and its packages.
///
/// # Errors
///
/// If one of them is missing and can't be installed.
pub(crate) fn for_build(command: &str) -> Result<()> {
    wasm_target(command)?;
    node_packages(command)
}

fn wasm_target(command: &str) -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    let sysroot = String::from_utf8(sysroot).context("rustc's folder has a name that is not UTF-8")?;
    if Path::new(sysroot.trim_end()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    let mend = format!("install Rust with rustup and run `rustup target add {WASM_TARGET}`");
    step(command, "Rust's WebAssembly target", &mend, || {
        output(Command::new("rustup").args(["target", "add", WASM_TARGET]).current_dir(root()))?;
        Ok("installed".to_owned())
    })
}

fn node_packages(command: &str) -> Result<()> {
    let version = output(node().arg("--version")).context("Node is missing: install Node 20 or newer")?;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node is {version}: install Node {OLDEST_NODE} or newer");
    }
    if packages_match_lock() {
        return Ok(());
    }
    step(command, "Node packages", "run `npm ci` and see what it says", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        // No package here needs its install script, so none gets to run one.
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        output(Command::new(npm).args(options).current_dir(root()))?;
        Ok("installed".to_owned())
    })
}

/// Whether node_modules holds what package-lock.json asks for, by the list that npm keeps of what it installed.
fn packages_match_lock() -> bool {
    let (Some(wanted), Some(present)) =
        (locked_packages("package-lock.json"), locked_packages("node_modules/.package-lock.json"))
    else {
        return false;
    };
    let complete = wanted.iter().all(|(path, package)| match present.get(path) {
        Some(other) => other.get("version") == package.get("version"),
        // Optional packages are those for other systems, which npm leaves out.
        None => package.get("optional") == Some(&Value::Bool(true)),
    });
    complete && present.keys().all(|path| wanted.contains_key(path))
}

fn locked_packages(file: &str) -> Option<BTreeMap<String, Value>> {
    let text = std::fs::read_to_string(root().join(file)).ok()?;
    let mut lock: Value = serde_json::from_str(&text).ok()?;
    let Value::Object(packages) = lock.get_mut("packages")?.take() else {
        return None;
    };
    // The package without a path is this workspace itself.
    Some(packages.into_iter().filter(|(path, _)| !path.is_empty()).collect())
}
