//! Names as people have them, and whether a greeting means this person.

use std::sync::OnceLock;

use crate::phrasebook::{self, ADDRESS, GIVEN, HONORIFIC, NAME_AND_WORD, ORGANISATION};
use crate::text::{Text, fold_word, is_listed};

/// How many parts of a name are kept: each word of a text is compared with each.
const MOST_PARTS: usize = 40;

/// The parts of a displayed name that a greeting may use, folded.
#[derive(Debug, Default)]
pub(crate) struct Name {
    parts: Vec<String>,
    /// Whether all parts are in Latin letters, so that a greeting in them can be compared.
    latin: bool,
}

/// What is known of words as names, for looking them up: their keys and classes, in order.
struct Index(Vec<(u32, u16)>);

impl Index {
    fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| Self(phrasebook::names().collect()))
    }

    /// What a folded word is known as.
    fn classes(&self, letters: &str) -> impl Iterator<Item = u16> {
        let key = phrasebook::name_key(letters);
        let first = self.0.partition_point(|&(known, _)| known < key);
        let known = self.0.iter().skip(first);
        known.take_while(move |&&(known, _)| known == key).map(|&(_, class)| class)
    }

    fn is(&self, letters: &str, class: u16) -> bool {
        self.classes(letters).any(|known| known == class)
    }
}

impl Name {
    /// Reads a name as LinkedIn shows it: decorations, credentials, pronouns and titles peeled off.
    ///
    /// What stands in brackets stays, since a nickname or a maiden name often does.
    pub(crate) fn parse(displayed: &str) -> Self {
        // Credentials follow a comma or a bar: "Anna Smith, MBA | Speaker".
        let kept = displayed
            .split(['|', '•', '·', '~', '—', '–'])
            .find(|part| part.chars().any(char::is_alphabetic))
            .unwrap_or_default();
        let (before_comma, after_comma) = kept.split_once(',').unwrap_or((kept, ""));
        // "Smith, Anna" is a name turned round; "Smith, MBA" is not.
        let single = before_comma.split_whitespace().count() == 1;
        let name = if single { format!("{before_comma} {after_comma}") } else { before_comma.to_owned() };
        let mut parts = Vec::new();
        for chunk in name.split(|character: char| {
            !(character.is_alphanumeric()
                || crate::text::fold(character) == crate::text::Folded::Ignored
                || is_inside_name(character))
        }) {
            // A double name answers to each half and to both: "Jean-Pierre", "O'Brien".
            let halves = chunk.split(['-', '\'', '’', '.']).filter(|half| half.len() < chunk.len());
            for piece in halves.chain([chunk]).map(fold_word) {
                if parts.len() < MOST_PARTS && !piece.is_empty() && !is_honorific(&piece) && !parts.contains(&piece) {
                    parts.push(piece);
                }
            }
        }
        // "Κατερίνα Vasiliou" may be greeted in either script.
        let is_foreign = |part: &String| part.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
        let is_latin = |part: &String| part.len() > 1 && part.bytes().all(|letter| letter.is_ascii_alphabetic());
        let latin = parts.iter().any(is_latin) && !parts.iter().any(is_foreign);
        Self { parts, latin }
    }

    /// Whether the name can be compared with words in Latin letters.
    pub(crate) const fn is_latin(&self) -> bool {
        self.latin
    }

    /// Whether a folded word is written just like a part of the name.
    pub(crate) fn has_part(&self, letters: &str) -> bool {
        letters.len() > 1 && self.parts.iter().any(|part| part == letters)
    }

    /// Whether the name, as it is displayed, may be an organisation's, in which anybody may be greeted.
    pub(crate) fn may_be_an_organisation(&self, displayed: &str) -> bool {
        let is_common = |part: &String| part.bytes().any(|byte| byte.is_ascii_digit()) || phrasebook::is_everyday(part);
        displayed.contains('&')
            || self.parts.iter().any(|part| Index::get().is(part, ORGANISATION))
            || !self.parts.iter().any(|part| is_first_name(part)) && self.parts.iter().any(is_common)
    }

    /// Whether a folded word may be meant for this person: a part of the name, a short, foreign or misspelt form of it, or initials.
    ///
    /// Generous on purpose: a wrong name overlooked is a pity, a right one called wrong an insult.
    pub(crate) fn may_mean(&self, letters: &str) -> bool {
        if self.parts.iter().any(|part| alike(part, letters)) {
            return true;
        }
        // "JP" for Jean-Pierre Martin, "AK" for Anna Kowalska.
        let initials: String = self.parts.iter().filter_map(|part| part.chars().next()).collect();
        letters.len() <= 3 && letters.chars().all(|letter| initials.contains(letter))
            // "Annamaria" for Anna Maria, "Vandenberg" for van den Berg.
            || self.parts.concat().contains(letters)
    }
}

/// Whether a mark may stand inside one name.
fn is_inside_name(character: char) -> bool {
    matches!(character, '-' | '\'' | '’' | '.')
}

/// Whether two folded names may be one person's.
fn alike(part: &str, greeted: &str) -> bool {
    if part == greeted {
        return true;
    }
    let (shorter, longer) = if part.len() < greeted.len() { (part, greeted) } else { (greeted, part) };
    // "Alex" for Alexandra, "Bella" for Isabella, "Becs" for Rebecca.
    let core = shorter.strip_suffix(['s', 'z', 'x']).filter(|core| core.len() >= 3).unwrap_or(shorter);
    // "Detta" for Bernadette.
    let core = core.strip_suffix(['a', 'e', 'i', 'o']).filter(|core| core.len() >= 4).unwrap_or(core);
    if shorter.len() >= 2 && longer.starts_with(shorter) || core.len() >= 3 && longer.contains(core) {
        return true;
    }
    let index = Index::get();
    let same = index.classes(part).any(|group| group < GIVEN && index.is(greeted, group));
    if same || distance_at_most_two(part, greeted) {
        return true;
    }
    // "Noor" for Eleonora, "Yusuf" for Josef.
    let sounds = |ends: bool| {
        [false, true].into_iter().any(|w_is_v| {
            let (part, greeted) = (skeleton(part, w_is_v), skeleton(greeted, w_is_v));
            part == greeted
                || ends && greeted.len() >= 2 && part.ends_with(&greeted)
                // "O'Donoghue" for Ní Dhonnchadha.
                || ends && greeted.len() >= 3 && part.starts_with(&greeted)
        })
    };
    // "Rosita" for Rosa, "Carlinhos" for Carlos.
    let stem = part.strip_suffix('s').unwrap_or(part).trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if stem.len() >= 3 && greeted.starts_with(stem) && greeted.len() <= stem.len() + 5 {
        return true;
    }
    // "Manni" for Manfred, "Heiner" for Heinrich.
    let clipped = |shared: usize| {
        (3..=part.len()).contains(&greeted.len()) && greeted.get(..shared).is_some_and(|start| part.starts_with(start))
    };
    if clipped(3) {
        return true;
    }
    // "Mimi", "Lulu", "Gigi": anybody's.
    if greeted.len() == 4 && greeted.get(..2) == greeted.get(2..) {
        return true;
    }
    // Two first names that neither look nor sound alike, and are no forms of one, are two people's.
    if part.len() > 4 && greeted.len() > 4 && is_first_name(part) && is_first_name(greeted) {
        return sounds(false);
    }
    // "Conny" for Cornelia, "Lenny" for Leonie: pet names keep little more than the first letter.
    let pet_name = greeted.len() <= 6
        && (greeted.ends_with(['y', 'i', 'o']) || greeted.ends_with("ie"))
        && part.starts_with(greeted.get(..1).unwrap_or_default());
    // "Tez" for Terence, "Shaz" for Sharon, "Mags" for Margaret.
    pet_name || greeted.len() <= 4 && clipped(2) || sounds(true)
}

/// What is left of a name in every transliteration: its consonants, those that are written in several ways made one.
///
/// German writes "Schewtschenko" for Shevchenko: `w` is a consonant there, and none in "Kowalska" as English hears it.
fn skeleton(name: &str, w_is_v: bool) -> String {
    let mut skeleton = String::with_capacity(name.len());
    for letter in name.replace("tsch", "c").replace("sch", "s").chars() {
        let kept = match letter {
            'w' if w_is_v => 'v',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w' => continue,
            'c' | 'q' | 'g' | 'x' => 'k',
            'z' => 's',
            'f' | 'p' | 'b' => 'v',
            'd' => 't',
            other => other,
        };
        if !skeleton.ends_with(kept) {
            skeleton.push(kept);
        }
    }
    skeleton
}

/// Whether a misspelling separates two names: one change in a short name, two in a long one that keeps its first letter.
fn distance_at_most_two(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let allowed = if left.len().min(right.len()) >= 5 && left.first() == right.first() { 2 } else { 1 };
    if left.len().abs_diff(right.len()) > allowed || left.len().min(right.len()) < 3 || left.len().max(right.len()) > 40
    {
        return false;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, &letter) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, &other) in row.iter_mut().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *cell;
            before = replaced.min(*cell + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().is_some_and(|&distance| distance <= allowed)
}

/// Whether a first name is a word, too.
pub(crate) fn is_word(letters: &str) -> bool {
    Index::get().is(letters, NAME_AND_WORD)
}

/// The words with which a text addresses someone by name, as a range of words, and whether it does so at all.
#[derive(Clone, Copy)]
pub(crate) struct Greeting {
    /// The word after the greeting words.
    pub(crate) first: usize,
    /// The word after the name.
    pub(crate) end: usize,
    /// Whether the name stands alone between the greeting and a mark, as a name that is called does.
    pub(crate) closed: bool,
}

/// Whether a folded word is a title rather than a name.
pub(crate) fn is_honorific(letters: &str) -> bool {
    Index::get().is(letters, HONORIFIC)
}

/// Whether a folded word is known to be a first name.
pub(crate) fn is_first_name(letters: &str) -> bool {
    letters.len() > 2 && Index::get().classes(letters).any(|class| class <= GIVEN)
}

/// Whether a folded word addresses someone without naming anyone.
pub(crate) fn is_address(letters: &str) -> bool {
    let is = |letters: &str| Index::get().is(letters, ADDRESS);
    // German makes one word of a title: "Amtsleiter", "Baudirektorin".
    let is_title = ["leiter", "leiterin", "direktor", "direktorin", "meister", "meisterin", "rat", "ratin"]
        .iter()
        .any(|title| letters.ends_with(title) && letters.len() > title.len());
    is_title || is(letters) || is_honorific(letters) || letters.strip_suffix('s').is_some_and(is)
}

/// Endings of words for what people are or do, in several languages: "Classmates", "Ciclistas", "Mitstreiterinnen".
const TRADES: [&str; 14] =
    ["ers", "ist", "ists", "ians", "mate", "mates", "ling", "ness", "ship", "shine", "eur", "ista", "istas", "innen"];

/// Whether a folded word looks like one for what someone is, where a name is not known to be one.
pub(crate) fn may_be_a_word(letters: &str) -> bool {
    !is_first_name(letters) && TRADES.iter().any(|ending| letters.len() > ending.len() + 2 && letters.ends_with(ending))
}

/// Finds whom a text greets; `greeting_end` is the word after its greeting words ("Hi", "Good morning").
pub(crate) fn find_greeting(text: &Text, greeting_end: usize) -> Option<Greeting> {
    let mut first = greeting_end;
    // The full stop of "Mr." ends nothing.
    while first < greeting_end + 2 && is_honorific(text.letters_at(first)) && !text.marks_after(first).closes_call() {
        first += 1;
    }
    let mut end = first;
    while end < first + 4 {
        let word = text.words.get(end)?;
        let starts = end == first;
        if !starts && !word.shape.capitalised && !is_particle(text.letters(word)) {
            break;
        }
        end += 1;
        let marks = text.marks_after(end - 1);
        // An emoji ends a call as well as a comma does.
        if marks.ends_clause() || marks.other || end == text.words.len() {
            return Some(Greeting { first, end, closed: true });
        }
    }
    Some(Greeting { first, end, closed: false })
}

/// Whether a folded word is a small one inside family names.
pub(crate) fn is_particle(letters: &str) -> bool {
    is_listed(PARTICLES, letters)
}

/// Whether a folded word is one with which somebody is described, in any of the languages: "the nurse", "mein Bruder".
pub(crate) fn is_determiner(letters: &str) -> bool {
    const DETERMINERS: &str = "\
        the a an my your our his her their who whose der die das dein deine deiner mein meine unser unsere euer eure ihr \
        ihre ein eine el la los las un una mi tu su nuestro nuestra vuestro vuestra le les une mon ma ton ta notre \
        votre son sa l o os um uma meu minha teu tua seu sua nosso nossa il lo i gli mio mia tuo tua suo sua nostro \
        nostra vostro vostra de het een mijn jouw je uw ons onze che qui que die wie";
    is_listed(DETERMINERS, letters)
}

/// Small words inside family names.
const PARTICLES: &str = "\
    van der den de von zu la le du da dos das do di del della bin ibn al el ter ten y e";
