//! The tools of Cargo's that look at the project for longer than a test may: fuzzing, mutants, dependencies.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::progress::{output, step, watch};
use crate::workspace::{cargo, node, root, target};
use crate::{build, setup};

/// What is fuzzed, in tests/fuzz/targets, and how long an input may become, in bytes.
const TARGETS: [(&str, &str); 4] = [("check", "3000"), ("json", "8192"), ("export", "8192"), ("archive", "8192")];
/// What is fuzzed in Node.
const BOUNDARY: &str = "boundary";

/// What to fuzz.
#[derive(Args)]
pub(crate) struct Fuzzing {
    /// One of check, json, export, archive, boundary; all of them, one after the other, where it is left out
    target: Option<String>,
    /// For how many minutes each
    #[arg(long, default_value_t = 30)]
    minutes: u64,
}

/// Feeds what reads strangers' input with hostile bytes and values, and keeps what reaches new code in target/fuzz.
///
/// # Errors
///
/// At the first input that breaks a promise; the fuzzer says where it has put it.
pub(crate) fn fuzz(options: &Fuzzing) -> Result<()> {
    let wanted = |name: &str| options.target.as_deref().is_none_or(|target| target == name);
    if !TARGETS.iter().any(|(name, _)| wanted(name)) && !wanted(BOUNDARY) {
        bail!("there is nothing of that name to fuzz: take check, json, export, archive or boundary");
    }
    if TARGETS.iter().any(|(name, _)| wanted(name)) {
        install("cargo-fuzz", "0.13.2")?;
    }
    let folder = target().join("fuzz");
    for (name, longest) in TARGETS.iter().filter(|(name, _)| wanted(name)) {
        let found = folder.join("corpus").join(name);
        fs::create_dir_all(&found)?;
        fs::create_dir_all(folder.join("broken").join(name))?;
        step("fuzz", name, "make a test of the input that it names, and mend what that shows", || {
            let mut command = cargo();
            // Without a sanitizer the stable compiler will do, and there is no unsafe code that one could watch.
            command.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--features", "libfuzzer"]);
            command.arg("--target-dir").arg(&folder).arg(name);
            command.arg(&found).arg(root().join("tests/fuzz/corpus").join(name)).arg("--");
            command.arg(format!("-max_total_time={}", options.minutes * 60)).arg(format!("-max_len={longest}"));
            command.arg(format!("-artifact_prefix={}/", folder.join("broken").join(name).display()));
            command.args(["-timeout=20", "-print_final_stats=1"]);
            // Optimising across crates takes away what leads the fuzzer.
            watch(command.env("CARGO_PROFILE_RELEASE_LTO", "false").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "8"))?;
            Ok("no promise broken".to_owned())
        })?;
    }
    if wanted(BOUNDARY) {
        build::run()?;
        step("fuzz", BOUNDARY, "make a test of the value that it names, and mend what that shows", || {
            watch(node().arg("tests/fuzz/boundary.js").arg(options.minutes.to_string()))?;
            Ok("no promise broken".to_owned())
        })?;
    }
    Ok(())
}

/// Changes the checks, the verdict and the reading of text in every way that cargo-mutants knows, one at a time, and sees
/// which changes no test notices.
///
/// # Errors
///
/// If the tests fail without any change. What is missed is printed, and is no error: docs/mutants.md says why it may be.
pub(crate) fn mutants() -> Result<()> {
    setup::for_build("mutants")?;
    install("cargo-mutants", "27.1.0")?;
    let tree = target().join("mutants/tree");
    step("mutants", "copy of the sources", "see that target/ can be written to", || copy_for_mutants(&tree))?;
    step("mutants", "changes", "mend the test that failed", || {
        let mut command = cargo();
        command.current_dir(&tree).env("CARGO_TARGET_DIR", target().join("mutants/build"));
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("PROPTEST_CASES", "24");
        command.args([
            "mutants",
            "--in-place",
            "--package",
            "fauxpas",
            "--no-default-features",
            "--baseline=skip",
            "--shuffle",
            "--timeout",
            "100",
        ]);
        command.arg("--output").arg(target().join("mutants"));
        for files in ["checks/*.rs", "text/*.rs", "verdict.rs"] {
            command.args(["--file", &format!("crate/src/{files}")]);
        }
        // These two look at huge texts, and the third at the corpus alone.
        command.args([
            "--",
            "--lib",
            "--test",
            "all",
            "--",
            "--skip",
            "thousands",
            "--skip",
            "hostile",
            "--skip",
            "no_two",
        ]);
        command.stdin(std::process::Stdio::null());
        println!();
        // It ends with 2 where something was missed, and with 3 where a change made a test run for ever.
        match command.status().context("can't run cargo mutants")?.code() {
            Some(0 | 2 | 3) => Ok(format!("see {}", target().join("mutants/mutants.out").display())),
            _ => bail!("cargo mutants could not do its work"),
        }
    })
}

/// Copies what Git knows to `tree`, with the checks where cargo-mutants looks for them: it does not expand macros.
fn copy_for_mutants(tree: &PathBuf) -> Result<String> {
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    let files = output(std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(root()))?;
    let files = String::from_utf8(files).context("a file has a name that is not UTF-8")?;
    // Biome takes a second configuration under the first for a mistake.
    let wanted = |file: &&str| *file != "biome.json" && root().join(file).is_file();
    for file in files.split_terminator('\0').filter(wanted) {
        let copy = tree.join(file);
        fs::create_dir_all(copy.parent().unwrap_or(tree))?;
        fs::copy(root().join(file), copy)?;
    }
    let registry = tree.join("crate/src/checks/mod.rs");
    let source = fs::read_to_string(&registry)?;
    let names = source.split_once("\nchecks! {").and_then(|(_, rest)| rest.split_once('}')).map(|(names, _)| names);
    let names = names.context("crate/src/checks/mod.rs has no `checks!` list")?;
    let modules: Vec<String> = names.split_whitespace().map(|name| format!("mod {name};\n")).collect();
    fs::write(&registry, source.replace("$(mod $name;)*", "") + &modules.concat())?;
    // One program of all tests, since cargo-mutants compiles whatever there is for each change.
    let folder = tree.join("crate/tests");
    let mut all = "//! All tests in one program.\n".to_owned();
    for name in ["contract", "corpus", "evidence", "preferences"] {
        fs::create_dir_all(folder.join("all"))?;
        fs::rename(folder.join(format!("{name}.rs")), folder.join(format!("all/{name}.rs")))?;
        all += &["mod ", name, ";\n"].concat();
    }
    fs::rename(folder.join("properties"), folder.join("all/properties"))?;
    all.push_str("#[path = \"properties/main.rs\"]\nmod properties;\n");
    fs::write(folder.join("all/main.rs"), all)?;
    fs::remove_file(folder.join("locales.rs"))?;
    Ok(format!("{} checks", modules.len()))
}

/// Holds the dependencies' licences, sources and versions to deny.toml.
///
/// # Errors
///
/// If one of them breaks a rule.
pub(crate) fn deny() -> Result<()> {
    install("cargo-deny", "0.20.2")?;
    step("deny", "licences, duplicates and sources", "take another crate, or say in deny.toml why not", || {
        output(cargo().args(["--locked", "deny", "check", "licenses", "bans", "sources"]))?;
        Ok("ok".to_owned())
    })
}

/// Installs a tool of Cargo's in one version, unless it is there.
fn install(name: &str, version: &str) -> Result<()> {
    let short = name.trim_start_matches("cargo-");
    let present = output(cargo().args([short, "--version"])).unwrap_or_default();
    if String::from_utf8_lossy(&present).contains(version) {
        return Ok(());
    }
    step(short, name, "run `cargo install --locked` for it and see what it says", || {
        output(cargo().args(["install", "--locked", name, "--version", version]))?;
        Ok(version.to_owned())
    })
}
