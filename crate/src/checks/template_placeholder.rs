//! A blank that nobody filled.
//!
//! # What it does
//!
//! Finds the merge fields of mailing tools and templates, `{firstName}`, `%COMPANY%`, `[Name]`, `<<Title>>`, and the hole that
//! an empty one leaves: "Hi ,". Brackets and braces that people really write stay silent.
//!
//! # Why it is bad
//!
//! It proves that the text was made for a list.
//!
//! # Example
//!
//! > Hi {firstName}, I saw your profile.
//!
//! # Use instead
//!
//! The name, the firm or the title itself; or a sentence that needs none of them.

use super::{Check, Example, Examples, Found};
use crate::analysis::Analysis;
use crate::placeholder;
use crate::verdict::Judgement;
use crate::{Kind, Severity};

pub(super) const CHECK: Check = Check {
    id: "template_placeholder",
    kinds: &Kind::ALL,
    severity: Severity::Warning,
    find,
};

pub(super) const EXAMPLES: Examples = Examples {
    bad: &[Example::invitation("Hi {firstName}, I saw your profile."), Example::invitation("Hello [Name], I work at [Company]."), Example::invitation("Hi , I saw that you work in sales."), Example::invitation("Hi %FIRSTNAME%!"), Example::invitation("Dear <<Last Name>>, we met at <<Event>>.")],
    good: &[Example::invitation("Your post on why {json} braces break in TOML fixed my build [sic]."), Example::invitation("I liked <3 your point that 20% of tests find 80% of bugs."), Example::invitation("The form C12 prints \"<name of child>\" instead of the name.")],
};

fn find(analysis: &Analysis, _: &Judgement) -> Option<Found> {
    Found::at(&placeholder::find(analysis))
}
