//! The extension at work, on practice pages.

use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::progress::{step, watch};
use crate::workspace::{node, root};
use crate::{build, setup};

/// How the demo is shown.
#[derive(Args)]
pub(crate) struct Options {
    /// Show nothing: type drafts, print what the panel says, save screenshots (as without a display)
    #[arg(long)]
    headless: bool,
    /// Where screenshots go
    #[arg(long, value_name = "FOLDER", default_value = "target/demo")]
    images: PathBuf,
}

/// Builds the extension and shows it in a browser.
///
/// # Errors
///
/// If a step fails; the error says which, and what to do.
pub(crate) fn run(options: &Options) -> Result<()> {
    build::run()?;
    let mut node = node();
    setup::chromium_for(&mut node, "demo")?;
    node.arg("tests/demo/demo.js").arg(root().join(&options.images));
    if options.headless || !has_display() {
        node.arg("--headless");
    }
    step("demo", "practice pages", "mend what stands above in extension/ or tests/demo/", || {
        watch(&mut node)?;
        Ok("done".to_owned())
    })
}

fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
