//! What an export says about each person, for the moment of writing to them.

use std::collections::HashMap;

use serde::Serialize;

use crate::date::Day;
use crate::import::{Data, Exchange, Someone};
use crate::table::plain;

/// What the export says about one person. What it says nothing of is left out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Person {
    /// Their name, as the export writes it.
    pub name: String,
    /// The last part of their profile's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Connected since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected_on: Option<Day>,
    /// Where they work by the export, if the member worked there, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_company: Option<SharedCompany>,
    /// Messages exchanged, in both directions together; left out where the export has no messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<u32>,
    /// The last message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_message_on: Option<Day>,
    /// When the member last asked them for a recommendation, where the messages show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Day>,
    /// The last invitation that the member sent them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited_on: Option<Day>,
    /// When they recommended the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommended_on: Option<Day>,
    /// When the member recommended them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_on: Option<Day>,
}

/// A company where both work or worked.
#[derive(Clone, Debug, Serialize)]
pub struct SharedCompany {
    /// Its name.
    pub name: String,
    /// Since when the member worked there.
    pub from: Day,
    /// Until when; none for until now.
    pub until: Option<Day>,
}

/// People by their profiles and names.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) list: Vec<Person>,
    by_profile: HashMap<String, usize>,
    /// People who share a name have none of their own here.
    by_name: HashMap<String, Option<usize>>,
}

impl People {
    /// Gathers what is known of everyone but the member.
    pub(crate) fn gather(data: &Data) -> Self {
        let mut people = Self::default();
        // Whoever has an address comes first: those who are but named may be one of them.
        let named_only = |who: &Someone| who.profile.is_none();
        for only in [false, true] {
            for connection in data.connections.iter().filter(|item| named_only(&item.who) == only) {
                let shared = shared_company(data, &connection.company);
                let person = people.entry(&connection.who);
                person.connected_on = person.connected_on.max(Some(connection.on));
                person.shared_company = shared.or(person.shared_company.take());
            }
            for invitation in data.invitations.iter().filter(|item| item.outgoing && named_only(&item.who) == only) {
                let person = people.entry(&invitation.who);
                person.invited_on = person.invited_on.max(Some(invitation.on));
            }
            people.exchanges(data, only);
        }
        for (list, is_given) in [(&data.given, true), (&data.received, false)] {
            for recommendation in list {
                let person = people.entry(&recommendation.who);
                let place = if is_given { &mut person.given_on } else { &mut person.recommended_on };
                *place = (*place).max(Some(recommendation.on));
            }
        }
        if !data.exchanges.is_empty() {
            for person in &mut people.list {
                person.messages.get_or_insert(0);
            }
        }
        people
    }

    fn exchanges(&mut self, data: &Data, named_only: bool) {
        // The member is in every exchange, so in more of them than anybody else.
        let owner = |has_profile: bool| {
            let those = data.exchanges.iter().filter(|(who, _)| who.profile.is_some() == has_profile);
            those.max_by_key(|(_, exchange)| exchange.count).map(|(who, _)| who)
        };
        let owners = [owner(true), owner(false)];
        let is_owner = |who: &Someone| {
            owners.iter().flatten().any(|owner| match (&owner.profile, &who.profile) {
                (Some(one), Some(other)) => one == other,
                _ => owner.name == who.name,
            })
        };
        for (who, Exchange { count, last, asked }) in &data.exchanges {
            if who.profile.is_none() == named_only && !is_owner(who) {
                let person = self.entry(who);
                *person.messages.get_or_insert(0) += count;
                person.last_message_on = person.last_message_on.max(*last);
                person.asked_on = person.asked_on.max(*asked);
            }
        }
    }

    /// The one person that is meant, by profile, or by name where only one has it.
    pub(crate) fn find(&self, who: &Someone) -> Option<&Person> {
        let by_profile = who.profile.as_ref().and_then(|profile| self.by_profile.get(profile)).copied();
        let by_name = || self.by_name.get(&fold(&who.name)).copied().flatten();
        let found = self.list.get(by_profile.or_else(by_name)?)?;
        let is_another = matches!((&found.profile, &who.profile), (Some(one), Some(other)) if one != other);
        (!is_another).then_some(found)
    }

    fn entry(&mut self, who: &Someone) -> &mut Person {
        let name = fold(&who.name);
        let by_profile = who.profile.as_ref().and_then(|profile| self.by_profile.get(profile)).copied();
        let known = match (by_profile, &who.profile) {
            (None, None) => self.by_name.get(&name).copied().flatten(),
            (found, _) => found,
        };
        let index = known.unwrap_or_else(|| {
            let index = self.list.len();
            self.list.push(Person { name: who.name.clone(), profile: who.profile.clone(), ..Person::default() });
            if let Some(profile) = &who.profile {
                self.by_profile.insert(profile.clone(), index);
            }
            if !name.is_empty() {
                self.by_name.entry(name).and_modify(|one| *one = None).or_insert(Some(index));
            }
            index
        });
        #[expect(clippy::indexing_slicing, reason = "the maps hold places in the list, which only grows")]
        &mut self.list[index]
    }
}

/// A name as it is compared.
fn fold(name: &str) -> String {
    name.to_lowercase()
}

fn shared_company(data: &Data, company: &str) -> Option<SharedCompany> {
    let wanted = plain(company);
    let shared = data.positions.iter().filter(|position| !wanted.is_empty() && plain(&position.company) == wanted);
    shared.max_by_key(|position| position.from).map(|position| SharedCompany {
        name: position.company.clone(),
        from: position.from,
        until: position.until,
    })
}
