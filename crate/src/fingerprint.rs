//! A note's likeness without its words: what may be remembered of notes that were sent.

use crate::analysis::Analysis;
use crate::text::hash;

/// How many hashes a fingerprint keeps.
const HASHES: usize = 16;
/// How many of them must agree for two notes to be almost the same.
const ALIKE: usize = 10;
/// Shorter notes are alike by chance.
const SHORTEST: usize = 5;

/// The smallest hashes of a note's word pairs under sixteen orders (`MinHash`), eight bits of each.
///
/// The share of hashes that two notes have in common estimates the share of word pairs they have in common. Names,
/// numbers and words of the headline are left out, so that the same note to another person has the same fingerprint;
/// no word can be read back from it.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Fingerprint([u8; HASHES]);

/// The fingerprint of a draft's text; none if it is too short to be told from others.
pub(crate) fn of(analysis: &Analysis) -> Option<Fingerprint> {
    let words: Vec<u64> = analysis
        .text
        .words
        .iter()
        .zip(&analysis.attributes)
        .filter(|(_, attributes)| !(attributes.name || attributes.masked || attributes.proper || attributes.number))
        .map(|(word, _)| hash(analysis.text.letters(word)))
        .collect();
    if words.len() < SHORTEST {
        return None;
    }
    let mut smallest = [u64::MAX; HASHES];
    for pair in words.windows(2) {
        let &[first, second] = pair else { continue };
        let mut state = first.rotate_left(23) ^ second;
        for least in &mut smallest {
            state = mix(state);
            *least = (*least).min(state);
        }
    }
    Some(Fingerprint(smallest.map(|least| least.to_le_bytes()[0])))
}

impl Fingerprint {
    /// Whether the note is almost the same as the one whose fingerprint is written `other`.
    pub(crate) fn resembles(&self, other: &str) -> bool {
        let own = self.to_string();
        own.len() == other.len()
            && own.as_bytes().chunks(2).zip(other.as_bytes().chunks(2)).filter(|(left, right)| left == right).count()
                >= ALIKE
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// `SplitMix64`: each step is a new order of the word pairs.
fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
