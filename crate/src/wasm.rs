//! The WebAssembly boundary: the only module that knows JavaScript.
//!
//! Every failure becomes a JavaScript error with a `name` to switch on; nothing here can trap.

#![expect(unreachable_pub, reason = "JavaScript reaches what is exported here")]

use js_sys::{Array, Error, Function, Reflect, TypeError};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{Draft, Messages, Verdict};

/// Judges one draft.
///
/// # Errors
///
/// A `TypeError` whose message names the field, if `draft` is not a Draft.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn check(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: JsValue) -> Result<JsValue, JsValue> {
    let draft: Draft = serde_wasm_bindgen::from_value(draft).map_err(|error| TypeError::new(&error.to_string()))?;
    let report = crate::check(&draft, &BrowserMessages::find());
    report.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
}

/// How far a verdict is from the best of its kind.
///
/// # Errors
///
/// A `TypeError` if there is no such verdict.
#[wasm_bindgen(unchecked_return_type = "Grade")]
pub fn grade(#[wasm_bindgen(unchecked_param_type = "Verdict")] verdict: &str) -> Result<JsValue, JsValue> {
    let known = Verdict::ALL.into_iter().find(|known| known.id() == verdict);
    let known = known.ok_or_else(|| TypeError::new("there is no such verdict"))?;
    known.grade().serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
}

/// Prints a panic's message before the trap that follows it, so that a report of it can be understood.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
    }));
}

/// `chrome.i18n`, where there is one; elsewhere a text is its own key.
struct BrowserMessages {
    i18n: JsValue,
    get_message: Option<Function>,
}

impl BrowserMessages {
    fn find() -> Self {
        let property = |of: &JsValue, name: &str| {
            if of.is_object() { Reflect::get(of, &JsValue::from_str(name)).ok() } else { None }
        };
        let i18n =
            property(&js_sys::global(), "chrome").and_then(|chrome| property(&chrome, "i18n")).unwrap_or_default();
        let get_message = property(&i18n, "getMessage").and_then(|function| function.dyn_into().ok());
        Self { i18n, get_message }
    }
}

impl Messages for BrowserMessages {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        let Some(get_message) = &self.get_message else {
            return key.to_owned();
        };
        let substitutions: Array = substitutions.iter().map(|text| JsValue::from_str(text)).collect();
        get_message
            .call2(&self.i18n, &JsValue::from_str(key), &substitutions)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }
}
