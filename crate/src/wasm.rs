//! The WebAssembly boundary: the only module that knows JavaScript.
//!
//! Every failure becomes a JavaScript error with a `name` to switch on; nothing here can trap.

#![expect(unreachable_pub, reason = "JavaScript reaches what is exported here")]

use js_sys::{Array, Date, Error, Function, JSON, Object, Reflect, TypeError};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{Draft, Kind, Messages, Strictness, Verdict};

// As in js-sys, but catching what they throw: an exception that passes through WebAssembly leaves the stack of this module
// where it was, and enough of them would use it up.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(json: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(extends = Date)]
    type Day;

    #[wasm_bindgen(method, catch, js_name = toLocaleDateString)]
    fn to_locale_date_string(this: &Day, locale: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// Reads a draft. Getters and proxies run, and may throw, while JSON is made of it; what is read then is plain data.
fn read(draft: &JsValue) -> Result<Draft, JsValue> {
    let plain = JSON::stringify(draft).and_then(|json| parse_json(&json)).map_err(|thrown| {
        let message = thrown.dyn_ref::<Error>().map(|error| String::from(error.message()));
        TypeError::new(&message.unwrap_or_default())
    })?;
    serde_wasm_bindgen::from_value(plain).map_err(|error| TypeError::new(&error.to_string()).into())
}

/// Judges one draft.
///
/// # Errors
///
/// A `TypeError` whose message names the field, if `draft` is not a Draft.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn check(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: &JsValue) -> Result<JsValue, JsValue> {
    let draft = read(draft)?;
    let report = crate::check(&draft, &BrowserMessages::find());
    report.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
}

/// How far a verdict is from the best of its kind, to someone of a strictness; undefined for `balanced`.
///
/// # Errors
///
/// A `TypeError` if there is no such verdict or strictness.
#[wasm_bindgen(unchecked_return_type = "Grade")]
pub fn grade(
    #[wasm_bindgen(unchecked_param_type = "Verdict")] verdict: &str,
    #[wasm_bindgen(unchecked_param_type = "Strictness")] strictness: Option<String>,
) -> Result<JsValue, JsValue> {
    let verdict = Verdict::ALL.into_iter().find(|known| known.id() == verdict);
    let strictness = match strictness {
        None => Some(Strictness::default()),
        Some(name) => Strictness::ALL.into_iter().find(|known| known.id() == name),
    };
    let (Some(verdict), Some(strictness)) = (verdict, strictness) else {
        return Err(TypeError::new("there is no such verdict or strictness").into());
    };
    let grade = strictness.grade(verdict);
    grade.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
}

/// The verdict on a text to somebody called `name`, alone and quickly, for those who judge many.
///
/// # Errors
///
/// A `TypeError` if there is no such kind.
#[wasm_bindgen(unchecked_return_type = "Verdict")]
pub fn verdict(
    #[wasm_bindgen(unchecked_param_type = "Kind")] kind: &str,
    text: String,
    name: String,
) -> Result<String, JsValue> {
    let kind = Kind::ALL.into_iter().find(|known| known.id() == kind);
    let kind = kind.ok_or_else(|| TypeError::new("there is no such kind"))?;
    Ok(crate::verdict(&Draft::to(kind, text, name)).id().to_owned())
}

/// What may be remembered of a draft that was sent, for `Draft.sent`; undefined if it is too short to be told from others.
///
/// # Errors
///
/// A `TypeError` whose message names the field, if `draft` is not a Draft.
#[wasm_bindgen]
pub fn fingerprint(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: &JsValue) -> Result<Option<String>, JsValue> {
    let draft = read(draft)?;
    Ok(crate::fingerprint(&draft))
}

/// Whether the sender could make more of a draft than it is.
///
/// # Errors
///
/// A `TypeError` whose message names the field, if `draft` is not a Draft.
#[wasm_bindgen(js_name = isMendable)]
pub fn is_mendable(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: &JsValue) -> Result<bool, JsValue> {
    let draft = read(draft)?;
    Ok(crate::is_mendable(&draft))
}

/// Which parts of a good invitation a draft has.
///
/// # Errors
///
/// A `TypeError` whose message names the field, if `draft` is not a Draft.
#[wasm_bindgen(unchecked_return_type = "Parts")]
pub fn parts(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: &JsValue) -> Result<JsValue, JsValue> {
    let draft = read(draft)?;
    let parts = crate::parts(&draft);
    parts.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&error.to_string()).into())
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

    /// In the words of the user's language: "3 March 2026".
    fn date(&self, date: &str) -> String {
        let parsed = Date::new(&JsValue::from_str(date));
        if parsed.get_time().is_nan() {
            return date.to_owned();
        }
        let options = Object::new();
        // A day has no time zone: it is read as one of Greenwich's, and must be written as such.
        for (name, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
            // Setting a property of a new object can't fail.
            let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        let written = parsed.unchecked_ref::<Day>().to_locale_date_string(&self.text("language", &[]), &options);
        written.ok().and_then(|written| written.as_string()).unwrap_or_else(|| date.to_owned())
    }
}
