//! Reads the data that LinkedIn lets its members download, and makes of it facts about people and a mirror of habits.
//!
//! [`Import`] takes the export's files in any order, [`Import::finish`] gives an [`Audit`] and the [`Person`]s. Nothing here
//! judges a text: whoever calls does, through [`Judge`], with the checks of Faux Pas.

mod archive;
mod date;
mod import;
mod likeness;
mod page;
mod people;
mod statistics;
mod table;
#[cfg(target_arch = "wasm32")]
mod wasm;

use serde::{Deserialize, Serialize};

pub use date::Day;
pub use import::{FileReport, Import, Part, RowProblem};
pub use likeness::{Likeness, cluster};
pub use page::Words;
pub use people::{Person, SharedCompany};
pub use statistics::{Audit, Cluster, Counts, Invitations, Month, Pair, Praise, Recommendations, Remembered, Share};
pub use table::Problem;

/// What the checks say of a text.
pub trait Judge {
    /// Of what sort the note of an invitation is that went to somebody called `name`.
    fn note(&self, text: &str, name: &str) -> Sort;

    /// Whether a recommendation of somebody called `name` tells of something that happened.
    fn is_specific(&self, text: &str, name: &str) -> bool;

    /// A note's likeness, as the checks compare it; none if the note is too short.
    fn fingerprint(&self, text: &str, name: &str) -> Option<String>;
}

/// The sorts of invitations.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Without a note.
    Blank,
    /// With a note that could go to anyone.
    Canned,
    /// With a note of some effort.
    Thin,
    /// With a personal note.
    Personal,
}

impl Sort {
    /// Every sort, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Blank, Self::Canned, Self::Thin, Self::Personal];

    /// The sort's name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Canned => "canned",
            Self::Thin => "thin",
            Self::Personal => "personal",
        }
    }
}
