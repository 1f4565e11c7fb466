//! From signals to a verdict.
//!
//! A question ("is it personal?") is answered by adding up the weights of the signals that hold; the weights stand in
//! `phrasebook/weights.toml`, each under its signal's name, so that every verdict can be traced to words in the text.
//! Signals of a personal reason never weigh against one and the others never for one: adding a reason can't make a note
//! worse.

use std::sync::OnceLock;

use crate::analysis::Analysis;
use crate::phrasebook::{ELSEWHERE, IN_ENGLISH, Questions, Signal, Weights};
use crate::{Kind, Relationship, Verdict};

/// The verdict on a draft and what the checks need to explain it.
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each read on its own")]
pub(crate) struct Judgement {
    /// The verdict.
    pub(crate) verdict: Verdict,
    /// The text is in a language whose words are not known here, so that only checks that need none were made.
    pub(crate) unread: bool,
    /// It sells or recruits.
    pub(crate) sells: bool,
    /// It asks a stranger for a favour.
    pub(crate) asks: bool,
    /// It offers a favour in return for a recommendation.
    pub(crate) swaps: bool,
    /// It offers money or something worth money for a recommendation.
    pub(crate) pays: bool,
    /// The signals that spoke for the best verdict, in their order.
    pub(crate) reasons: Vec<Signal>,
}

/// The questions that are asked of a kind of draft, and the signals that its findings point at.
fn asked(kind: Kind, questions: &'static Questions) -> (Vec<&'static Weights>, &'static [Signal]) {
    match kind {
        Kind::Invitation => (
            vec![&questions.personal, &questions.effort, &questions.sales_pitch, &questions.asks_favour],
            &[
                Signal::Greeting,
                Signal::DefaultInvitation,
                Signal::WantsConnection,
                Signal::NetworkBuilding,
                Signal::MachineText,
                Signal::Profile,
                Signal::Compliment,
                Signal::SameField,
                Signal::Mutual,
                Signal::Follows,
                Signal::RoleMention,
                Signal::Offer,
                Signal::Seller,
                Signal::CallToAction,
                Signal::Pitch,
                Signal::JobAsk,
                Signal::Asks,
            ],
        ),
        Kind::RecommendationRequest => (
            vec![&questions.appropriate, &questions.inappropriate, &questions.swap_offer, &questions.pay_offer],
            &[
                Signal::Greeting,
                Signal::DeniesWork,
                Signal::PublicOnly,
                Signal::Stranger,
                Signal::JustConnected,
                Signal::SocialOnly,
                Signal::Admirer,
                Signal::Swap,
                Signal::Pay,
                Signal::DefaultRequest,
                Signal::VagueSubject,
            ],
        ),
        Kind::Recommendation => (vec![&questions.specific], &[Signal::Greeting, Signal::Praise]),
    }
}

/// For each signal whether it can make a difference to a kind of draft.
pub(crate) fn signals_that_matter(kind: Kind) -> &'static [bool; Signal::ALL.len()] {
    static MATTER: [OnceLock<[bool; Signal::ALL.len()]>; Kind::ALL.len()] =
        [const { OnceLock::new() }; Kind::ALL.len()];
    let compute = || {
        let both = [asked(kind, &IN_ENGLISH), asked(kind, &ELSEWHERE)];
        Signal::ALL.map(|signal| {
            both.iter().any(|(weights, shown)| {
                shown.contains(&signal) || weights.iter().any(|weights| weights.of(signal) != 0.0)
            })
        })
    };
    MATTER.get(kind as usize).map_or(&ALL_MATTER, |matter| matter.get_or_init(compute))
}

/// Every signal, for those who look at them all.
pub(crate) static ALL_MATTER: [bool; Signal::ALL.len()] = [true; Signal::ALL.len()];

/// Judges a draft.
pub(crate) fn judge(analysis: &Analysis) -> Judgement {
    let kind = analysis.draft.kind;
    let questions = if analysis.book.is_some_and(|book| book.language != "en") { &ELSEWHERE } else { &IN_ENGLISH };
    let unread = analysis.book.is_none() && !analysis.is_blank();
    let speaks = |weights: &Weights, least: f32| !unread && score(analysis, weights) > least;
    let yes = |weights: &Weights| speaks(weights, 0.0);
    let swaps = kind != Kind::Invitation && yes(&questions.swap_offer);
    let pays = kind != Kind::Invitation && yes(&questions.pay_offer);
    let none = analysis.draft.relationship == Some(Relationship::None);
    let (verdict, weights) = match kind {
        _ if analysis.is_blank() => (if kind == Kind::Invitation { Verdict::Canned } else { Verdict::Vague }, None),
        Kind::RecommendationRequest if none || swaps || pays => (Verdict::Inappropriate, None),
        Kind::Invitation if unread || yes(&questions.personal) => (Verdict::Personal, Some(&questions.personal)),
        Kind::Invitation if yes(&questions.effort) || may_be_personal(analysis) => (Verdict::Thin, None),
        Kind::Invitation => (Verdict::Canned, None),
        Kind::RecommendationRequest if yes(&questions.inappropriate) => (Verdict::Inappropriate, None),
        Kind::RecommendationRequest if unread || yes(&questions.appropriate) => {
            (Verdict::Appropriate, Some(&questions.appropriate))
        }
        Kind::Recommendation if unread || yes(&questions.specific) => (Verdict::Specific, Some(&questions.specific)),
        Kind::RecommendationRequest | Kind::Recommendation => (Verdict::Vague, None),
    };
    // People who know each other speak of business and ask for things, too.
    let least = if verdict == Verdict::Personal { SURE } else { 0.0 };
    Judgement {
        verdict,
        unread,
        sells: kind == Kind::Invitation && speaks(&questions.sales_pitch, least),
        asks: kind == Kind::Invitation && speaks(&questions.asks_favour, least),
        swaps,
        pays,
        reasons: weights.map(|weights| reasons(analysis, weights)).unwrap_or_default(),
    }
}

/// Whether a note tells something between two people and nothing of what is sent to everyone.
///
/// The weights may miss what is personal about it; then it is at least not called canned, which would be unjust.
fn may_be_personal(analysis: &Analysis) -> bool {
    const TOLD: [Signal; 10] = [
        Signal::Met,
        Signal::Said,
        Signal::Introduced,
        Signal::SharedPast,
        Signal::Handover,
        Signal::TheirWork,
        Signal::Outcome,
        Signal::Helped,
        Signal::WeDid,
        Signal::RareWords7,
    ];
    const SENT_TO_EVERYONE: [Signal; 11] = [
        Signal::DefaultInvitation,
        Signal::GenericReason,
        Signal::Profile,
        Signal::Pitch,
        Signal::Offer,
        Signal::Seller,
        Signal::CallToAction,
        Signal::Asks,
        Signal::JobAsk,
        Signal::MachineText,
        Signal::Link,
    ];
    let any = |signals: &[Signal]| signals.iter().any(|&signal| analysis.shows(signal));
    any(&TOLD) && !any(&SENT_TO_EVERYONE)
}

/// How much must speak for a pitch or an ask in a note that has a personal reason.
const SURE: f32 = 1.5;

/// How much the text's signals speak for "yes"; above zero it is one.
fn score(analysis: &Analysis, weights: &Weights) -> f32 {
    weights.bias + analysis.signals().map(|signal| weights.of(signal)).sum::<f32>()
}

/// The signals that spoke for "yes": what happened between people before mere details, as the signals are ordered.
fn reasons(analysis: &Analysis, weights: &Weights) -> Vec<Signal> {
    analysis.signals().filter(|&signal| weights.of(signal) > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::EXAMPLES;

    #[test]
    fn leaving_out_what_does_not_matter_changes_no_verdict() {
        for example in EXAMPLES.iter().flat_map(|examples| examples.bad.iter().chain(examples.good)) {
            let draft = example.draft();
            let [all, some] = [&ALL_MATTER, signals_that_matter(draft.kind)].map(|matters| {
                let judgement = judge(&Analysis::new(&draft, matters));
                (judgement.verdict, judgement.sells, judgement.asks, judgement.swaps, judgement.pays)
            });
            assert_eq!(all, some, "{}", draft.text);
        }
    }
}
