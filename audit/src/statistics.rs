//! A member's habits, counted.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::date::Day;
use crate::import::{Data, FileReport, Import, Invitation, Part};
use crate::likeness::{Likeness, cluster};
use crate::people::{People, Person};
use crate::{Judge, Sort};

/// How many clusters of notes are listed.
const MOST_CLUSTERS: usize = 20;
/// How many clusters are remembered for the moment of writing.
const MOST_REMEMBERED: usize = 200;
/// How many reciprocal pairs are listed.
const MOST_PAIRS: usize = 50;
/// An invitation gets this many days to be accepted before it counts as one that was not.
const DAYS_TO_ACCEPT: i32 = 14;
/// Fewer invitations of a sort say nothing about how many are accepted.
const FEWEST_TO_COMPARE: u32 = 20;
/// The 97.5th percentile of the normal distribution, for intervals of 95 %.
const Z: f64 = 1.959_964;

/// What an export says about its member's habits.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Audit {
    /// The day of the export, or of the last thing in it.
    pub exported: Option<Day>,
    /// The parts that it has.
    pub parts: Vec<Part>,
    /// What came of each file.
    pub files: Vec<FileReport>,
    /// Invitations that went out; none without their file.
    pub invitations: Option<Invitations>,
    /// Recommendations; none without their files.
    pub recommendations: Option<Recommendations>,
    /// What to do next, most useful first. Their texts stand under `audit_advice_ID`.
    pub advice: Vec<Cow<'static, str>>,
    /// Notes that went to several people, for the moment of writing.
    pub remembered: Vec<Remembered>,
}

/// Invitations that went out.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Invitations {
    /// How many of each sort.
    pub sent: Counts,
    /// How many came in.
    pub received: u32,
    /// By month, oldest first; months without any between others are there, too.
    pub months: Vec<Month>,
    /// The notes that were used most, most used first.
    pub reused: Vec<Cluster>,
    /// How many notes are nearly the same as another.
    pub in_clusters: u32,
    /// How many invitations of each sort were accepted; none where the connections are missing.
    pub accepted: Option<Vec<Share>>,
}

/// How many invitations of each sort.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// Without a note.
    pub blank: u32,
    /// With a note that could go to anyone.
    pub canned: u32,
    /// With a note of some effort.
    pub thin: u32,
    /// With a personal note.
    pub personal: u32,
}

impl Counts {
    fn place(&mut self, sort: Sort) -> &mut u32 {
        match sort {
            Sort::Blank => &mut self.blank,
            Sort::Canned => &mut self.canned,
            Sort::Thin => &mut self.thin,
            Sort::Personal => &mut self.personal,
        }
    }

    /// All together.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.blank + self.canned + self.thin + self.personal
    }
}

/// A month's invitations.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Month {
    /// As `YYYY-MM`.
    pub month: String,
    /// How many of each sort.
    pub counts: Counts,
}

/// Notes that are nearly the same.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Cluster {
    /// One of them, the most frequent.
    pub note: String,
    /// How many there are.
    pub count: u32,
    /// The first.
    pub since: Day,
    /// The last.
    pub until: Day,
    /// What the checks say of it.
    pub sort: Sort,
}

/// A note that went to several people, without its words.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Remembered {
    /// Its likeness, as the checks compare it.
    pub fingerprint: String,
    /// To how many it went.
    pub count: u32,
    /// Since when.
    pub since: Day,
}

/// A part of a whole, with what it could be by chance.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Share {
    /// Which invitations.
    pub sort: Sort,
    /// How many were accepted.
    pub accepted: u32,
    /// Of how many, leaving out those sent too shortly before the export.
    pub of: u32,
    /// The bounds of the interval of 95 % (Wilson), from 0 to 1.
    pub low: f64,
    /// Its upper bound.
    pub high: f64,
    /// Whether these are too few to say anything.
    pub few: bool,
}

/// Recommendations.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Recommendations {
    /// Written by the member.
    pub given: Praise,
    /// Written about the member.
    pub received: Praise,
    /// People who recommended each other, the closest in time first.
    pub reciprocal: Vec<Pair>,
}

/// How specific recommendations are.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct Praise {
    /// Those that tell of something that happened.
    pub specific: u32,
    /// Those that could be about anyone.
    pub vague: u32,
}

/// Two who recommended each other.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Pair {
    /// The other's name.
    pub name: String,
    /// When the member recommended them.
    pub given_on: Day,
    /// When they recommended the member.
    pub received_on: Day,
    /// How many days lie between.
    pub days: u32,
}

impl Import {
    /// Counts everything, and gathers what is known of each person.
    ///
    /// Takes time linear in what was read. `judge` is asked once for notes that are the same but for names.
    #[must_use]
    pub fn finish(self, judge: &dyn Judge) -> (Audit, Vec<Person>) {
        let Self { data, files, exported, .. } = self;
        let exported = exported.or_else(|| latest(&data));
        let people = People::gather(&data);
        let has = |part: Part| files.iter().any(|file| file.part == Some(part) && file.failure.is_none());
        let mut remembered = Vec::new();
        let invitations = has(Part::Invitations).then(|| {
            let counted = has(Part::Connections).then_some(&people);
            count(&data, counted, exported, judge, &mut remembered)
        });
        let recommendations = (has(Part::Given) || has(Part::Received)).then(|| recommendations(&data, judge));
        let mut parts: Vec<Part> =
            files.iter().filter(|file| file.failure.is_none()).filter_map(|file| file.part).collect();
        parts.sort_unstable();
        parts.dedup();
        let advice = advice(invitations.as_ref(), recommendations.as_ref()).into_iter().map(Cow::Borrowed).collect();
        (Audit { exported, parts, files, invitations, recommendations, advice, remembered }, people.list)
    }
}

fn latest(data: &Data) -> Option<Day> {
    let connections = data.connections.iter().map(|item| item.on);
    let invitations = data.invitations.iter().map(|item| item.on);
    let recommendations = data.given.iter().chain(&data.received).map(|item| item.on);
    let messages = data.exchanges.values().filter_map(|exchange| exchange.last);
    connections.chain(invitations).chain(recommendations).chain(messages).max()
}

/// The notes that are the same but for names.
struct Group {
    likeness: Likeness,
    sort: Sort,
    /// The invitation whose note stands for all.
    example: usize,
    count: u32,
    since: Day,
    until: Day,
}

fn count(
    data: &Data,
    people: Option<&People>,
    exported: Option<Day>,
    judge: &dyn Judge,
    remembered: &mut Vec<Remembered>,
) -> Invitations {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Likeness, usize> = HashMap::new();
    let mut sent = Counts::default();
    let mut received = 0;
    let mut months: BTreeMap<String, Counts> = BTreeMap::new();
    let mut shares: HashMap<Sort, (u32, u32)> = HashMap::new();
    for (index, invitation) in data.invitations.iter().enumerate() {
        if !invitation.outgoing {
            received += 1;
            continue;
        }
        let sort = if invitation.note.trim().is_empty() {
            Sort::Blank
        } else {
            grouped(index, invitation, judge, &mut groups, &mut known)
        };
        *sent.place(sort) += 1;
        *months.entry(invitation.on.month()).or_default().place(sort) += 1;
        if let Some(people) = people
            && exported.is_some_and(|exported| exported.since(invitation.on) >= DAYS_TO_ACCEPT)
        {
            let connected = people.find(&invitation.who).and_then(|person| person.connected_on);
            let share = shares.entry(sort).or_default();
            share.0 += u32::from(connected.is_some_and(|on| on >= invitation.on));
            share.1 += 1;
        }
    }
    drop(known);
    let (reused, in_clusters) = reused(data, &groups, judge, remembered);
    Invitations {
        sent,
        received,
        months: without_gaps(&months),
        reused,
        in_clusters,
        accepted: people.map(|_| {
            let sorts = [Sort::Personal, Sort::Thin, Sort::Canned, Sort::Blank];
            sorts
                .into_iter()
                .filter_map(|sort| shares.get(&sort).map(|&(accepted, of)| share(sort, accepted, of)))
                .collect()
        }),
    }
}

/// Puts an invitation's note into the group of those that are the same but for names, and says of what sort they are.
fn grouped(
    index: usize,
    invitation: &Invitation,
    judge: &dyn Judge,
    groups: &mut Vec<Group>,
    known: &mut HashMap<Likeness, usize>,
) -> Sort {
    let likeness = Likeness::of(&invitation.note, &invitation.who.name);
    if let Some(group) = known.get(&likeness).and_then(|&group| groups.get_mut(group)) {
        group.count += 1;
        group.since = group.since.min(invitation.on);
        group.until = group.until.max(invitation.on);
        return group.sort;
    }
    let sort = judge.note(&invitation.note, &invitation.who.name);
    known.insert(likeness.clone(), groups.len());
    groups.push(Group { likeness, sort, example: index, count: 1, since: invitation.on, until: invitation.on });
    sort
}

/// The clusters of notes that were used more than once, and how many notes are in any.
fn reused(data: &Data, groups: &[Group], judge: &dyn Judge, remembered: &mut Vec<Remembered>) -> (Vec<Cluster>, u32) {
    let likenesses: Vec<Likeness> = groups.iter().map(|group| group.likeness.clone()).collect();
    let mut clusters: BTreeMap<usize, (u32, Day, Day, &Group)> = BTreeMap::new();
    for (group, root) in groups.iter().zip(cluster(&likenesses)) {
        let entry = clusters.entry(root).or_insert((0, group.since, group.until, group));
        entry.0 += group.count;
        entry.1 = entry.1.min(group.since);
        entry.2 = entry.2.max(group.until);
        if group.count > entry.3.count {
            entry.3 = group;
        }
    }
    let mut clusters: Vec<_> = clusters.into_values().filter(|&(count, ..)| count > 1).collect();
    clusters.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let in_clusters = clusters.iter().map(|&(count, ..)| count).sum();
    let example = |group: &Group| data.invitations.get(group.example);
    for &(count, since, _, group) in clusters.iter().take(MOST_REMEMBERED) {
        let fingerprint = example(group).and_then(|item| judge.fingerprint(&item.note, &item.who.name));
        remembered.extend(fingerprint.map(|fingerprint| Remembered { fingerprint, count, since }));
    }
    let listed = clusters.into_iter().take(MOST_CLUSTERS).filter_map(|(count, since, until, group)| {
        Some(Cluster { note: example(group)?.note.clone(), count, since, until, sort: group.sort })
    });
    (listed.collect(), in_clusters)
}

fn without_gaps(months: &BTreeMap<String, Counts>) -> Vec<Month> {
    let number = |month: &str| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<u32>().ok()? * 12 + month.parse::<u32>().ok()? - 1)
    };
    let ends =
        months.keys().next().and_then(|first| number(first)).zip(months.keys().last().and_then(|last| number(last)));
    let Some((first, last)) = ends else { return Vec::new() };
    (first..=last)
        .map(|number| {
            let month = format!("{:04}-{:02}", number / 12, number % 12 + 1);
            let counts = months.get(&month).copied().unwrap_or_default();
            Month { month, counts }
        })
        .collect()
}

/// A share with its Wilson interval.
fn share(sort: Sort, accepted: u32, of: u32) -> Share {
    let (n, p) = (f64::from(of.max(1)), f64::from(accepted) / f64::from(of.max(1)));
    let centre = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    let (low, high) = ((centre - spread) / whole, (centre + spread) / whole);
    Share { sort, accepted, of, low: low.max(0.0), high: high.min(1.0), few: of < FEWEST_TO_COMPARE }
}

fn recommendations(data: &Data, judge: &dyn Judge) -> Recommendations {
    let praise = |list: &[crate::import::Recommendation], is_given: bool| {
        let mut praise = Praise::default();
        for item in list {
            // What others wrote is about the member, whose name nobody tells here.
            let name = if is_given { item.who.name.as_str() } else { "" };
            let place = if judge.is_specific(&item.text, name) { &mut praise.specific } else { &mut praise.vague };
            *place += 1;
        }
        praise
    };
    let mut reciprocal: Vec<Pair> = Vec::new();
    let mut received: HashMap<String, Day> = HashMap::new();
    for item in &data.received {
        let on = received.entry(item.who.name.to_lowercase()).or_insert(item.on);
        *on = (*on).min(item.on);
    }
    for item in &data.given {
        if let Some(&received_on) = received.get(&item.who.name.to_lowercase()) {
            let days = item.on.since(received_on).unsigned_abs();
            reciprocal.push(Pair { name: item.who.name.clone(), given_on: item.on, received_on, days });
        }
    }
    reciprocal.sort_by_key(|pair| pair.days);
    reciprocal.truncate(MOST_PAIRS);
    Recommendations { given: praise(&data.given, true), received: praise(&data.received, false), reciprocal }
}

/// What to do next; nothing where nothing is known.
pub(crate) fn advice(
    invitations: Option<&Invitations>,
    recommendations: Option<&Recommendations>,
) -> Vec<&'static str> {
    let mut advice = Vec::new();
    if let Some(invitations) = invitations {
        let sent = invitations.sent;
        if sent.blank * 2 > sent.total() {
            advice.push("blank");
        }
        if invitations.reused.first().is_some_and(|cluster| cluster.count >= 5 && cluster.sort != Sort::Personal) {
            advice.push("reused");
        }
        if sent.canned + sent.thin > sent.personal {
            advice.push("impersonal");
        }
    }
    if let Some(recommendations) = recommendations {
        if recommendations.given.vague > 0 {
            advice.push("vague");
        }
        if recommendations.reciprocal.iter().any(|pair| pair.days <= 30) {
            advice.push("reciprocal");
        }
    }
    if advice.is_empty() && (invitations.is_some() || recommendations.is_some()) {
        advice.push("keep");
    }
    advice
}
