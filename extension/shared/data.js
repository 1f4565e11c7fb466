/**
 * What is kept of the data that the user downloaded from LinkedIn: on this machine, in the browser's own database.
 *
 * @import { Evidence, ReusedNote, SharedCompany } from "../contract.js"
 */
import { deleteDB, openDB } from "../vendor/idb.js";

/** The parts of an export, as the audit's module calls them. @typedef {"connections" | "invitations" | "messages" | "positions" | "given" | "received"} Part */

/**
 * @typedef {object} Person what an export says about one person
 * @property {string} name
 * @property {string} [profile] the end of their profile's address
 * @property {string} [connected_on]
 * @property {SharedCompany} [shared_company]
 * @property {number} [messages]
 * @property {string} [last_message_on]
 * @property {string} [asked_on]
 * @property {string} [invited_on]
 * @property {string} [recommended_on]
 * @property {string} [given_on]
 */

/**
 * @typedef {object} Audit what an export says about its member's habits; only what is asked for here is named
 * @property {string | null} exported
 * @property {Part[]} parts
 * @property {unknown[]} files
 * @property {object | null} invitations
 * @property {object | null} recommendations
 * @property {string[]} advice
 * @property {ReusedNote[]} remembered
 */

/** @typedef {Audit & { days: Partial<Record<Part, string>> }} Kept with the day of the export that each part is from */

const NAME = "linkedin-data";

/**
 * People are kept in buckets, by their name and by their profile: a record for each would take seconds to write.
 */
const BUCKETS = 512;

/** @typedef {Person & { key: string }} Known with the name as it is compared */

/** Says in the browser's storage that there is data: whoever has none waits for no database. */
const FLAG = "linkedinData";

/** What each part says about a person. @type {Record<Part, readonly (keyof Person)[]>} */
const FIELDS = {
  connections: ["connected_on", "shared_company"],
  invitations: ["invited_on"],
  messages: ["messages", "last_message_on", "asked_on"],
  positions: [],
  given: ["given_on"],
  received: ["recommended_on"],
};

const PARTS = /** @type {Part[]} */ (Object.keys(FIELDS));

function open() {
  return openDB(NAME, 1, {
    upgrade(database) {
      database.createObjectStore("people");
      database.createObjectStore("audits");
    },
  });
}

/** @param {string} name @returns {string} the name as it is compared: two that differ otherwise are two */
function keyOf(name) {
  return name.normalize("NFC").trim().replaceAll(/\s+/gu, " ").toLowerCase();
}

/**
 * @param {"name" | "profile"} by
 * @param {string} text
 * @returns {string} the bucket's key
 */
function bucketOf(by, text) {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) >>> 0;
  }
  return `${by} ${hash % BUCKETS}`;
}

/** Everyone's bucket by name. */
const ALL = () => IDBKeyRange.bound("name ", "name\uffff");

/** @returns {Promise<boolean>} whether anything is kept */
export async function hasData() {
  return FLAG in (await chrome.storage.local.get(FLAG));
}

/** Notes that there is other data than before, or that there is none any more. @param {boolean} is */
export async function noteData(is) {
  await (is ? chrome.storage.local.set({ [FLAG]: Date.now() }) : chrome.storage.local.remove(FLAG));
}

/** @returns {Promise<Kept | null>} */
export async function readAudit() {
  const database = await open();
  const kept = await database.get("audits", "latest");
  database.close();
  return kept ?? null;
}

/**
 * Keeps what an import gave, in place of what an older one gave for the same parts; all of it, or nothing.
 *
 * @param {Audit} audit
 * @param {(most: number) => Person[]} next gives some people, and then no more
 * @returns {Promise<Kept | null>} what is kept now; null where all of it was newer already
 */
export async function keep(audit, next) {
  const database = await open();
  const transaction = database.transaction(["people", "audits"], "readwrite", { durability: "relaxed" });
  const people = transaction.objectStore("people");
  // Nothing is waited for between the last answer and the last write: the transaction would end.
  /** @type {Kept | undefined} */
  const before = await transaction.objectStore("audits").get("latest");
  const today = new Date().toISOString().slice(0, 10);
  // A day to come is a slip, and would keep every later export out.
  const [exported = ""] = [audit.exported ?? "", today].sort();
  const taken = audit.parts.filter((part) => (before?.days[part] ?? "") <= exported);
  if (taken.length === 0) {
    await transaction.done;
    database.close();
    return null;
  }
  const left = PARTS.filter((part) => !taken.includes(part) && before?.days[part] !== undefined);
  /** What stays of those who were known before. @type {Map<string, Person>} */
  const others = new Map();
  if (left.length > 0) {
    for (const person of (await people.getAll(ALL())).flat()) {
      const stays = only(person, left);
      if (stays) {
        others.set(person.profile ?? person.key, stays);
      }
    }
  }
  /** @type {Map<string, Known[]>} */
  const buckets = new Map();
  /** @param {Known} person */
  const put = (person) => {
    const places = [bucketOf("name", person.key)];
    if (person.profile) {
      places.push(bucketOf("profile", person.profile));
    }
    for (const place of places) {
      const bucket = buckets.get(place);
      if (bucket) {
        bucket.push(person);
      } else {
        buckets.set(place, [person]);
      }
    }
  };
  for (let some = next(1000); some.length > 0; some = next(1000)) {
    for (const whole of some) {
      const key = keyOf(whole.name);
      const person = taken.length === audit.parts.length ? whole : only(whole, taken);
      const id = whole.profile ?? key;
      const stays = others.get(id);
      others.delete(id);
      if (person || stays) {
        put({ name: whole.name, ...stays, ...person, key });
      }
    }
  }
  for (const person of others.values()) {
    put({ ...person, key: keyOf(person.name) });
  }
  void people.clear();
  for (const [place, bucket] of buckets) {
    void people.put(bucket, place);
  }
  const days = { ...before?.days, ...Object.fromEntries(taken.map((part) => [part, exported])) };
  const isNewest = (/** @type {Part[]} */ ...parts) => parts.some((part) => taken.includes(part));
  /** @type {Kept} */
  const kept = {
    ...audit,
    parts: PARTS.filter((part) => part in days),
    invitations: isNewest("invitations") ? audit.invitations : (before?.invitations ?? null),
    remembered: isNewest("invitations") ? audit.remembered : (before?.remembered ?? []),
    recommendations: isNewest("given", "received") ? audit.recommendations : (before?.recommendations ?? null),
    days,
  };
  void transaction.objectStore("audits").put(kept, "latest");
  await transaction.done;
  database.close();
  return kept;
}

/**
 * @param {Person} person
 * @param {Part[]} parts
 * @returns {Person | null} what some parts say of them; null if nothing
 */
function only(person, parts) {
  const { name, profile } = person;
  const fields = parts.flatMap((part) => FIELDS[part]).filter((field) => person[field] !== undefined);
  const said = Object.fromEntries(fields.map((field) => [field, person[field]]));
  return fields.length > 0 ? { name, ...(profile ? { profile } : {}), ...said } : null;
}

/**
 * What the data says of the one person who is meant: by the profile, else by the exact name if nobody else has it.
 *
 * @param {string | null | undefined} name
 * @param {string | null | undefined} profile the end of their profile's address
 * @returns {Promise<Evidence | null>}
 */
export async function evidenceOf(name, profile) {
  const database = await open();
  try {
    /** @type {Kept | undefined} */
    const kept = await database.get("audits", "latest");
    if (!kept) {
      return null;
    }
    /** @param {"name" | "profile"} by @param {string} text @returns {Promise<Known[]>} */
    const bucket = async (by, text) => (await database.get("people", bucketOf(by, text))) ?? [];
    const address = profile?.toLowerCase();
    const byProfile = address ? (await bucket("profile", address)).filter((person) => person.profile === address) : [];
    const key = keyOf(name ?? "");
    const named =
      byProfile.length === 0 && key ? (await bucket("name", key)).filter((person) => person.key === key) : [];
    // Whoever has another address is another person.
    const found = [...byProfile, ...named].filter(
      (person) => !address || !person.profile || person.profile === address,
    );
    const [exported = ""] = Object.values(kept.days).sort();
    const isOne = byProfile.length + named.length === 1 && found.length === 1;
    const { name: _, profile: __, key: ___, ...facts } = /** @type {Partial<Known>} */ (isOne ? found[0] : {});
    return { exported, today: new Date().toISOString().slice(0, 10), notes: kept.remembered, ...facts };
  } finally {
    database.close();
  }
}

/** Deletes all of it. */
export async function forgetData() {
  await deleteDB(NAME);
  await noteData(false);
}
