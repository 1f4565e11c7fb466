/**
 * Adds to a draft what its writer wants to be told of, what they sent before, and what their own data says.
 *
 * @import { Draft, Evidence, SentNote, Strictness } from "../contract.js"
 * @import { Patch, Settings } from "../shared/settings.js"
 */
import { evidenceOf, hasData } from "../shared/data.js";
import { readSent } from "../shared/memory.js";
import { changeSettings, copyPolicy, onSettingsChange, readSettings, tellContent } from "../shared/settings.js";

/** What was read last; forgotten at every change, so that a key pressed costs no look into the storage. @type {Promise<[Settings, SentNote[], boolean]> | null} */
let known = null;

/** What the user's data says of the person they are writing to. @type {{ who: string, evidence: Promise<Evidence | null> } | null} */
let person = null;

chrome.storage.onChanged.addListener((_, area) => {
  if (area === "managed") {
    void copyPolicy();
  } else if (area !== "session") {
    known = null;
    person = null;
  }
});
void copyPolicy();
onSettingsChange(() => void tell());
void tell();

/** Tells content scripts what counts for them; where that can't be stored, they go by what they were told before. */
async function tell() {
  await tellContent().catch(() => {});
}

/**
 * Changes settings for a content script.
 *
 * @param {Patch} patch
 * @returns {Promise<boolean>} whether the browser could store them; content scripts know then
 */
export async function change(patch) {
  try {
    await changeSettings(patch);
  } catch {
    return false;
  }
  await tell();
  return true;
}

/**
 * @param {Draft} draft
 * @returns {Promise<{ draft: Draft, strictness: Strictness }>}
 */
export async function withWishes(draft) {
  known ??= Promise.all([readSettings(), readSent(), hasData()]);
  const [{ strictness, checks, phrases, memory }, sent, isData] = await known;
  /** @param {string} meaning */
  const those = (meaning) => Object.keys(phrases).filter((phrase) => phrases[phrase] === meaning);
  const preferences = { strictness, checks, canned: those("canned"), fine: those("fine") };
  const whole = { ...draft, preferences, sent: memory ? sent : [] };
  // Nobody but the user's own data speaks for it.
  whole.evidence = isData ? await evidenceFor(draft) : null;
  return { draft: whole, strictness };
}

/** @param {Draft} draft @returns {Promise<Evidence | null>} */
function evidenceFor({ recipient }) {
  const who = JSON.stringify([recipient?.name, recipient?.profile]);
  if (person?.who !== who) {
    // A database that can't be read says nothing.
    person = { who, evidence: evidenceOf(recipient?.name, recipient?.profile).catch(() => null) };
  }
  return person.evidence;
}

/**
 * @param {() => void} callback called when a draft may be judged in another way than before
 */
export function onWishesChange(callback) {
  onSettingsChange(callback);
}

/** @returns {Promise<boolean>} whether what is sent may be remembered */
export async function mayRemember() {
  return (await readSettings()).memory;
}
