//! The extension, from its sources to dist/chrome and dist/firefox.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use wasm_bindgen_cli_support::Bindgen;

use crate::components;
use crate::contract;
use crate::progress::{output, step};
use crate::registry;
use crate::setup;
use crate::workspace::{cargo, node, node_tool, root, target};

/// The extension's files, by their path inside it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The browsers that an extension is built for.
#[derive(Clone, Copy)]
enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    const fn folder(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// The features of WebAssembly that Rust's compiler may use; every browser that the manifest admits has them.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the extension for both browsers.
///
/// # Errors
///
/// If a step fails; the error says which, and what to do.
pub(crate) fn run() -> Result<()> {
    setup::for_build("build")?;
    step("build", "TypeScript declarations", "see that extension/ can be written to", contract::write)?;
    step("build", "list of components", "mend what it says about the lock files", components::write)?;
    step("build", "reference of the checks", "mend what it says about crate/src/checks/", registry::write_reference)?;
    let mut files = Files::new();
    step("build", "WebAssembly module", "mend what the compiler says about crate/", || wasm("fauxpas", &mut files))?;
    // A module of its own: whoever never reads an export never loads it.
    let audit = "WebAssembly module of the audit";
    step("build", audit, "mend what the compiler says about audit/", || wasm("fauxpas-audit", &mut files))?;
    step("build", "database wrapper", "run `npm ci --ignore-scripts`", || database(&mut files))?;
    step("build", "extension", "mend what stands above in manifest.json or extension/", || {
        let manifest = manifest()?;
        copy_sources(&root().join("extension"), &mut files)?;
        bundle_content_scripts(&manifest, &mut files)?;
        files.insert("options/checks.json".into(), registry::list()?);
        files.insert("audit/page.css".into(), fs::read(root().join("audit/src/page.css"))?);
        for browser in Browser::ALL {
            let mut files = files.clone();
            if matches!(browser, Browser::Firefox) {
                // There, the schema comes with an organisation's policy.
                files.remove(Path::new("managed.json"));
            }
            files.insert("manifest.json".into(), manifest_for(browser, manifest.clone())?);
            replace(&root().join("dist").join(browser.folder()), &files)?;
        }
        Ok("dist/chrome, dist/firefox".to_owned())
    })
}

/// Compiles a crate, makes its JavaScript, and shrinks it.
fn wasm(package: &str, files: &mut Files) -> Result<String> {
    let name = package.replace('-', "_");
    let options = ["build", "--package", package, "--lib", "--no-default-features", "--profile", "wasm"];
    output(cargo().args(options).args(["--target", "wasm32-unknown-unknown", "--config", &remapped_paths()?]))?;
    let compiled = target().join("wasm32-unknown-unknown/wasm").join(format!("{name}.wasm"));
    let staging = root().join("target/extension");
    let folder = staging.join("wasm");
    let (script, types, binary) = (format!("{name}.js"), format!("{name}.d.ts"), format!("{name}_bg.wasm"));
    let module = folder.join(&binary);
    let fresh = is_newer(&module, &[&compiled, &std::env::current_exe()?, &root().join("package-lock.json")]);
    if !fresh {
        let raw = staging.join("unoptimised");
        Bindgen::new()
            .input_path(&compiled)
            .web(true)?
            .typescript(true)
            // The worker says where the module is: it alone can make an extension URL of it.
            .omit_default_module_path(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&raw)?;
        fs::create_dir_all(&folder)?;
        fs::copy(raw.join(&script), folder.join(&script))?;
        fs::write(folder.join(&types), declarations(&fs::read_to_string(raw.join(&types))?))?;
        let optimise = ["-O3", "--strip-debug", "--strip-producers", "--strip-target-features", "--output"];
        output(node_tool("wasm-opt").args(WASM_FEATURES).args(optimise).arg(&module).arg(raw.join(&binary)))?;
    }
    for name in [script, binary] {
        files.insert(Path::new("wasm").join(&name), fs::read(folder.join(&name))?);
    }
    size(&module, fresh)
}

/// Adds the one library that ships, as its makers publish it, and its types where the compiler looks for them.
fn database(files: &mut Files) -> Result<String> {
    let script = fs::read(root().join("node_modules/idb/build/index.js")).context("idb is not installed")?;
    let size = script.len();
    let folder = root().join("target/extension/vendor");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("idb.d.ts"), "export * from \"idb\";\n")?;
    files.insert("vendor/idb.js".into(), script);
    Ok(format!("{} KB", size / 1000))
}

/// Takes this machine's folders out of the module's panic messages, so that any machine makes the same bytes.
fn remapped_paths() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("there is no home folder")?.join("registry/src");
    let mut flags = vec![format!("--remap-path-prefix={}=", root().display())];
    for registry in fs::read_dir(&sources).with_context(|| format!("can't read {}", sources.display()))? {
        flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
    }
    flags.sort_unstable();
    Ok(format!("target.wasm32-unknown-unknown.rustflags = {}", serde_json::to_string(&flags)?))
}

/// wasm-bindgen's declarations, which name the contract's types, with the line that imports them.
fn declarations(generated: &str) -> String {
    let names = contract::names();
    let used: Vec<_> = names.iter().map(String::as_str).filter(|name| generated.contains(name)).collect();
    if used.is_empty() {
        return generated.to_owned();
    }
    format!("import type {{ {} }} from \"../contract.js\";\n{generated}", used.join(", "))
}

fn is_newer(file: &Path, than: &[&Path]) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let Some(time) = modified(file) else {
        return false;
    };
    than.iter().all(|other| modified(other).unwrap_or_else(SystemTime::now) < time)
}

fn size(module: &Path, unchanged: bool) -> Result<String> {
    let bytes = fs::metadata(module)?.len();
    if unchanged {
        return Ok(format!("{} KB, unchanged", bytes / 1000));
    }
    let script = "console.log(zlib.brotliCompressSync(fs.readFileSync(process.argv[1])).length)";
    let brotli: u64 = String::from_utf8(output(node().args(["--eval", script]).arg(module))?)?.trim().parse()?;
    Ok(format!("{} KB ({} KB brotli)", bytes / 1000, brotli / 1000))
}

/// Reads the one manifest; its version is the workspace's.
fn manifest() -> Result<Value> {
    let text = fs::read_to_string(root().join("manifest.json")).context("can't read manifest.json")?;
    let mut manifest: Map<String, Value> = serde_json::from_str(&text).context("manifest.json is no JSON object")?;
    manifest.insert("version".to_owned(), env!("CARGO_PKG_VERSION").into());
    Ok(manifest.into())
}

/// The manifest as one browser wants it: without what only the other knows.
fn manifest_for(browser: Browser, mut manifest: Value) -> Result<Vec<u8>> {
    let foreign: &[(&str, &str)] = match browser {
        Browser::Chrome => &[("", "browser_specific_settings"), ("/background", "scripts")],
        Browser::Firefox => &[("", "minimum_chrome_version"), ("", "storage"), ("/background", "service_worker")],
    };
    for &(object, key) in foreign {
        if let Some(Value::Object(keys)) = manifest.pointer_mut(object) {
            keys.shift_remove(key);
        }
    }
    let mut text = serde_json::to_vec_pretty(&manifest)?;
    text.push(b'\n');
    Ok(text)
}

/// Adds what ships as it is written: all but the content scripts, which are bundled, and what only tools read.
fn copy_sources(folder: &Path, files: &mut Files) -> Result<()> {
    let top = root().join("extension");
    for entry in fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))? {
        let path = entry?.path();
        let inside = path.strip_prefix(&top)?.to_owned();
        if path.is_dir() {
            if inside != Path::new("content") {
                copy_sources(&path, files)?;
            }
        } else if path.ends_with("messages.json") {
            files.insert(inside, texts(&path)?);
        } else if !path.to_string_lossy().ends_with(".d.ts") {
            files.insert(inside, fs::read(&path)?);
        }
    }
    Ok(())
}

/// A language's texts without what is for translators alone.
fn texts(path: &Path) -> Result<Vec<u8>> {
    let mut messages: Map<String, Value> =
        serde_json::from_slice(&fs::read(path)?).with_context(|| format!("{} is no JSON object", path.display()))?;
    for message in messages.values_mut().filter_map(Value::as_object_mut) {
        message.shift_remove("description");
    }
    Ok(serde_json::to_vec(&messages)?)
}

/// Adds the manifest's content scripts, each made one classic script of the modules that it imports.
fn bundle_content_scripts(manifest: &Value, files: &mut Files) -> Result<()> {
    let target = format!(
        "--target=chrome{},firefox{}",
        text_at(manifest, "/minimum_chrome_version")?,
        text_at(manifest, "/browser_specific_settings/gecko/strict_min_version")?
    );
    let scripts = manifest.get("content_scripts").and_then(Value::as_array).into_iter().flatten();
    for script in scripts.filter_map(|script| script.get("js")).filter_map(Value::as_array).flatten() {
        let Some(path) = script.as_str() else {
            bail!("manifest.json names a content script that is not a path: {script}");
        };
        let options = ["--bundle", "--format=iife", "--minify", &target];
        let bundle = output(node_tool("esbuild").arg(Path::new("extension").join(path)).args(options))?;
        files.insert(path.into(), bundle);
    }
    Ok(())
}

fn text_at<'a>(manifest: &'a Value, pointer: &str) -> Result<&'a str> {
    manifest.pointer(pointer).and_then(Value::as_str).with_context(|| format!("manifest.json has no {pointer}"))
}

/// Makes `folder` hold `files` and nothing else, leaving alone what is already as it should be.
fn replace(folder: &Path, files: &Files) -> Result<()> {
    remove_others(folder, folder, files)?;
    for (path, bytes) in files {
        let path = folder.join(path);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bytes).with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(())
}

fn remove_others(top: &Path, folder: &Path, files: &Files) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let inside = path.strip_prefix(top)?;
        if files.contains_key(inside) {
            continue;
        }
        if !path.is_dir() {
            fs::remove_file(&path)?;
        } else if files.keys().any(|file| file.starts_with(inside)) {
            remove_others(top, &path, files)?;
        } else {
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}
