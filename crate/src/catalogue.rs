//! The texts of `extension/_locales`, for programs without a browser: compiled in, and read as `chrome.i18n` reads them.

use std::collections::HashMap;

use serde::Deserialize;

use crate::Messages;

/// The language that every text exists in.
const DEFAULT_LOCALE: &str = "en";

// `LOCALES`: pairs of a folder's name in extension/_locales and the text of its messages.json.
include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The texts that users read, in one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    messages: HashMap<String, Vec<Piece>>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Literal(String),
    /// What stands at this place of the substitutions, counted from 0.
    Substitution(usize),
}

/// One text of a messages.json.
#[derive(Deserialize)]
struct Entry {
    message: String,
    #[serde(default)]
    placeholders: HashMap<String, Placeholder>,
}

#[derive(Deserialize)]
struct Placeholder {
    content: String,
}

impl Catalogue {
    /// The texts in the language that the variables `LC_ALL`, `LC_MESSAGES` and `LANG` ask for.
    ///
    /// `variable` looks one of them up. As everywhere, the first that is set and not empty counts.
    #[must_use]
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let wanted = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
        Self::for_language(&wanted.unwrap_or_default())
    }

    /// The texts in `language`, a POSIX locale or a BCP 47 tag: `pt_BR.UTF-8`, `pt-BR`, `pt`.
    ///
    /// What is missing there comes from the language without its region, then from English.
    #[must_use]
    pub fn for_language(language: &str) -> Self {
        let locale = language.split(['.', '@']).next().unwrap_or_default().replace('-', "_");
        let base = locale.split('_').next().unwrap_or_default();
        let mut catalogue = Self::default();
        for name in [DEFAULT_LOCALE, base, &locale] {
            if let Some((_, json)) = LOCALES.iter().find(|(locale, _)| locale.eq_ignore_ascii_case(name)) {
                catalogue.add(json);
            }
        }
        catalogue
    }

    /// Adds the texts of a messages.json, in place of those of the same names.
    ///
    /// The files are compiled in and a test reads each of them, so one that can't be read is as good as missing.
    fn add(&mut self, json: &str) {
        let entries: HashMap<String, Entry> = serde_json::from_str(json).unwrap_or_default();
        for (key, entry) in entries {
            let pieces = pieces(&with_placeholders(&entry));
            self.messages.insert(key.to_ascii_lowercase(), pieces);
        }
    }
}

impl Messages for Catalogue {
    fn text(&self, key: &str, substitutions: &[&str]) -> String {
        // Names count without regard to case, and nearly all are asked for as they are stored.
        let pieces = self.messages.get(key).or_else(|| self.messages.get(&key.to_ascii_lowercase()));
        let mut text = String::new();
        for piece in pieces.into_iter().flatten() {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Substitution(index) => text.push_str(substitutions.get(*index).copied().unwrap_or_default()),
            }
        }
        text
    }
}

/// The entry's message with `$NAME$` replaced by what the entry says that it stands for.
fn with_placeholders(entry: &Entry) -> String {
    let mut text = String::new();
    let mut rest = entry.message.as_str();
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let name = after.split_once('$').filter(|(name, _)| is_name(name));
        let content = name.and_then(|(name, after)| {
            let placeholder = entry.placeholders.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            placeholder.map(|(_, placeholder)| (placeholder.content.as_str(), after))
        });
        if let Some((content, after)) = content {
            text.push_str(content);
            rest = after;
        } else if let Some(after) = after.strip_prefix('$') {
            // Two dollars are one that means itself, which `pieces` decides: they must not begin a name.
            text.push_str("$$");
            rest = after;
        } else {
            text.push('$');
            rest = after;
        }
    }
    text + rest
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_alphanumeric() || "_@".contains(character))
}

/// Parts `text` at `$1` to `$9`; of several dollars in a row, the first goes and the others stand for themselves.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek().copied()) {
            ('$', Some('$')) => {
                while characters.next_if_eq(&'$').is_some() {
                    literal.push('$');
                }
            }
            ('$', Some(digit @ '1'..='9')) => {
                characters.next();
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                pieces.push(Piece::Substitution(digit as usize - '1' as usize));
            }
            _ => literal.push(character),
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(json: &str) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.add(json);
        catalogue
    }

    #[test]
    fn replaces_what_chrome_replaces() {
        let table = [
            (r#""$1 and $2""#, "one and two"),
            (r#""$2, $2, $1""#, "two, two, one"),
            (r#""$3 is missing""#, " is missing"),
            (r#""costs $$5, $$1""#, "costs $5, $1"),
            (r#""$$$1""#, "$$1"),
            (r#""a $ alone, 5$""#, "a $ alone, 5$"),
            (r#""$10""#, "one0"),
            (r#""$NAME$ from $company$""#, "one from [two]"),
            (r#""$Name$$name$""#, "oneone"),
            (r#""$unknown$ $name$""#, "$unknown$ one"),
        ];
        for (message, expected) in table {
            let json = format!(
                r#"{{"key": {{"message": {message},
                    "placeholders": {{"name": {{"content": "$1"}}, "Company": {{"content": "[$2]"}}}}}}}}"#
            );
            assert_eq!(catalogue(&json).text("key", &["one", "two"]), expected, "{message}");
        }
    }

    #[test]
    fn finds_keys_in_any_case_and_says_nothing_of_unknown_ones() {
        let catalogue = catalogue(r#"{"Some_Key": {"message": "text"}}"#);
        assert_eq!(catalogue.text("some_key", &[]), "text");
        assert_eq!(catalogue.text("SOME_KEY", &[]), "text");
        assert_eq!(catalogue.text("other", &[]), "");
    }

    #[test]
    fn every_locale_can_be_read() {
        assert!(LOCALES.iter().any(|(locale, _)| *locale == DEFAULT_LOCALE));
        for (locale, json) in LOCALES {
            let entries = serde_json::from_str::<HashMap<String, Entry>>(json);
            assert!(entries.is_ok(), "{locale}: {:?}", entries.err());
        }
    }

    #[test]
    fn language_falls_back_to_english() {
        let english = Catalogue::for_language("en").messages;
        for language in ["", "C", "POSIX", "C.UTF-8", "tlh_KL.UTF-8", "en_GB.UTF-8", "en-US", "EN"] {
            assert_eq!(Catalogue::for_language(language).messages, english, "{language}");
        }
    }

    #[test]
    fn first_variable_that_says_anything_counts() {
        let asked = std::cell::RefCell::new(Vec::new());
        let _ = Catalogue::from_environment(|name| {
            asked.borrow_mut().push(name.to_owned());
            Some(if name == "LC_MESSAGES" { "en" } else { "" }.to_owned())
        });
        assert_eq!(*asked.borrow(), ["LC_ALL", "LC_MESSAGES"]);
    }
}
