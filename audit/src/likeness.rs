//! Which notes are nearly the same, names left out.
//!
//! Two notes are alike when they share enough of their pairs of neighbouring words (Jaccard). Comparing each with each
//! would be quadratic: notes that share several of their smallest hashes (`MinHash`) in one of some bands are candidates
//! (locality-sensitive hashing), and only those are compared, so that nothing is called alike that isn't.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How much of their word pairs two notes must share, in percent.
const ALIKE: usize = 70;
/// How many bands of hashes there are, and how many hashes must agree in one. At 70 % shared, two notes are missed once
/// in 700 times.
const BANDS: usize = 24;
const ROWS: usize = 4;
/// How many members of a bucket a note is compared with. A bucket's members are nearly all alike, so that a few do.
const MOST_COMPARED: usize = 16;

/// The likeness of a note: its word pairs without the words of a name, as hashes in order, each once.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Likeness(Vec<u32>);

impl Likeness {
    /// The likeness of `note`, which is addressed to somebody called `name`.
    #[must_use]
    pub fn of(note: &str, name: &str) -> Self {
        let names: Vec<String> = words(name).collect();
        let mut pairs: Vec<u32> = Vec::new();
        let mut before = 0_u64;
        let mut lone = None;
        for word in words(note) {
            // Bent by a language or with a possessive, a name is a little longer.
            let is_name = names.iter().any(|name| {
                name.chars().count() > 1 && word.strip_prefix(name.as_str()).is_some_and(|end| end.len() <= 2)
            });
            if is_name {
                continue;
            }
            let hash = hash(word.as_bytes());
            if before == 0 {
                lone = Some(hash);
            } else {
                pairs.push(top(mix(before.rotate_left(23) ^ hash)));
            }
            before = hash;
        }
        if pairs.is_empty() {
            pairs.extend(lone.map(top));
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// Whether two notes are nearly the same.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> bool {
        let (least, most) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if least * 100 < most * ALIKE || least == 0 {
            return false;
        }
        let mut shared = 0;
        let mut others = other.0.iter().peekable();
        for pair in &self.0 {
            while others.next_if(|other| *other < pair).is_some() {}
            shared += usize::from(others.next_if_eq(&pair).is_some());
        }
        shared * 100 >= (self.0.len() + other.0.len() - shared) * ALIKE
    }
}

/// Puts notes that are alike, directly or through others, into one cluster. Gives each note's cluster, as the number of
/// one of its members.
#[must_use]
pub fn cluster(notes: &[Likeness]) -> Vec<usize> {
    let mut clusters = Clusters((0..notes.len()).collect());
    for band in 0..BANDS {
        let mut buckets: HashMap<u64, Vec<usize>, BuildHasherDefault<Ready>> = HashMap::default();
        for (index, note) in notes.iter().enumerate().filter(|(_, note)| !note.0.is_empty()) {
            let bucket = buckets.entry(key(note, band)).or_default();
            let own = clusters.root(index);
            let mut is_known = false;
            for &other in bucket.iter().rev().take(MOST_COMPARED) {
                let root = clusters.root(other);
                if root == clusters.root(own) {
                    is_known = true;
                } else if notes.get(other).is_some_and(|other| other.resembles(note)) {
                    clusters.join(root, own);
                    is_known = true;
                }
            }
            // What is like the members that are there adds nothing that later notes could be compared with.
            if !is_known || bucket.len() < MOST_COMPARED {
                bucket.push(index);
            }
        }
    }
    (0..notes.len()).map(|index| clusters.root(index)).collect()
}

/// The smallest hashes of a band's orders, made one.
fn key(note: &Likeness, band: usize) -> u64 {
    let mut smallest = [u32::MAX; ROWS];
    let seeds: [u64; ROWS] = std::array::from_fn(|row| mix((band * ROWS + row + 1) as u64) | 1);
    for &pair in &note.0 {
        for (least, seed) in smallest.iter_mut().zip(seeds) {
            let spread = u64::from(pair).wrapping_mul(seed);
            *least = (*least).min(top(spread ^ (spread << 17)));
        }
    }
    smallest.iter().fold(band as u64, |key, &least| mix(key ^ u64::from(least)))
}

/// Sets of notes, each known by one member (union-find).
struct Clusters(Vec<usize>);

impl Clusters {
    fn root(&mut self, mut index: usize) -> usize {
        while let Some(&above) = self.0.get(index)
            && above != index
        {
            let top = self.0.get(above).copied().unwrap_or(above);
            if let Some(place) = self.0.get_mut(index) {
                *place = top;
            }
            index = above;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(place) = self.0.get_mut(one.max(other)) {
            *place = one.min(other);
        }
    }
}

/// A text's words in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '\'' | '’');
    text.split(move |character| !is_part(character))
        .map(|word| word.trim_matches(['\'', '’']))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// FNV-1a, spread by [`mix`]: the same on every machine, so that clusters are, too.
fn hash(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// The last step of `SplitMix64`.
const fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

const fn top(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Takes keys that are hashes already as they are.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_note_to_others_is_alike() {
        let to = |name: &str, full: &str| {
            Likeness::of(&format!("Hi {name}, I came across your profile and would love to connect with you."), full)
        };
        assert_eq!(to("Dana", "Dana Whitfield"), to("Jürgen", "Jürgen Groß"));
        assert!(to("Dana", "Dana Whitfield").resembles(&to("Ana", "")));
        let other = Likeness::of("Hi Dana, we shared a table at the study day in Leeds on Tuesday.", "Dana Whitfield");
        assert!(!to("Dana", "Dana Whitfield").resembles(&other));
    }

    #[test]
    fn notes_without_words_are_like_nothing() {
        let blank = Likeness::of("…!", "Dana");
        assert!(!blank.resembles(&blank));
        assert_eq!(cluster(&[blank.clone(), blank]), [0, 1]);
    }
}
