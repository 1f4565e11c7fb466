//! The contract's types as TypeScript, for the JavaScript to be checked against.

use std::collections::BTreeMap;

use anyhow::Result;
use fauxpas::{Draft, Grade, Parts, Report};
use ts_rs::{Config, TS, TypeVisitor};

use crate::workspace::root;

/// Where the declarations stand, from the top of the workspace.
pub(crate) const PATH: &str = "extension/contract.d.ts";

const HEADER: &str = "// The types of what goes into and comes out of the checks.
// Generated from crate/src by `cargo xtask build`: change them there.
";

/// The text that [`PATH`] must have.
pub(crate) fn declarations() -> String {
    let mut collector = Collector { config: Config::new(), types: BTreeMap::new() };
    collector.visit::<Draft>();
    collector.visit::<Report>();
    collector.visit::<Grade>();
    collector.visit::<Parts>();
    let mut text = HEADER.to_owned();
    for declaration in collector.types.values() {
        text.push('\n');
        text.push_str(declaration);
    }
    text
}

/// Writes [`declarations`] where they differ from what stands there.
///
/// # Errors
///
/// If the file can't be written.
pub(crate) fn write() -> Result<String> {
    let path = root().join(PATH);
    let text = declarations();
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok("unchanged".to_owned());
    }
    std::fs::write(path, text)?;
    Ok(format!("{PATH} written"))
}

/// The names of all declared types, in alphabetical order.
pub(crate) fn names() -> Vec<String> {
    let mut collector = Collector { config: Config::new(), types: BTreeMap::new() };
    collector.visit::<Draft>();
    collector.visit::<Report>();
    collector.visit::<Grade>();
    collector.visit::<Parts>();
    collector.types.into_keys().collect()
}

/// Collects a type and all that it is made of.
struct Collector {
    config: Config,
    types: BTreeMap<String, String>,
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of our own have a path to be exported to; numbers and lists need no declaration.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.types.contains_key(&name) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.types.insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
