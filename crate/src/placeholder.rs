//! Blanks that a template left unfilled.

use crate::Span;
use crate::analysis::Analysis;
use crate::text::{Folded, fold, fold_word, is_listed};

/// How long a field's name may be, in bytes; longer brackets hold text.
const LONGEST_FIELD: usize = 48;

/// What fields are called, as folded words: mostly by what belongs there.
const FIELDS: &str = "\
    name names firstname first fname lastname last lname surname fullname recipient recipients candidate \
    prospect lead contact company companyname employer organization organisation title jobtitle job role \
    position industry sector field department school university college city location country region topic event \
    subject product service website domain mutual mutualconnection connection skill skills specialty icebreaker \
    intro opener sender sendername signature yourname mycompany custom personalization personalisation snippet \
    variable placeholder project insert number date day month year years hobby interest achievement pain \
    painpoint niche competitor email phone link url pronoun salutation greeting prefix nom prenom entreprise \
    societe poste secteur ville ecole fonction metier sujet evenement nombre apellido apellidos empresa cargo \
    puesto ciudad sector universidad evento tema nome primeiro primeironome primernombre primer sobrenome apelido cidade setor faculdade universidade \
    assunto funcao area cognome azienda ruolo settore citta scuola universita argomento vorname nachname firma \
    firmenname unternehmen position branche stadt hochschule thema anrede ansprechpartner titel beruf ort \
    voornaam achternaam naam bedrijf bedrijfsnaam functie sector stad onderwerp opleiding aanhef evenement";

/// Words that make an instruction of what stands in square brackets: "[your name]", "[insert topic]".
const DIRECTIONS: &str = "\
    insert add your their my enter fill mention specific recipient recipients inserer votre insertar tu su \
    inserir seu inserire einfugen ihr dein invullen jouw uw x xxx xx tbd todo manager";

/// Finds unfilled blanks.
pub(crate) fn find(analysis: &Analysis) -> Vec<Span> {
    let source = analysis.text.source;
    let mut spans: Vec<Span> = Vec::new();
    let mut from = 0;
    let mut known = (0, 0);
    // Nothing opens after the last mark that closes.
    let end = source.bytes().rposition(closes).unwrap_or(0);
    let opening = |from: usize| source.as_bytes().get(from..end)?.iter().position(|&byte| opens(byte));
    while let Some(found) = opening(from) {
        let start = from + found;
        let Some(rest) = source.get(start..) else { break };
        let length = blank_length(rest).or_else(|| drawn_blank(source, start));
        if let Some(length) = length {
            let span = analysis.text.span_of_bytes_past(known, start, start + length);
            known = span.map_or(known, |span| (start, span.start));
            spans.extend(span);
        }
        let step = length.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        from = start + step;
    }
    spans.extend(hole_after_greeting(analysis));
    spans.extend(bracket_after_greeting(analysis));
    spans.extend(bare_fields(analysis));
    spans.extend(hole_after_preposition(analysis));
    spans
}

/// The first byte of `«` and `»`, and of some other characters.
const GUILLEMET: u8 = 0xC2;

/// Whether a byte may begin a mark with which a blank opens.
const fn opens(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'<' | b'%' | b'$' | b'*' | b'#' | b'_' | GUILLEMET)
}

/// Whether a byte may begin a mark with which a blank closes.
const fn closes(byte: u8) -> bool {
    matches!(byte, b'}' | b']' | b'>' | b'%' | b'$' | b'*' | b'#' | b'_' | GUILLEMET)
}

/// The pairs of marks that enclose fields, with how sure each is on its own.
const MARKS: &[(&str, &str, Certainty)] = &[
    ("{{", "}}", Certainty::Identifier),
    ("${", "}", Certainty::Identifier),
    ("*|", "|*", Certainty::Identifier),
    ("<<", ">>", Certainty::Field),
    ("[[", "]]", Certainty::Field),
    ("[%", "%]", Certainty::Identifier),
    ("<%", "%>", Certainty::Identifier),
    ("%%", "%%", Certainty::Identifier),
    ("__", "__", Certainty::Field),
    ("##", "##", Certainty::Field),
    ("{", "}", Certainty::Field),
    ("[", "]", Certainty::Field),
    ("<", ">", Certainty::ShortField),
    ("«", "»", Certainty::ShortField),
    ("%", "%", Certainty::ShortField),
    ("$", "$", Certainty::ShortField),
    ("#", "#", Certainty::ShortField),
];

/// What must stand between two marks for them to enclose a field.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Certainty {
    /// Nearly anything: nobody writes these marks by hand but in code.
    Identifier,
    /// The name of a field, or an instruction to fill it in.
    Field,
    /// Nothing but the name of a field.
    ShortField,
}

/// The length in bytes of the blank that `text` starts with.
fn blank_length(text: &str) -> Option<usize> {
    for &(open, close, certainty) in MARKS {
        let Some(rest) = text.strip_prefix(open) else { continue };
        let mut limit = LONGEST_FIELD.min(rest.len());
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        // By its first byte: the library's search for a string takes longer to prepare than to search so few.
        let (near, close) = (rest.as_bytes().get(..limit).unwrap_or_default(), close.as_bytes());
        let mut closing = near.iter().enumerate().filter(|&(_, byte)| close.first() == Some(byte));
        let found = closing.find(|&(at, _)| near.get(at..).is_some_and(|after| after.starts_with(close)));
        let Some((length, _)) = found else { continue };
        let inside = rest.get(..length).unwrap_or_default();
        if is_field(inside, certainty) {
            return Some(open.len() + length + close.len());
        }
    }
    None
}

/// The length in bytes of a blank drawn at a place rather than named: "________", "your [X]-year anniversary".
fn drawn_blank(source: &str, start: usize) -> Option<usize> {
    /// A shorter line stands for a swear word or a mark of emphasis.
    const SHORTEST_LINE: usize = 4;
    let rest = source.get(start..)?;
    let line = rest.bytes().take_while(|&byte| byte == b'_').count();
    if line >= SHORTEST_LINE && !source.get(..start)?.ends_with('_') {
        return Some(line);
    }
    let letters = rest.strip_prefix('[')?.bytes().take_while(|&byte| byte == b'X').count();
    // At the start of a line it is a box that was ticked.
    let before = source.get(..start)?.trim_end_matches([' ', '\t']);
    let ticked = before.is_empty() || before.ends_with(['\n', '\r']);
    (letters > 0 && !ticked && rest.get(letters + 1..)?.starts_with(']')).then_some(letters + 2)
}

fn is_field(inside: &str, certainty: Certainty) -> bool {
    if inside.trim().is_empty() || inside.contains(['\n', '"', ';', '=', '(']) {
        return false;
    }
    // "{name|there}", "{{ contact.first_name }}", "FIRST-NAME", "firstName" name their fields in words.
    let pieces: Vec<String> = words_of(inside);
    let joined = pieces.concat();
    let is_name = |word: &String| is_listed(FIELDS, word);
    let all_fields = !pieces.is_empty()
        && (is_listed(FIELDS, &joined)
            || pieces
                .iter()
                .all(|piece| is_name(piece) || is_listed(CONNECTIVES, piece) || is_listed(DIRECTIONS, piece))
                && pieces.iter().any(is_name));
    match certainty {
        Certainty::ShortField => {
            all_fields
                && !(joined == "last"
                    || joined == "first"
                    || joined == "link"
                    || joined == "lead"
                    || joined == "day"
                    || joined == "year")
        }
        Certainty::Field => {
            let directed = pieces.iter().any(|piece| is_listed(DIRECTIONS, piece))
                && pieces.len() > 1
                && pieces.first().is_some_and(|piece| is_listed(DIRECTIONS, piece));
            let alternatives = inside.contains('|') && pieces.iter().any(is_name);
            let plain = matches!(
                joined.as_str(),
                "link"
                    | "date"
                    | "url"
                    | "number"
                    | "first"
                    | "last"
                    | "day"
                    | "month"
                    | "year"
                    | "years"
                    | "project"
                    | "lead"
            );
            (all_fields && !plain) || directed || alternatives
        }
        // In code the marks hold code: `{{ user }}` is as likely an example as a blank, `{{first_name}}` is not.
        Certainty::Identifier => {
            all_fields
                || pieces.iter().any(is_name) && !inside.contains(' ')
                || inside.contains('|') && pieces.iter().any(is_name)
        }
    }
}

/// Small words inside a field's name.
const CONNECTIVES: &str = "\
    of the a s their his her or de la le del der des di van het person user contact here goes recipient hier \
    aqui ici qui 1 2 3 et current target common shared recent similar";

/// The words of an identifier or phrase, folded: `firstName` gives `first` and `name`.
fn words_of(inside: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before_lower = false;
    for (at, character) in inside.char_indices() {
        let boundary = !character.is_alphanumeric() && fold(character) != Folded::Ignored;
        if boundary || before_lower && character.is_uppercase() {
            words.push(fold_word(inside.get(start..at).unwrap_or_default()));
            start = if boundary { at + character.len_utf8() } else { at };
        }
        before_lower = character.is_lowercase();
    }
    words.push(fold_word(inside.get(start..).unwrap_or_default()));
    words.retain(|word| !word.is_empty());
    words
}

/// "Dear [Colleague]": whatever stands in square brackets where a name should stand.
fn bracket_after_greeting(analysis: &Analysis) -> Option<Span> {
    let last = analysis.any_greeting_words.checked_sub(1)?;
    let start = analysis.text.words.get(last)?.bytes.1;
    let after = analysis.text.source.get(start..)?;
    let open = after.bytes().take_while(|&byte| byte == b' ').count();
    let field = after.get(open..).filter(|field| field.starts_with('['))?;
    let length = field.find(']').filter(|&length| length < LONGEST_FIELD)?;
    analysis.text.span_of_bytes(start + open, start + open + length + 1)
}

/// Names of fields and rows of X that stand in capitals where nothing else does: "Hi FIRSTNAME", "Dear XXXX".
fn bare_fields(analysis: &Analysis) -> Vec<Span> {
    const NAMES: &str = "\
        firstname lastname fullname companyname jobtitle firstname1 vorname nachname prenom nombre apellido nome cognome \
        sobrenome primeironome voornaam achternaam bedrijfsnaam firmenname";
    let words = &analysis.text.words;
    let shouted = words.iter().filter(|word| word.shape.all_capitals).count();
    if shouted * 2 > words.len() {
        return Vec::new();
    }
    let greeting = analysis.any_greeting_words;
    let is_field = |index: usize, letters: &str| {
        let greeted = index == greeting && greeting > 0;
        is_listed(NAMES, letters)
            || letters.len() > 2 && letters.bytes().all(|byte| byte == b'x')
            || greeted && is_listed("name naam nom", letters)
    };
    let fields = words
        .iter()
        .enumerate()
        .filter(|(index, word)| word.shape.all_capitals && is_field(*index, analysis.text.letters(word)));
    fields.map(|(_, word)| word.span).collect()
}

/// "Hi ," and "Dear  ," where a name should stand.
fn hole_after_greeting(analysis: &Analysis) -> Option<Span> {
    let last = analysis.any_greeting_words.checked_sub(1)?;
    let word = analysis.text.words.get(last)?;
    let after = analysis.text.source.get(word.bytes.1..)?;
    let spaces = after.bytes().take_while(|&byte| byte == b' ').count();
    (spaces > 0 && after.get(spaces..)?.starts_with(','))
        .then(|| analysis.text.span_of_bytes(word.bytes.0, word.bytes.1 + spaces + 1))
        .flatten()
}

/// "your work at ," and "people in  and" where a firm or a trade should stand.
fn hole_after_preposition(analysis: &Analysis) -> Vec<Span> {
    // A slip of the thumb makes two spaces, too; before these words something is missing.
    const JOINING: &str = "and y e et und en o ou or oder of i at in with for as from";
    let is_preposition = |letters: &str| {
        matches!(
            letters,
            "at" | "in"
                | "with"
                | "for"
                | "as"
                | "from"
                | "of"
                | "chez"
                | "dans"
                | "en"
                | "de"
                | "bei"
                | "als"
                | "im"
                | "bij"
                | "van"
                | "presso"
                | "da"
                | "na"
                | "em"
        )
    };
    let mut spans = Vec::new();
    for (index, word) in analysis.text.words.iter().enumerate() {
        let after = analysis.text.source.get(word.bytes.1..).unwrap_or_default();
        // One space and a word, as between most words, is no hole.
        let is_plain = matches!(after.as_bytes(), [b' ', next, ..] if next.is_ascii_alphanumeric());
        if is_plain || word.shape.capitalised || !is_preposition(analysis.text.letters(word)) {
            continue;
        }
        let spaces = after.bytes().take_while(|&byte| byte == b' ').count();
        let next = after.get(spaces..).and_then(|rest| rest.chars().next());
        let hole = spaces > 0
            && matches!(next, Some(',' | '.' | '!' | ';'))
            && !after.get(spaces..).is_some_and(|rest| rest.starts_with(".."))
            || spaces > 1 && is_listed(JOINING, analysis.text.letters_at(index + 1));
        if hole {
            spans.extend(analysis.text.span_of_bytes(word.bytes.0, word.bytes.1 + spaces));
        }
    }
    spans
}
