//! From evidence to a verdict.
//!
//! A question ("is it personal?") is answered by adding up what the text's phrases, the classes of its words and its
//! shapes weigh; the weights stand in `phrasebook/weights`, each under its name, so that every verdict can be traced to
//! words in the text.

use crate::analysis::Analysis;
use crate::evidence::{Receiver, Symbol, gather};
use crate::phrasebook::{
    self, Book, CLASSES, PAIRS, QUESTIONS, SHAPE_WEIGHTS, SIGNALS, STEPS, STRENGTHS, Shape, Weights,
};
use crate::{Kind, Relationship, Span, Verdict, facts};

/// Whether the text is of the best kind: personal, appropriate, specific.
pub(crate) const IS_BEST: usize = 0;
/// Whether it is of the worst: canned, inappropriate. Of a recommendation nothing is worse than vague.
pub(crate) const IS_WORST: usize = 1;
/// Whether an invitation sells or recruits.
pub(crate) const SELLS: usize = 2;
/// Whether a request offers a favour in return.
pub(crate) const SWAPS: usize = 2;
/// Whether an invitation asks a stranger for a favour.
pub(crate) const ASKS: usize = 3;
/// Whether a request offers money or something worth money.
pub(crate) const PAYS: usize = 3;

/// Influence is counted in parts of a weight, so that a phrase's can be shared out among up to three words.
const PARTS: i32 = 6;
/// A word that has less influence than this explains nothing: 0.2, in parts of twentieths.
const TELLING: i32 = 4 * PARTS;
/// Where canned is ahead of personal by less than this, a note is neither: 0.7, in twentieths.
const CLOSE: i32 = 14;
/// How much must speak for a pitch or an ask in a note that has a personal reason: 1.5, in twentieths.
const SURE: i32 = 30;

/// How much must speak for an offer in return: offers are rarer than in the corpus, and to see one where there is none
/// accuses someone. 0.5, in twentieths.
const LIKELY: i32 = 10;
/// By how much the weights of what is left of a text may miss what its words' influence tells of it: 1, in twentieths.
const SLACK: i32 = 20;

/// How many sentences a note is judged without, one at a time.
const MOST_SENTENCES: usize = 8;

/// A sentence that may make a note personal.
struct Sentence {
    /// Its first word.
    first: usize,
    /// Its last word.
    last: usize,
    /// It says where or when the two met.
    tells_where: bool,
}

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
    /// What speaks for the "yes" to each question in sum.
    scores: [i32; QUESTIONS],
    /// How much each word speaks for it, in parts.
    influence: Vec<[i32; QUESTIONS]>,
}

/// Judges a draft.
///
/// A sentence that says where the two met, or makes a personal note on its own, never makes a note worse: one that is not
/// personal is judged without each such sentence, too, and the better verdict counts.
pub(crate) fn judge(analysis: &Analysis) -> Judgement {
    let mut judgement = judge_as_it_is(analysis);
    if analysis.draft.kind != Kind::Invitation || judgement.verdict.is_best() || judgement.unread {
        return judgement;
    }
    let verdict = |text: &str| {
        let judgement = judge_as_it_is(&Analysis::with(analysis.draft, text));
        if judgement.unread { None } else { Some(judgement.verdict) }
    };
    for Sentence { first, last, tells_where } in judgement.telling_sentences(analysis) {
        let Some((alone, rest)) = analysis.without(first, last) else { continue };
        if !tells_where && verdict(&alone) != Some(Verdict::Personal) {
            continue;
        }
        if let Some(rest) = verdict(&rest).filter(|rest| rest.grade() > judgement.verdict.grade()) {
            judgement.verdict = rest;
        }
    }
    judgement
}

/// Judges a draft by its evidence alone. A function of its own in the module, too, since it is called in several places.
#[inline(never)]
fn judge_as_it_is(analysis: &Analysis) -> Judgement {
    let kind = analysis.draft.kind;
    let unread = analysis.book.is_none() && !analysis.is_blank();
    let mut balance = Balance::new(analysis);
    gather(analysis, &mut balance);
    let Balance { scores, influence, .. } = balance;
    let score = |question: usize| scores.get(question).copied().unwrap_or(0);
    let yes = |question: usize| !unread && score(question) > 0;
    // What is offered is one thing or the other: much of what tells an offer tells either.
    let offers = kind == Kind::RecommendationRequest && !unread && score(SWAPS).max(score(PAYS)) > LIKELY;
    let swaps = offers && score(SWAPS) >= score(PAYS);
    let pays = offers && !swaps;
    let none = analysis.draft.relationship == Some(Relationship::None);
    // The middle verdict has no score of its own: the others' scores say how far they are above it.
    let best = unread || yes(IS_BEST) && score(IS_BEST) >= score(IS_WORST);
    let worst = yes(IS_WORST) && !best;
    // A personal note called canned is the worst injustice: in doubt it is neither.
    let doubt = score(IS_BEST) > 0 && score(IS_WORST) < score(IS_BEST).saturating_add(CLOSE);
    // What the text tells of shared work counts for more than what the sender's data does not hold.
    let stranger = !best && analysis.draft.relationship.is_none() && facts::is_stranger(analysis.draft);
    let verdict = match kind {
        Kind::Invitation if analysis.is_blank() => Verdict::Canned,
        _ if analysis.is_blank() => Verdict::Vague,
        Kind::RecommendationRequest if none || stranger || swaps || pays => Verdict::Inappropriate,
        Kind::Invitation if best => Verdict::Personal,
        Kind::RecommendationRequest if best => Verdict::Appropriate,
        Kind::Recommendation if best => Verdict::Specific,
        Kind::Invitation if worst && !doubt => Verdict::Canned,
        Kind::RecommendationRequest if worst => Verdict::Inappropriate,
        Kind::Invitation => Verdict::Thin,
        Kind::RecommendationRequest | Kind::Recommendation => Verdict::Vague,
    };
    // People who know each other speak of business and ask for things, too.
    let least = if verdict == Verdict::Personal { SURE } else { 0 };
    let plainly = |question: usize| kind == Kind::Invitation && !unread && score(question) > least;
    Judgement { verdict, unread, sells: plainly(SELLS), asks: plainly(ASKS), swaps, pays, scores, influence }
}

impl Judgement {
    /// The places that speak for the "yes" to a question.
    pub(crate) fn spans_for(&self, analysis: &Analysis, question: usize) -> Vec<Span> {
        self.spans(analysis, |_, influence| influence(question) >= TELLING)
    }

    /// The places that speak against it.
    pub(crate) fn spans_against(&self, analysis: &Analysis, question: usize) -> Vec<Span> {
        self.spans(analysis, |_, influence| influence(question) <= -TELLING)
    }

    /// The places of words that show a signal and speak against the best verdict.
    pub(crate) fn spans_of(&self, analysis: &Analysis, signal: &str) -> Vec<Span> {
        self.spans(analysis, |word, influence| influence(IS_BEST) < 0 && analysis.signal(word) == Some(signal))
    }

    fn spans(&self, analysis: &Analysis, tells: impl Fn(usize, &dyn Fn(usize) -> i32) -> bool) -> Vec<Span> {
        let telling = self
            .influence
            .iter()
            .enumerate()
            .filter(|&(word, influence)| tells(word, &|question| influence.get(question).copied().unwrap_or(0)));
        analysis.spans_near(&telling.map(|(word, _)| word).collect::<Vec<_>>(), 1)
    }

    /// The sentences that say where the two met, or whose words speak for the best verdict in sum, if the text may be
    /// better without them.
    fn telling_sentences(&self, analysis: &Analysis) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut first = 0;
        for words in analysis.text.words.chunk_by(|left, right| left.sentence == right.sentence) {
            let next = first + words.len();
            let influence = self.influence.get(first..next).unwrap_or_default();
            let tells_where = (first..next).any(|word| analysis.signal(word) == Some("met"));
            let sum = |question: usize| influence.iter().filter_map(|word| word.get(question)).sum::<i32>() / PARTS;
            let best = sum(IS_BEST);
            if (tells_where || best > 0) && self.may_be_better_without([best, sum(IS_WORST)]) {
                sentences.push(Sentence { first, last: next - 1, tells_where });
            }
            first = next;
        }
        sentences.truncate(MOST_SENTENCES);
        sentences
    }

    /// Whether a note may be judged better when words of so much influence on its best and its worst verdict are gone.
    fn may_be_better_without(&self, [best, worst]: [i32; 2]) -> bool {
        let left = |question: usize, gone: i32| self.scores.get(question).map_or(0, |score| score - gone);
        let (best, worst) = (left(IS_BEST, best), left(IS_WORST, worst));
        let may_be_personal = best > -SLACK;
        may_be_personal || self.verdict == Verdict::Canned && worst < SLACK.max(best + CLOSE + SLACK)
    }

    /// Whether any word that shows one of some signals speaks for the best verdict.
    pub(crate) fn has_any(&self, analysis: &Analysis, signals: &[&str]) -> bool {
        self.influence.iter().enumerate().any(|(word, influence)| {
            influence.first().is_some_and(|&influence| influence > 0)
                && analysis.signal(word).is_some_and(|signal| signals.contains(&signal))
        })
    }

    /// The signals that speak for the best verdict, the strongest first, with the words that show them.
    pub(crate) fn strengths(&self, analysis: &Analysis) -> Vec<(&'static str, Vec<usize>)> {
        let mut found: Vec<(i32, &'static str, Vec<usize>)> = Vec::new();
        for (word, influence) in self.influence.iter().enumerate() {
            let influence = influence.first().copied().unwrap_or(0);
            if influence < TELLING {
                continue;
            }
            let signal = analysis.signal(word).filter(|&signal| is_strength(signal)).unwrap_or("details");
            match found.iter_mut().find(|(_, other, _)| *other == signal) {
                Some((sum, _, words)) => {
                    *sum += influence;
                    words.push(word);
                }
                None => found.push((influence, signal, vec![word])),
            }
        }
        // There are few: taking the strongest each time needs no sorting routine in the module. Mere details come last.
        let mut ordered = Vec::with_capacity(found.len());
        let rank = |found: &(i32, &str, Vec<usize>)| (found.1 != "details", found.0);
        while let Some(strongest) = (0..found.len()).max_by_key(|&index| found.get(index).map(rank)) {
            ordered.push(found.swap_remove(strongest));
        }
        ordered.into_iter().map(|(_, signal, words)| (signal, words)).collect()
    }
}

fn is_strength(signal: &str) -> bool {
    SIGNALS.iter().zip(STRENGTHS).any(|(&id, is_strength)| id == signal && is_strength)
}

/// Adds up weights.
struct Balance<'a> {
    analysis: &'a Analysis<'a>,
    book: Option<&'static Book>,
    scores: [i32; QUESTIONS],
    influence: Vec<[i32; QUESTIONS]>,
    /// The phrases, then the pairs, that have been counted, a bit each: whatever is repeated counts once.
    counted: Vec<u64>,
    /// The number of phrases.
    phrases: usize,
}

impl<'a> Balance<'a> {
    fn new(analysis: &'a Analysis<'a>) -> Self {
        let kind = analysis.draft.kind;
        let book = analysis.book;
        let phrases = book.map_or(0, |book| book.phrase_count(kind));
        Self {
            analysis,
            book,
            scores: book.map_or([0; QUESTIONS], |book| book.bias(kind).map(i32::from)),
            influence: vec![[0; QUESTIONS]; analysis.text.words.len()],
            counted: vec![0; (phrases + PAIRS.len()).div_ceil(64)],
            phrases,
        }
    }

    fn count(&mut self, weights: Weights) {
        for (score, weight) in self.scores.iter_mut().zip(weights) {
            *score += i32::from(weight);
        }
    }

    fn count_once(&mut self, number: usize, weights: Weights) {
        if let Some(bits) = self.counted.get_mut(number / 64) {
            let bit = 1 << (number % 64);
            if *bits & bit == 0 {
                *bits |= bit;
                self.count(weights);
            }
        }
    }

    fn credit(&mut self, word: usize, weights: Weights, part: i32) {
        if let Some(influence) = self.influence.get_mut(word) {
            for (influence, weight) in influence.iter_mut().zip(weights) {
                *influence += i32::from(weight) * part;
            }
        }
    }
}

impl Receiver for Balance<'_> {
    fn phrase(&mut self, symbols: &[Symbol], _: bool, key: u32) {
        let Some(book) = self.book else { return };
        let Some((number, weights)) = book.phrase(self.analysis.draft.kind, key) else { return };
        self.count_once(number, weights);
        let part = PARTS / i32::try_from(symbols.len()).unwrap_or(PARTS);
        for symbol in symbols {
            self.credit(symbol.word, weights, part);
        }
    }

    fn pair(&mut self, classes: (usize, usize), (first, last): (usize, usize)) {
        let Some((number, weights)) = phrasebook::pair(classes) else { return };
        self.count_once(self.phrases + number, weights);
        for word in [first, last] {
            self.credit(word, weights, PARTS / 2);
        }
    }

    fn class(&mut self, class: usize, places: &[(usize, usize)]) {
        let kind = self.analysis.draft.kind;
        let Some(class) = CLASSES.get(class) else { return };
        let Some(steps) = class.weights.get(kind as usize) else { return };
        for ((least, shared), key) in STEPS.into_iter().zip(steps).zip(class.keys) {
            if places.len() < least {
                break;
            }
            // A language may differ from the others.
            let own = self.book.and_then(|book| book.phrase(kind, key)).map(|(_, weights)| weights).unwrap_or_default();
            for weights in [*shared, own] {
                if weights == Weights::default() {
                    continue;
                }
                self.count(weights);
                for &(first, last) in places {
                    let shares = i32::try_from(least * (last + 1 - first)).unwrap_or(PARTS);
                    for word in first..=last {
                        self.credit(word, weights, (PARTS / shares).max(1));
                    }
                }
            }
        }
    }

    fn shape(&mut self, shape: Shape) {
        let weights = SHAPE_WEIGHTS.get(self.analysis.draft.kind as usize).and_then(|shapes| shapes.get(shape.0));
        if let Some(&weights) = weights {
            self.count(weights);
        }
    }
}
