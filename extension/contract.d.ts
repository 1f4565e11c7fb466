// The types of what goes into and comes out of the checks.
// Generated from crate/src by `cargo xtask build`: change them there.

/**
 * A text about to be sent on LinkedIn, with what the page says about the people involved.
 *
 * Everything but `kind` and `text` may be missing or null. Unknown fields are ignored, so that an older module can
 * read a newer draft.
 */
export type Draft = { 
/**
 * What is about to be sent.
 */
kind: Kind, 
/**
 * What was typed; empty means "sent without a note".
 */
text: string, 
/**
 * Who will receive it; for a recommendation, the person recommended.
 */
recipient?: Recipient | null, 
/**
 * Who writes it.
 */
sender?: Sender | null, 
/**
 * How the two know each other, as chosen in LinkedIn's dialog; null for unknown.
 */
relationship?: Relationship | null, 
/**
 * How many UTF-16 code units LinkedIn accepts here.
 */
limit?: number | null, 
/**
 * How many invitations with a note the sender may still send this month; null for unknown or without end.
 */
notes_left?: number | null, 
/**
 * Fingerprints of notes sent earlier from this machine, for the check `recycled`.
 */
sent?: Array<SentNote> | null, 
/**
 * What the sender's own data says of the recipient; missing where there is none. An extension of the contract.
 */
evidence?: Evidence | null, 
/**
 * What the user wants to be told of; missing, the checks speak as they are. An extension of the contract: a
 * program that knows nothing of it leaves it out.
 */
preferences?: Preferences | null, };

/**
 * What the data that LinkedIn lets its members download says of the recipient, to this sender.
 *
 * Days are written `YYYY-MM-DD`. Everything but `exported` may be missing or null.
 */
export type Evidence = { 
/**
 * The day of the export.
 */
exported: string, 
/**
 * The day on which the draft is written; null for the day of the export.
 */
today?: string | null, 
/**
 * Connected since.
 */
connected_on?: string | null, 
/**
 * Messages exchanged, in both directions together; null where the export has no messages.
 */
messages?: number | null, 
/**
 * The last of them.
 */
last_message_on?: string | null, 
/**
 * When the sender last asked them for a recommendation.
 */
asked_on?: string | null, 
/**
 * Where the recipient works, if the sender works or worked there.
 */
shared_company?: SharedCompany | null, 
/**
 * The last invitation that the sender sent them.
 */
invited_on?: string | null, 
/**
 * When they recommended the sender.
 */
recommended_on?: string | null, 
/**
 * When the sender recommended them.
 */
given_on?: string | null, 
/**
 * Notes that the sender has sent to several people, whoever the recipient is.
 */
notes?: Array<ReusedNote> | null, };

/**
 * What the sender's own data says of the recipient.
 */
export type Fact = { 
/**
 * What it is about; `source` says where the others are from, and from which day.
 */
fact: string, 
/**
 * The fact, in the user's language.
 */
message: string, };

/**
 * Something wrong.
 */
export type Finding = { 
/**
 * The id of the check that found it.
 */
check: string, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * Where, in the order of the text; empty when it concerns the whole.
 */
spans: Array<Span>, 
/**
 * What is wrong, in the user's language.
 */
message: string, 
/**
 * What would mend it, in the user's language.
 */
advice: string, };

/**
 * How far a verdict is from the best of its kind.
 */
export type Grade = "worst" | "fair" | "best";

/**
 * What is about to be sent.
 */
export type Kind = "invitation" | "recommendation_request" | "recommendation";

/**
 * How long a text is.
 */
export type Length = { 
/**
 * Its length in UTF-16 code units.
 */
characters: number, 
/**
 * The draft's limit, if it has one.
 */
limit: number | null, };

/**
 * What becomes of a check's findings.
 */
export type Level = "off" | "note" | "caution" | "warning";

/**
 * Which parts of a good invitation a draft has.
 */
export type Parts = { 
/**
 * It greets.
 */
greeting: boolean, 
/**
 * It says how the two know each other.
 */
tie: boolean, 
/**
 * It says why this person.
 */
reason: boolean, 
/**
 * It says what could come next.
 */
next: boolean, };

/**
 * What one user, or their organisation, wants to be told of.
 *
 * Everything may be missing or null. Checks that don't exist are ignored, so that settings may come from a newer or
 * an older version.
 */
export type Preferences = { 
/**
 * How much is objected to; null for `balanced`.
 */
strictness?: Strictness | null, 
/**
 * For checks by their id: off, or how much their findings matter.
 */
checks?: { [key in string]: Level } | null, 
/**
 * Phrases that are canned to this user, for the check `own_phrase`.
 */
canned?: Array<string> | null, 
/**
 * Phrases never to object to.
 */
fine?: Array<string> | null, };

/**
 * The person at the other end, as the dialog shows them.
 */
export type Recipient = { 
/**
 * The displayed name, decorations and all.
 */
name?: string | null, 
/**
 * The line under the name.
 */
headline?: string | null, 
/**
 * Their employer.
 */
company?: string | null, 
/**
 * Their school.
 */
school?: string | null, 
/**
 * The end of their profile's address, where the page tells it: what comes after `/in/`.
 */
profile?: string | null, 
/**
 * How many connections they share with the sender.
 */
mutual_connections?: number | null, };

/**
 * How the recommender and the recommendee know each other.
 *
 * The first twelve are LinkedIn's own values. In a request the recipient is the recommender; in a recommendation the
 * writer is.
 */
export type Relationship = "recommender_managed_recommendee" | "recommender_reported_to_recommendee" | "recommender_senior_than_recommendee" | "recommendee_senior_than_recommender" | "worked_in_same_group" | "worked_in_different_groups" | "worked_in_different_companies" | "recommendee_is_client_of_recommender" | "recommender_is_client_of_recommendee" | "recommender_taught_recommendee" | "recommender_advised_recommendee" | "recommender_studied_with_recommendee" | "none";

/**
 * The judgement of one draft, ready to be shown.
 */
export type Report = { 
/**
 * The overall judgement; which values occur depends on the draft's kind.
 */
verdict: Verdict, 
/**
 * The text's language as a BCP 47 tag; `und` where it is outside the supported ones or can't be told.
 */
language: string, 
/**
 * What is wrong, most severe first.
 */
findings: Array<Finding>, 
/**
 * What is good.
 */
strengths: Array<Strength>, 
/**
 * How long the text is.
 */
length: Length, 
/**
 * Whether the verdict is no judgement, because the user switched off the checks that it would rest on; left out
 * where it is one.
 */
unjudged?: boolean, 
/**
 * What the sender's own data says of the recipient; left out where it says nothing.
 */
facts?: Array<Fact>, };

/**
 * A note that went to several people, without its text.
 */
export type ReusedNote = { 
/**
 * What [`crate::fingerprint`] gave for it.
 */
fingerprint: string, 
/**
 * To how many it went.
 */
count: number, 
/**
 * Since when.
 */
since: string, };

/**
 * The person who writes.
 */
export type Sender = { 
/**
 * Their displayed name.
 */
name?: string | null, 
/**
 * Where they work or worked.
 */
companies?: Array<string> | null, };

/**
 * A note sent earlier, remembered without its text or its recipient.
 */
export type SentNote = { 
/**
 * What [`crate::fingerprint`] gave for it.
 */
fingerprint: string, 
/**
 * The day it was sent, as `YYYY-MM-DD`.
 */
on: string, };

/**
 * How much a finding matters.
 */
export type Severity = "warning" | "caution" | "note";

/**
 * A company that two people have in common.
 */
export type SharedCompany = { 
/**
 * Its name.
 */
name: string, 
/**
 * Since when the sender worked there.
 */
from: string, 
/**
 * Until when; null for until now.
 */
until?: string | null, };

/**
 * A place in the text, in UTF-16 code units as a textarea counts them.
 *
 * Always inside the text, never empty, and never splitting a character.
 */
export type Span = { 
/**
 * The first code unit.
 */
start: number, 
/**
 * The code unit after the last.
 */
end: number, };

/**
 * Something good.
 */
export type Strength = { 
/**
 * The id of the signal that shows it.
 */
signal: string, 
/**
 * Where, in the order of the text.
 */
spans: Array<Span>, 
/**
 * What is good, in the user's language.
 */
message: string, };

/**
 * How much is objected to.
 */
export type Strictness = "lenient" | "balanced" | "strict";

/**
 * The overall judgement of a draft.
 */
export type Verdict = "canned" | "thin" | "personal" | "inappropriate" | "vague" | "appropriate" | "specific";
