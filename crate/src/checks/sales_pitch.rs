//! A pitch.
//!
//! # What it does
//!
//! Finds texts that sell a product, a service or a vacancy to whoever reads them.
//!
//! # Why it is bad
//!
//! An invitation that sells is an advertisement in an envelope addressed by hand.
//!
//! # Example
//!
//! > We help companies like yours triple their qualified leads. Book a quick call to see how our platform works.
//!
//! # Use instead
//!
//! First a reason to know each other. The offer can wait until they have answered.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, SELLS};
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "sales_pitch",
    kinds: &[Kind::Invitation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("We help companies like yours triple their qualified leads. Book a quick call to see how our platform works.")],
    good: &[Example::invitation("Your talk at FOSDEM on reproducible builds convinced our team; we cut the release from two days to one hour.")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    judgement.sells.then(|| Found::at_or_whole(&judgement.spans_for(analysis, SELLS)))
}
