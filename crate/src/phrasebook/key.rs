//! Keys: numbers that stand for words and phrases, so that neither has to be stored.
//!
//! The build script makes the tables' keys with this same file, so that data and text always meet in one number.

/// How many bits of a word's key are stored: one unknown word in some one hundred and fifty is taken for a known one.
pub(crate) const WORD_BITS: u32 = 19;
/// How many bits are stored of the key of a word of names: being wrong about a name is worse.
pub(crate) const NAME_BITS: u32 = 24;
/// How many bits of a phrase's key are stored: one note in some twenty shows a phrase that it doesn't have.
pub(crate) const PHRASE_BITS: u32 = 22;

/// The key of a word, as [`crate::text::fold_word`] leaves it, or of a symbol like `@rare`: FNV-1a, its bits mixed.
pub(crate) const fn word_key(letters: &str) -> u32 {
    let (mut state, mut rest) = (BASIS, letters.as_bytes());
    while let [byte, after @ ..] = rest {
        (state, rest) = (step(state, *byte), after);
    }
    mix(state)
}

/// The keys of all beginnings of a word, from that of its first byte to that of the whole.
pub(crate) fn beginning_keys(letters: &str) -> impl Iterator<Item = u32> {
    let mut state = BASIS;
    letters.bytes().map(move |byte| {
        state = step(state, byte);
        mix(state)
    })
}

/// What FNV-1a starts from.
const BASIS: u32 = 0x811C_9DC5;

const fn step(state: u32, byte: u8) -> u32 {
    (state ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The key of a phrase, from that of its words but the last, and that of its last word.
pub(crate) const fn phrase_key(before: u32, last: u32) -> u32 {
    mix(before.rotate_left(9) ^ last.wrapping_mul(0x9E37_79B1))
}

/// Spreads what differs in few bits over all: the finaliser of `MurmurHash3`.
const fn mix(key: u32) -> u32 {
    let key = (key ^ (key >> 16)).wrapping_mul(0x85EB_CA6B);
    let key = (key ^ (key >> 13)).wrapping_mul(0xC2B2_AE35);
    key ^ (key >> 16)
}
