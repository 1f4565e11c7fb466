//! Where the words of a report come from: `extension/_locales`, through whoever can read them.

/// Looks up the texts that users read.
///
/// The browser does so with `chrome.i18n.getMessage`, the command line with the same files compiled in.
pub trait Messages {
    /// The text named `key`, its `$1`, `$2`, … replaced by `substitutions`; empty if there is none.
    fn text(&self, key: &str, substitutions: &[&str]) -> String;

    /// A day given as `YYYY-MM-DD`, as the user's language writes it; as it is given, where that is not known.
    fn date(&self, date: &str) -> String {
        date.to_owned()
    }
}
