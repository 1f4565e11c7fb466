//! Everything that must hold before a change is merged, quickest first.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::progress::{output, step, watch};
use crate::workspace::{cargo, node, node_tool, root};
use crate::{build, components, contract, eval, instructions, registry, setup};

/// Runs every check and every test.
///
/// # Errors
///
/// At the first that fails; the error says which, and what to do.
pub(crate) fn run() -> Result<()> {
    setup::for_build("test")?;
    step("test", "formatting of Rust", "run `cargo fmt`", || {
        output(cargo().args(["fmt", "--all", "--", "--check", "--files-with-diff"]))?;
        ok()
    })?;
    step(
        "test",
        "formatting and lints of JavaScript",
        "run `npx biome check --write`, then mend what is left",
        || {
            output(node_tool("biome").args(["ci", "--error-on-warnings", "--colors=off"]))?;
            ok()
        },
    )?;
    step("test", "generated files", "run `cargo xtask build` and commit what it writes", || {
        if std::fs::read_to_string(root().join(contract::PATH))? != contract::declarations() {
            bail!("{} is not what crate/src says", contract::PATH);
        }
        if std::fs::read_to_string(root().join(registry::REFERENCE))? != registry::reference()? {
            bail!("{} is not what crate/src/checks says", registry::REFERENCE);
        }
        if std::fs::read_to_string(root().join(components::PATH))? != components::list()? {
            bail!("{} is not what the lock files say", components::PATH);
        }
        ok()
    })?;
    lints("lints", &["--workspace", "--all-targets"])?;
    let module = ["--package", "fauxpas", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown"];
    lints("lints of the WebAssembly module", &module)?;
    let audit = ["--package", "fauxpas-audit", "--lib", "--target", "wasm32-unknown-unknown"];
    lints("lints of the audit's WebAssembly module", &audit)?;
    step("test", "Rust tests", "mend the test that failed", || {
        watch(cargo().args(["test", "--workspace"]))?;
        ok()
    })?;
    let accept = "read what changed, then run `cargo xtask eval --accept` and commit what it writes";
    step("test", "figures of the judgement", accept, || {
        eval::compare()?;
        ok()
    })?;
    instructions::step("test", false)?;
    build::run()?;
    step("test", "types of JavaScript", "mend what the compiler says", || {
        output(node_tool("tsc").args(["--project", "tsconfig.json", "--pretty", "false"]))?;
        ok()
    })?;
    step("test", "Mozilla's linter", "mend what it says about dist/firefox in manifest.json or extension/", || {
        let options = ["lint", "--source-dir", "dist/firefox", "--warnings-as-errors", "--no-config-discovery"];
        output(node_tool("web-ext").args(options).args(["--no-input", "--boring"]).env("NO_UPDATE_NOTIFIER", "1"))?;
        ok()
    })?;
    in_browsers()
}

fn lints(name: &str, what: &[&str]) -> Result<()> {
    step("test", name, "mend what clippy says", || {
        output(cargo().arg("clippy").args(what).args(["--quiet", "--", "--deny", "warnings"]))?;
        ok()
    })
}

fn in_browsers() -> Result<()> {
    let mut files = Vec::new();
    collect_tests(&root().join("tests"), &mut files)?;
    files.sort_unstable();
    let mut node = node();
    setup::chromium_for(&mut node, "test")?;
    setup::firefox_for(&mut node, "test")?;
    step("test", "tests in Chromium and Firefox", "mend the test that failed", || {
        if files.is_empty() {
            bail!("there is no *.test.js under tests/");
        }
        watch(node.args(["--test", "--test-reporter=spec"]).args(&files))?;
        ok()
    })
}

fn collect_tests(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            // Packages of the benchmark bring tests of their own.
            if !path.ends_with("node_modules") {
                collect_tests(&path, files)?;
            }
        } else if path.to_string_lossy().ends_with(".test.js") {
            files.push(path);
        }
    }
    Ok(())
}

#[allow(clippy::unnecessary_wraps, reason = "it ends steps, which may fail before")]
fn ok() -> Result<String> {
    Ok("ok".to_owned())
}
