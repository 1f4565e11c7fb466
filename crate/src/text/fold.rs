//! Folding: what two spellings have in common.
//!
//! Case, accents, ligatures, full-width and "mathematical" letters, look-alike apostrophes and invisible characters are
//! what a copied or disguised text differs in; none of them changes what it says. The build script folds the phrasebook
//! with this same file, so that data and text always meet in one spelling.

/// What one character folds to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Folded {
    /// Nothing at all: an accent, a joiner, a mark of direction.
    Ignored,
    /// A letter or digit of a word, in lower case and without accents.
    Letter(char),
    /// Two of them: ß, æ, þ.
    Letters(char, char),
    /// An apostrophe of any shape.
    Apostrophe,
    /// Anything that stands between words.
    Other(char),
}

/// Folds one character.
pub(crate) fn fold(character: char) -> Folded {
    if character.is_ascii() {
        return match character {
            'a'..='z' | '0'..='9' => Folded::Letter(character),
            'A'..='Z' => Folded::Letter(character.to_ascii_lowercase()),
            '\'' | '`' => Folded::Apostrophe,
            _ => Folded::Other(character),
        };
    }
    let code = u32::from(character);
    match code {
        0xB4 | 0x2BC | 0x2018 | 0x2019 | 0x201B | 0x2032 | 0xFF07 => Folded::Apostrophe,
        _ if is_invisible(code) => Folded::Ignored,
        // Full-width forms of ASCII.
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).map_or(Folded::Other(character), fold),
        0x1D400..=0x1D7FF => mathematical(code).map_or(Folded::Other(character), Folded::Letter),
        // Circled and regional letters people decorate names with.
        0x24B6..=0x24E9 => latin_letter((code - 0x24B6) % 26),
        0x1F130..=0x1F149 => latin_letter(code - 0x1F130),
        0x1F150..=0x1F169 => latin_letter(code - 0x1F150),
        0x1F170..=0x1F189 => latin_letter(code - 0x1F170),
        // Flags: pairs that must not be taken apart.
        0x1F1E6..=0x1F1FF => Folded::Other(character),
        _ => latin(character).unwrap_or_else(|| other_script(character)),
    }
}

/// Whether a character shows nothing of its own.
const fn is_invisible(code: u32) -> bool {
    matches!(
        code,
        // Soft hyphen, zero-width and bidirectional controls, variation selectors, tags.
        0xAD | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE01EF
        // Combining marks that Latin, Greek and Cyrillic use.
        | 0x300..=0x36F | 0x483..=0x487 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0
    )
}

/// The letter of the Latin alphabet at `index`, counted from 0.
fn latin_letter(index: u32) -> Folded {
    u8::try_from(index).map_or(Folded::Ignored, |index| Folded::Letter(char::from(b'a' + index)))
}

/// Bold, italic, script and other styled letters and digits of Unicode's "Mathematical Alphanumeric Symbols" block.
fn mathematical(code: u32) -> Option<char> {
    let (index, first) = match code {
        0x1D400..=0x1D6A3 => ((code - 0x1D400) % 26, b'a'),
        0x1D7CE..=0x1D7FF => ((code - 0x1D7CE) % 10, b'0'),
        _ => return None,
    };
    u8::try_from(index).ok().map(|index| char::from(first + index))
}

/// Latin letters with accents, strokes and hooks, up to Vietnamese.
fn latin(character: char) -> Option<Folded> {
    let two = match character {
        'ß' | 'ẞ' => ('s', 's'),
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' | 'ǣ' | 'Ǣ' => ('a', 'e'),
        'œ' | 'Œ' => ('o', 'e'),
        'þ' | 'Þ' => ('t', 'h'),
        'ĳ' | 'Ĳ' => ('i', 'j'),
        'ﬀ' => ('f', 'f'),
        'ﬁ' => ('f', 'i'),
        'ﬂ' => ('f', 'l'),
        'ﬅ' | 'ﬆ' => ('s', 't'),
        _ => {
            let code = u32::from(character);
            let (table, first): (&[u8], u32) = if code < LOW_FIRST {
                return None;
            } else if code < HIGH_FIRST {
                (&LOW, LOW_FIRST)
            } else {
                (&HIGH, HIGH_FIRST)
            };
            let base = *table.get(usize::try_from(code - first).ok()?)?;
            return (base != 0).then(|| Folded::Letter(char::from(base)));
        }
    };
    Some(Folded::Letters(two.0, two.1))
}

const LOW_FIRST: u32 = 0xAA;
const HIGH_FIRST: u32 = 0x1E00;
/// The base letter of each character from U+00AA on, 0 for none.
static LOW: [u8; 0x206] = base_letters(LOW_FIRST);
/// The base letter of each character from U+1E00 on, 0 for none.
static HIGH: [u8; 0x100] = base_letters(HIGH_FIRST);

/// Turns [`LATIN`] round, so that folding a character is one look-up.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks it")]
const fn base_letters<const N: usize>(first: u32) -> [u8; N] {
    let mut table = [0; N];
    let mut row = 0;
    while row < LATIN.len() {
        let (base, letters) = LATIN[row];
        let bytes = letters.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // Every letter listed is two or three bytes of UTF-8.
            let (code, length) = if bytes[at] < 0xE0 {
                (((bytes[at] as u32 & 0x1F) << 6) | (bytes[at + 1] as u32 & 0x3F), 2)
            } else {
                (
                    ((bytes[at] as u32 & 0x0F) << 12)
                        | ((bytes[at + 1] as u32 & 0x3F) << 6)
                        | (bytes[at + 2] as u32 & 0x3F),
                    3,
                )
            };
            if code >= first && ((code - first) as usize) < N {
                table[(code - first) as usize] = base;
            }
            at += length;
        }
        row += 1;
    }
    table
}

/// Each base letter with the letters that fold to it.
const LATIN: [(u8, &str); 25] = [
    (b'a', "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặḁẚªÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦẠẢẤẦẨẪẬẮẰẲẴẶḀ"),
    (b'e', "èéêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝǝəÈÉÊËĒĔĖĘĚȄȆȨẸẺẼẾỀỂỄỆḔḖḘḚḜƎ"),
    (b'i', "ìíîïĩīĭįıǐȉȋỉịḭḯÌÍÎÏĨĪĬĮİǏȈȊỈỊḬḮɪ"),
    (b'o', "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợṍṏṑṓºÒÓÔÕÖØŌŎŐƠǑǪǬǾȌȎȪȬȮȰỌỎỐỒỔỖỘỚỜỞỠỢṌṎṐṒ"),
    (b'u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữựṳṵṷṹṻÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖỤỦỨỪỬỮỰṲṴṶṸṺ"),
    (b'c', "çćĉċčȼḉÇĆĈĊČȻḈ"),
    (b'n', "ñńņňŉŋǹṅṇṉṋÑŃŅŇŊǸṄṆṈṊɴ"),
    (b's', "śŝşšșſṡṣṥṧṩẛŚŜŞŠȘṠṢṤṦṨ"),
    (b'z', "źżžƶȥẑẓẕŹŻŽƵȤẐẒẔ"),
    (b'l', "ĺļľŀłƚḷḹḻḽĹĻĽĿŁȽḶḸḺḼʟ"),
    (b'g', "ĝğġģǧǵḡĜĞĠĢǦǴḠɡɢ"),
    (b'y', "ýÿŷȳẏỳỵỷỹẙÝŶŸȲẎỲỴỶỸʏ"),
    (b'd', "ďđðḋḍḏḑḓĎĐÐḊḌḎḐḒ"),
    (b't', "ţťŧțṫṭṯṱẗŢŤŦȚṪṬṮṰ"),
    (b'r', "ŕŗřȑȓṙṛṝṟŔŖŘȐȒṘṚṜṞʀ"),
    (b'k', "ķĸǩḱḳḵĶǨḰḲḴ"),
    (b'h', "ĥħȟḣḥḧḩḫẖĤĦȞḢḤḦḨḪʜ"),
    (b'j', "ĵǰĴ"),
    (b'w', "ŵẁẃẅẇẉẘŴẀẂẄẆẈ"),
    (b'b', "ƀḃḅḇɃḂḄḆʙ"),
    (b'm', "ḿṁṃḾṀṂ"),
    (b'p', "ṕṗṔṖ"),
    (b'f', "ḟƒḞ"),
    (b'v', "ṽṿṼṾ"),
    (b'x', "ẋẍẊẌ"),
];

/// Letters of other scripts stay what they are; those of Greek, Cyrillic and Armenian in lower case, and without marks
/// that Unicode may also write as characters of their own.
///
/// The standard library's table for all scripts would be a twentieth of the module.
fn other_script(character: char) -> Folded {
    if let Some(folded) = hangul(character) {
        return folded;
    }
    // Arabic vowel signs, which are left out as often as not.
    if matches!(character, '\u{64B}'..='\u{65F}') {
        return Folded::Ignored;
    }
    if character.is_alphanumeric() {
        let distance = match u32::from(character) {
            0x391..=0x3AB | 0x410..=0x42F => 0x20,
            0x400..=0x40F => 0x50,
            0x531..=0x556 => 0x30,
            // Capital and small letters in turns.
            0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => (u32::from(character) + 1) % 2,
            0x4C0 => 0xF,
            0x4C1..=0x4CE => u32::from(character) % 2,
            _ => 0,
        };
        let lower = char::from_u32(u32::from(character) + distance).unwrap_or(character);
        let plain = MARKED.iter().find(|(_, letters)| letters.contains(lower)).map(|&(plain, _)| plain);
        return Folded::Letter(plain.unwrap_or(lower));
    }
    match character {
        // Punctuation of the scripts below.
        '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5F3}' | '\u{5F4}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}'
        | '\u{964}' | '\u{965}' => Folded::Other(character),
        // Vowel signs, viramas and tone marks from Hebrew to Mongolian are parts of the letter before them.
        '\u{591}'..='\u{1AAF}'
        | '\u{302A}'..='\u{302F}'
        | '\u{3099}'..='\u{309A}'
        | '\u{A8C4}'
        | '\u{A9C0}'
        | '\u{ABED}' => Folded::Ignored,
        _ => Folded::Other(character),
    }
}

/// Greek, Cyrillic and Arabic letters with those that fold to them.
const MARKED: [(char, &str); 29] = [
    ('α', "άΆ"),
    ('ε', "έΈ"),
    ('η', "ήΉ"),
    ('ι', "ίϊΐΊ"),
    ('ο', "όΌ"),
    ('υ', "ύϋΰΎ"),
    ('ω', "ώΏ"),
    ('а', "ӑӓ"),
    ('г', "ѓ"),
    ('е', "ѐёӗ"),
    ('ж', "ӂӝ"),
    ('з', "ӟ"),
    ('и', "йѝӣӥ"),
    ('і', "ї"),
    ('к', "ќ"),
    ('о', "ӧ"),
    ('у', "ўӯӱӳ"),
    ('ч', "ӵ"),
    ('ы', "ӹ"),
    ('э', "ӭ"),
    ('ѵ', "ѷ"),
    ('ә', "ӛ"),
    ('ө', "ӫ"),
    ('ا', "آأإ"),
    ('و', "ؤ"),
    ('ي', "ئ"),
    ('ہ', "ۂ"),
    ('ە', "ۀ"),
    ('ے', "ۓ"),
];

/// Korean syllables as their first consonant and their vowel, which may also be written one by one. What ends a syllable
/// is left out in both ways of writing.
fn hangul(character: char) -> Option<Folded> {
    let code = u32::from(character);
    let jamo = |code: u32| char::from_u32(code).unwrap_or(character);
    match code {
        0xAC00..=0xD7A3 => {
            let index = code - 0xAC00;
            Some(Folded::Letters(jamo(0x1100 + index / 588), jamo(0x1161 + index % 588 / 28)))
        }
        0x11A8..=0x11C2 => Some(Folded::Ignored),
        _ => None,
    }
}

/// The Latin letter that a Cyrillic or Greek letter passes for, if there is one.
///
/// Only for words that mix scripts: a word all in Cyrillic is simply Cyrillic.
pub(crate) fn look_alike(letter: char) -> Option<char> {
    const PAIRS: [(char, char); 30] = [
        ('а', 'a'),
        ('в', 'b'),
        ('с', 'c'),
        ('ԁ', 'd'),
        ('е', 'e'),
        ('һ', 'h'),
        ('і', 'i'),
        ('ї', 'i'),
        ('ј', 'j'),
        ('к', 'k'),
        ('ӏ', 'l'),
        ('м', 'm'),
        ('п', 'n'),
        ('о', 'o'),
        ('р', 'p'),
        ('ԛ', 'q'),
        ('г', 'r'),
        ('ѕ', 's'),
        ('т', 't'),
        ('у', 'y'),
        ('ԝ', 'w'),
        ('х', 'x'),
        ('α', 'a'),
        ('ε', 'e'),
        ('ι', 'i'),
        ('κ', 'k'),
        ('ν', 'v'),
        ('ο', 'o'),
        ('ρ', 'p'),
        ('υ', 'u'),
    ];
    PAIRS.iter().find(|&&(alike, _)| alike == letter).map(|&(_, latin)| latin)
}

/// Folds a word of the phrasebook or of a name to the letters that a text's words are compared by.
pub(crate) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        match fold(character) {
            Folded::Letter(letter) => folded.push(letter),
            Folded::Letters(first, second) => folded.extend([first, second]),
            Folded::Ignored | Folded::Apostrophe | Folded::Other(_) => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    /// Every letter of Latin, modern Greek, Cyrillic, Arabic and Korean text that Unicode can also write in several
    /// characters.
    fn composed() -> impl Iterator<Item = char> {
        let ranges = ['À'..='ǭ', 'ǰ'..='ɏ', 'Ͱ'..='ϒ', 'ϕ'..='ԯ', '\u{600}'..='\u{6ff}', 'Ḁ'..='ỿ', '가'..='힣'];
        ranges.into_iter().flatten().filter(|&letter| letter.nfd().count() > 1)
    }

    #[test]
    fn a_letter_folds_alike_in_every_normal_form() {
        for letter in composed() {
            let apart: String = letter.nfd().collect();
            assert_eq!(fold_word(&letter.to_string()), fold_word(&apart), "{letter}");
        }
    }

    #[test]
    fn a_letter_folds_alike_in_either_case() {
        let letters = ['A'..='z', 'À'..='ž', 'Ά'..='ώ', 'Ѐ'..='ԯ', 'Ա'..='և', 'Ḁ'..='ỹ'].into_iter().flatten();
        for letter in letters.filter(|letter| letter.is_uppercase()) {
            let lower: String = letter.to_lowercase().collect();
            assert_eq!(fold_word(&letter.to_string()), fold_word(&lower), "{letter}");
        }
    }

    #[test]
    fn letters_that_pass_for_latin_ones_are_known() {
        let latin: String = "авсԁеһіјкӏмпорԛгѕтуԝх".chars().filter_map(look_alike).collect();
        assert_eq!(latin, "abcdehijklmnopqrstywx");
        assert_eq!(look_alike('ж'), None);
    }

    #[test]
    fn apostrophes_of_any_shape_are_apostrophes() {
        for apostrophe in "'`´ʼ‘’‛′＇".chars() {
            assert_eq!(fold(apostrophe), Folded::Apostrophe, "{apostrophe}");
        }
        for other in "\"„,.-🇩\u{5be}\u{964}".chars() {
            assert_eq!(fold(other), Folded::Other(other), "{other}");
        }
    }

    #[test]
    fn every_letter_listed_folds_to_its_base() {
        for (base, letters) in LATIN {
            for letter in letters.chars() {
                assert_eq!(fold(letter), Folded::Letter(char::from(base)), "{letter}");
            }
        }
        for other in ['\u{a9}', '\u{ab}', '×', '÷', '\u{2010}', '\u{1dff}'] {
            assert!(!matches!(fold(other), Folded::Letter('a'..='z')), "{other}");
        }
    }

    #[test]
    fn what_a_printer_joins_or_decorates_is_read_as_letters() {
        let table = [
            ("ﬁrst ﬂoor ﬀ ﬆ", "firstfloorffst"),
            ("Straße ẞ æ Œ Þór ĳs", "strassessaeoethorijs"),
            ("𝐀𝓷𝖓𝙖 𝐙𝐳𝒵𝔷𝚉 𝛼", "annazzzzz"),
            ("𝟎𝟗𝟘𝟡𝟿", "09099"),
            ("Ａｎｎａ２", "anna2"),
            ("ⒶⓏⓐⓩ 🄰🅉 🅐🅩 🅰🆉", "azazazazaz"),
            ("O’Brien`´", "obrien"),
            ("a\u{ad}\u{200b}\u{feff}\u{fe0f}b\u{20dd}", "ab"),
            ("ΑΩ ДЯ ЂЏ Ա", "αωдяђџա"),
            ("🇩🇪 -", ""),
        ];
        for (word, expected) in table {
            assert_eq!(fold_word(word), expected);
        }
    }
}
