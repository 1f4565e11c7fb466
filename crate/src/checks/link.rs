//! A link.
//!
//! # What it does
//!
//! Finds web addresses and booking links.
//!
//! # Why it is bad
//!
//! A link from someone they don't know yet looks like spam, and few will follow it.
//!
//! # Example
//!
//! > Grab a slot: calendly.com/acme/15min
//!
//! # Use instead
//!
//! The one sentence that the link would have told them.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "link",
    kinds: &[Kind::Invitation, Kind::RecommendationRequest],
    severity: Severity::Note,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Grab a slot: calendly.com/acme/15min"), Example::invitation("Have a look at https://example.org")],
    good: &[Example::invitation("I use Node.js and ASP.NET at Booking.com."), Example::invitation("Thanks for the help on Monday.It worked.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    let links: Vec<_> = analysis.text.words.iter().filter(|word| word.shape.link).map(|word| word.span).collect();
    let found = Found::at(&links)?;
    Some(if analysis.draft.kind == Kind::Invitation { found.severity(Severity::Caution) } else { found })
}
