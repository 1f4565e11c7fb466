//! Links and e-mail addresses in a run of characters without white space.

use super::{Folded, fold, is_listed};

/// A link or an e-mail address inside a chunk, in bytes.
pub(super) struct Found {
    start: usize,
    end: usize,
    /// A link; otherwise an e-mail address.
    pub(super) is_link: bool,
}

impl Found {
    /// The chunk's parts before, in and after what was found.
    pub(super) fn split<'a>(&self, chunk: &'a str) -> (&'a str, &'a str, &'a str) {
        (
            chunk.get(..self.start).unwrap_or_default(),
            chunk.get(self.start..self.end).unwrap_or_default(),
            chunk.get(self.end..).unwrap_or_default(),
        )
    }
}

/// Endings that are a domain's and no word's, so that a bare `name.ending` is a link.
const PLAIN_ENDINGS: &str = "\
    com org net io co ai dev app ly gg fr uk eu nl pt br ch info biz ca au xyz tech site online shop store blog \
    edu gov tv cc pl se dk jp cn kr ru za ng ke mx ar cl pe page link space agency consulting health \
    jobs ink studio photography digital academy solutions services software systems restaurant dental clinic \
    ventures realestate berlin wien hamburg koeln london paris amsterdam nyc swiss eus gal bzh scot wales \
    vlaanderen brussels africa asia club coach cafe hotel tours taxi farm garden kitchen boutique example";

/// Endings that are words too, so that only `name.ending/path` is a link: a missing space after a full stop is common.
const WORD_ENDINGS: &str = "\
    me be de es it us in at so to is no am sh re fm live life work works love team today news events art design \
    world media group company fund care training education school support help";

/// Endings of files, and words that are written before a bar, so that `notes.txt/minutes` and `he.she/they` are no links.
const FILE_ENDINGS: &str = "\
    jsx tsx txt html css php sql exe pdf doc docx xls xlsx ppt pptx csv png jpg zip she her him they them";

/// Names of products and firms that look like a link and are written like one.
const BRANDS: &str = "\
    asp.net vb.net ml.net ado.net socket.io draw.io booking.com amazon.com monday.com care.com cars.com \
    check24.de bol.com c.h.robinson";

/// Finds a link or an e-mail address in a run of characters without white space, be there some without width among them.
pub(super) fn find(chunk: &str) -> Option<Found> {
    // The commonest chunk has neither; this is the only cost that most words pay.
    if !chunk.trim_end_matches('.').bytes().any(|byte| matches!(byte, b'.' | b'/' | b'@')) {
        return None;
    }
    let is_visible = |character: char| fold(character) != Folded::Ignored;
    if chunk.is_ascii() || chunk.chars().all(is_visible) {
        return find_visible(chunk);
    }
    let places: Vec<(usize, char)> = chunk.char_indices().filter(|&(_, character)| is_visible(character)).collect();
    let visible: String = places.iter().map(|(_, character)| character).collect();
    let found = find_visible(&visible)?;
    let place = |byte: usize| Some(places.get(visible.get(..byte)?.chars().count())?.0);
    Some(Found { start: place(found.start)?, end: place(found.end).unwrap_or(chunk.len()), ..found })
}

fn find_visible(chunk: &str) -> Option<Found> {
    if let Some(colon) = chunk.find("://") {
        let scheme = chunk.get(..colon)?.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let found = Found { start: colon - scheme, end: trimmed_end(chunk), is_link: true };
        return (scheme > 0 && found.end > colon + 3).then_some(found);
    }
    let start = chunk.find(|character: char| character.is_ascii_alphanumeric())?;
    let end = trimmed_end(chunk);
    let body = chunk.get(start..end)?;
    // An "@" inside a path is an account's: "tube.example/@anna".
    if let Some(at) = body.find('@').filter(|&at| !body.get(..at).is_some_and(|before| before.contains('/'))) {
        let (name, ending) = body.get(at + 1..)?.split_once('.')?;
        return (!name.is_empty() && ending.len() >= 2).then_some(Found { start, end, is_link: false });
    }
    let host_length = body.find(['/', '?', '#', ':']).unwrap_or(body.len());
    let (host, path) = body.split_at_checked(host_length)?;
    is_host(host, path.len() > 1).then_some(Found { start, end, is_link: true })
}

/// Where a link ends in its chunk: punctuation that closes the sentence or a bracket is not part of it.
fn trimmed_end(chunk: &str) -> usize {
    chunk.trim_end_matches(|character: char| !character.is_alphanumeric() && character != '/').len()
}

fn is_host(host: &str, has_path: bool) -> bool {
    if host.len() > 253 || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')) {
        return false;
    }
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    if name.len() < 2 && !has_path
        || name.split('.').any(str::is_empty)
        || name.bytes().all(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let lower = host.to_ascii_lowercase();
    if lower.starts_with("www.") {
        return true;
    }
    let ending_lower = ending.to_ascii_lowercase();
    if has_path {
        let known = is_listed(PLAIN_ENDINGS, &ending_lower) || is_listed(WORD_ENDINGS, &ending_lower);
        // Nobody knows all endings; what has three letters, a path and no capital is one.
        let plausible = ending.len() >= 3
            && ending.bytes().all(|byte| byte.is_ascii_lowercase())
            && lower == host
            && !is_listed(FILE_ENDINGS, ending);
        return known || plausible;
    }
    // "Booking.com" is a firm, "the plan.No, wait" a missing space.
    let shouted = host.bytes().all(|byte| !byte.is_ascii_lowercase());
    let capital = host.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    let ending_capital = ending.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    // No word has a hyphen or a digit and then a full stop inside: "linde-garten.de", "shop24.it".
    let is_typed = name.len() > 4 && name.bytes().any(|byte| byte == b'-' || byte.is_ascii_digit()) && lower == host;
    let is_ending = is_listed(PLAIN_ENDINGS, &ending_lower) || is_typed && is_listed(WORD_ENDINGS, &ending_lower);
    // "www.name.de" without its beginning: "survey.townhall.es".
    let is_nested = lower == host && name.contains('.') && is_listed(WORD_ENDINGS, &ending_lower) && name.len() > 5;
    (is_ending || is_nested) && !is_listed(BRANDS, &lower) && (shouted || !capital && !ending_capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_addresses_are_found_where_they_are() {
        let links = [
            ("https://acme.com/x?y=1#z", "https://acme.com/x?y=1#z"),
            ("(http://a.b).", "http://a.b"),
            ("see:https://acme.com/", "https://acme.com/"),
            ("calendly.com/acme/15min,", "calendly.com/acme/15min"),
            ("www.acme.xyz", "www.acme.xyz"),
            ("acme.com", "acme.com"),
            ("ACME.COM", "ACME.COM"),
            ("bit.ly/3x!", "bit.ly/3x"),
            ("t.me/anna", "t.me/anna"),
            ("acme.de/jobs", "acme.de/jobs"),
            ("a-b.co", "a-b.co"),
            ("x.co/y", "x.co/y"),
            ("acme.museum/tour", "acme.museum/tour"),
            ("acme.com:8080", "acme.com:8080"),
            ("(\u{200b}acme.com", "acme.com"),
            ("cal\u{200b}endly.com/x\u{200b}", "cal\u{200b}endly.com/x\u{200b}"),
        ];
        for (chunk, expected) in links {
            let found = find(chunk).unwrap_or_else(|| panic!("{chunk} is a link"));
            assert!(found.is_link, "{chunk}");
            assert_eq!(found.split(chunk).1.trim_end_matches('\u{200b}'), expected.trim_end_matches('\u{200b}'));
        }
        for (chunk, expected) in [("anna@acme.io,", "anna@acme.io"), ("<a.b+c@d.co.uk>", "a.b+c@d.co.uk")] {
            let found = find(chunk).unwrap_or_else(|| panic!("{chunk} is an address"));
            assert!(!found.is_link, "{chunk}");
            assert_eq!(found.split(chunk).1, expected);
        }
    }

    #[test]
    fn words_between_stops_are_no_links() {
        let none = [
            "done.Then",
            "plan.No",
            "the.it",
            "e.g.",
            "3.5",
            "1.2.3/4",
            "and/or",
            "Booking.com",
            "asp.net",
            "notes.txt/minutes",
            "a.b",
            "x.co",
            "a..com",
            "foo..com",
            "24.com",
            "Acme.com",
            "acme.Com",
            ".com",
            "://x",
            "https://",
            "@anna",
            "anna@",
            "anna@acme",
            "anna@.io",
            "anna@a.b",
            "word",
            "Tea.Com",
            "acme.Foo/bar",
            "acme.fo/bar",
            "acme.de/",
            "…",
        ];
        for chunk in none {
            assert!(find(chunk).is_none(), "{chunk}");
        }
        let long = format!("{}.com", "a".repeat(250));
        assert!(find(&long).is_none(), "no host is so long");
        assert!(find(&format!("{}.com", "a".repeat(249))).is_some());
    }
}
