//! What the sender's own data says of the recipient: facts with their source, and what follows from them.

use crate::Messages;
use crate::draft::{Draft, Evidence, Kind};
use crate::report::Fact;

/// Someone is a fresh contact for this long, in days.
const FRESH: i32 = 30;
/// For how many days an export can be trusted about what it does not hold: messages may have been written since.
const TRUSTED: i32 = 90;

/// The facts for a draft, in the order in which they are shown.
pub(crate) fn facts(draft: &Draft, messages: &dyn Messages) -> Vec<Fact> {
    let Some(evidence) = &draft.evidence else { return Vec::new() };
    let mut facts = Vec::new();
    let mut say = |key: &'static str, fact: &'static str, substitutions: &[&str]| {
        facts.push(Fact { fact, message: messages.text(key, substitutions) });
    };
    let day = |day: &Option<String>| day.as_deref().map(|day| messages.date(day));
    if let Some(on) = day(&evidence.connected_on) {
        say("fact_connected", "connected", &[&on]);
    }
    if draft.kind == Kind::Invitation
        && let Some(on) = day(&evidence.invited_on)
    {
        say("fact_invited", "invited", &[&on]);
    }
    match evidence.messages {
        Some(0) if is_trusted(evidence) && evidence.connected_on.is_some() => say("fact_no_messages", "messages", &[]),
        Some(count @ 1..) => {
            let last = day(&evidence.last_message_on).unwrap_or_default();
            say("fact_messages", "messages", &[&count.to_string(), &last]);
        }
        _ => {}
    }
    if let Some(shared) = &evidence.shared_company {
        let from = messages.date(&shared.from);
        match day(&shared.until) {
            Some(until) => say("fact_company", "company", &[&shared.name, &from, &until]),
            None => say("fact_company_now", "company", &[&shared.name, &from]),
        }
    }
    if draft.kind == Kind::RecommendationRequest
        && let Some(on) = day(&evidence.asked_on)
    {
        say("fact_asked", "asked", &[&on]);
    }
    if let Some(on) = day(&evidence.recommended_on) {
        say("fact_recommended", "recommended", &[&on]);
    }
    if let Some(on) = day(&evidence.given_on) {
        say("fact_given", "given", &[&on]);
    }
    if !facts.is_empty() {
        facts.push(Fact {
            fact: "source",
            message: messages.text("fact_source", &[&messages.date(&evidence.exported)]),
        });
    }
    facts
}

/// Whether the data shows a contact so fresh and so silent that they can't have seen the sender's work.
pub(crate) fn is_stranger(draft: &Draft) -> bool {
    let Some(evidence) = draft.evidence.as_ref().filter(|evidence| is_trusted(evidence)) else { return false };
    let now = evidence.today.as_deref().unwrap_or(&evidence.exported);
    let age = evidence.connected_on.as_deref().and_then(|on| Some(days(now)? - days(on)?));
    let is_fresh = age.is_some_and(|age| (0..=FRESH).contains(&age));
    let is_unknown =
        evidence.shared_company.is_none() && evidence.recommended_on.is_none() && evidence.given_on.is_none();
    is_fresh && is_unknown && evidence.messages == Some(0)
}

/// Whether the export is new enough for what it does not hold to mean something.
fn is_trusted(evidence: &Evidence) -> bool {
    let now = evidence.today.as_deref().unwrap_or(&evidence.exported);
    days(now).zip(days(&evidence.exported)).is_some_and(|(now, exported)| now - exported <= TRUSTED)
}

/// A day written `YYYY-MM-DD`, as a number that grows by one each day.
fn days(day: &str) -> Option<i32> {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that the leap day is their last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_counted_across_leap_years() {
        let between = |one, other| days(other).unwrap() - days(one).unwrap();
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("2025-12-31", "2026-01-01"), 1);
        assert_eq!(between("2020-01-01", "2024-01-01"), 1461);
        assert_eq!(days("soon"), None);
        assert_eq!(days("2026-13-01"), None);
    }
}
