//! What a machine with Rust and Node still needs: the WebAssembly target, the packages of package-lock.json, browsers.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::progress::{output, step};
use crate::workspace::{cargo, node, root, target};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Makes sure that the extension can be built: Rust's WebAssembly target, Node, and its packages.
///
/// # Errors
///
/// If one of them is missing and can't be installed.
pub(crate) fn for_build(command: &str) -> Result<()> {
    rust_target(command, WASM_TARGET)?;
    node_packages(command, root())
}

/// Makes sure that Rust's library for `target` is there.
///
/// # Errors
///
/// If it is missing and can't be installed.
pub(crate) fn rust_target(command: &str, target: &str) -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    let sysroot = String::from_utf8(sysroot).context("rustc's folder has a name that is not UTF-8")?;
    if Path::new(sysroot.trim_end()).join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    let mend = format!("install Rust with rustup and run `rustup target add {target}`");
    step(command, &format!("Rust's library for {target}"), &mend, || {
        output(Command::new("rustup").args(["target", "add", target]).current_dir(root()))?;
        Ok("installed".to_owned())
    })
}

/// Makes sure that the packages of a folder's package-lock.json are there.
///
/// # Errors
///
/// If Node is missing or too old, or a package can't be installed.
pub(crate) fn node_packages(command: &str, folder: &Path) -> Result<()> {
    let version = output(node().arg("--version")).context("Node is missing: install Node 20 or newer")?;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node is {version}: install Node {OLDEST_NODE} or newer");
    }
    if packages_match_lock(folder) {
        return Ok(());
    }
    let inside = folder.strip_prefix(root()).unwrap_or(folder);
    let name =
        if folder == root() { "Node packages".to_owned() } else { format!("Node packages of {}", inside.display()) };
    step(command, &name, "run `npm ci` there and see what it says", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        // No package here needs its install script, so none gets to run one.
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        output(Command::new(npm).args(options).current_dir(folder))?;
        Ok("installed".to_owned())
    })
}

/// Whether a folder's `node_modules` holds what package-lock.json asks for, by the list that npm keeps of what it installed.
fn packages_match_lock(folder: &Path) -> bool {
    let read = |file: &str| locked_packages(&folder.join(file));
    let (Some(wanted), Some(present)) = (read("package-lock.json"), read("node_modules/.package-lock.json")) else {
        return false;
    };
    let complete = wanted.iter().all(|(path, package)| match present.get(path) {
        Some(other) => other.get("version") == package.get("version"),
        // Optional packages are those for other systems, which npm leaves out.
        None => package.get("optional") == Some(&Value::Bool(true)),
    });
    complete && present.keys().all(|path| wanted.contains_key(path))
}

fn locked_packages(file: &Path) -> Option<BTreeMap<String, Value>> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut lock: Value = serde_json::from_str(&text).ok()?;
    let Value::Object(packages) = lock.get_mut("packages")?.take() else {
        return None;
    };
    // The package without a path is this workspace itself.
    Some(packages.into_iter().filter(|(path, _)| !path.is_empty()).collect())
}

/// A family of browsers, and where its members usually are.
struct Family {
    name: &'static str,
    /// The environment variable that names another place.
    variable: &'static str,
    /// Debian's package.
    package: &'static str,
    /// Programs, best first: on the search path, or at a full path.
    programs: &'static [&'static str],
}

/// Chromium before the branded ones: those no longer load an extension that the command line names.
const CHROMIUM: Family = Family {
    name: "Chromium",
    variable: "CHROME_BIN",
    package: "chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Chromium\Application\chrome.exe",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        "microsoft-edge",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ],
};

const FIREFOX: Family = Family {
    name: "Firefox",
    variable: "FIREFOX_BIN",
    package: "firefox-esr",
    programs: &[
        "firefox-esr",
        "firefox",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
        r"C:\Program Files (x86)\Mozilla Firefox\firefox.exe",
    ],
};

/// Finds Chromium, or installs it where that is possible, and tells `node` where it is.
///
/// # Errors
///
/// If there is none; the error says what to install.
pub(crate) fn chromium_for(node: &mut Command, command: &str) -> Result<()> {
    browser_for(node, command, &CHROMIUM)
}

/// Finds Firefox, or installs it where that is possible, and tells `node` where it is.
///
/// # Errors
///
/// If there is none; the error says what to install.
pub(crate) fn firefox_for(node: &mut Command, command: &str) -> Result<()> {
    browser_for(node, command, &FIREFOX)
}

fn browser_for(node: &mut Command, command: &str, family: &Family) -> Result<()> {
    if find(family).is_none() && may_install() {
        install(command, family.name, family.package)?;
    }
    let Some(program) = find(family) else {
        bail!(
            "{command}: {0} is missing. To mend it: install {0}, or name its program in {1}",
            family.name,
            family.variable
        );
    };
    node.env(family.variable, program);
    Ok(())
}

/// Finds Valgrind, or installs it where that is possible.
///
/// # Errors
///
/// If there is none; the error says what to install.
pub(crate) fn valgrind(command: &str) -> Result<()> {
    if on_path("valgrind").is_none() && may_install() {
        install(command, "Valgrind", "valgrind")?;
    }
    if on_path("valgrind").is_none() {
        bail!("{command}: Valgrind is missing. To mend it: install it");
    }
    Ok(())
}

/// The program of a crate that Cargo installs, in a folder of this workspace.
///
/// # Errors
///
/// If it is missing and can't be installed.
pub(crate) fn cargo_tool(command: &str, name: &str, version: &str) -> Result<PathBuf> {
    let folder = target().join("tools").join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.is_file() {
        let mend = format!("run `cargo install {name} --version {version}` and see what it says");
        step(command, name, &mend, || {
            // Without optimisation: compiling such a tool takes longer than ever running it.
            let options = ["install", "--quiet", "--locked", "--debug", name, "--version", version, "--root"];
            output(cargo().args(options).arg(&folder))?;
            Ok("installed".to_owned())
        })?;
    }
    Ok(program)
}

/// Installs a package of Debian.
fn install(command: &str, name: &str, package: &str) -> Result<()> {
    let mend = format!("run `apt-get update && apt-get install {package}` and see what it says");
    step(command, name, &mend, || {
        output(Command::new("apt-get").arg("update"))?;
        let options = ["install", "--yes", "--no-install-recommends", package];
        output(Command::new("apt-get").args(options).env("DEBIAN_FRONTEND", "noninteractive"))?;
        Ok("installed".to_owned())
    })
}

/// Whether programs can be installed without asking anyone: as root, on Debian or what descends from it.
fn may_install() -> bool {
    let is_root = || output(Command::new("id").arg("--user")).is_ok_and(|id| id.trim_ascii() == b"0");
    on_path("apt-get").is_some() && is_root()
}

fn find(family: &Family) -> Option<PathBuf> {
    if let Some(program) = env::var_os(family.variable) {
        return Some(program.into());
    }
    family.programs.iter().find_map(|program| on_path(program))
}

/// The file of `program`: a name on the search path, or a full path.
fn on_path(program: &str) -> Option<PathBuf> {
    // Joining a full path gives that path itself.
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).map(|folder| folder.join(program)).find(|file| file.is_file())
}
