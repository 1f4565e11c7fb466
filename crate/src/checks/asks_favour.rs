//! Asks before giving a reason to answer.
//!
//! # What it does
//!
//! Finds an ask for a job, a referral, an introduction, money, votes or an hour of advice.
//!
//! # Why it is bad
//!
//! A favour asked of a stranger in the first sentence leaves them only a no, or silence.
//!
//! # Example
//!
//! > Hello sir, I am looking for a job, please refer me in your company. My CV is attached.
//!
//! # Use instead
//!
//! Why you ask this person; the ask itself can follow in the conversation.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::verdict::{Judgement, ASKS};
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "asks_favour",
    kinds: &[Kind::Invitation],
    severity: Severity::Caution,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hello sir, I am looking for a job, please refer me in your company. My CV is attached.")],
    good: &[Example::invitation("You lent me your charger at the RCN study day on Tuesday. Here is the audit form I promised.")],
};

fn find(analysis: &Analysis, judgement: &Judgement) -> Option<Found> {
    judgement.asks.then(|| Found::at_or_whole(&judgement.spans_for(analysis, ASKS)))
}
