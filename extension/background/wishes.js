/**
 * Adds to a draft what its writer wants to be told of, and what they sent before.
 *
 * @import { Draft, SentNote, Strictness } from "../contract.js"
 * @import { Settings } from "../shared/settings.js"
 */
import { readSent } from "../shared/memory.js";
import { copyPolicy, onSettingsChange, readSettings } from "../shared/settings.js";

/** What was read last; forgotten at every change, so that a key pressed costs no look into the storage. @type {Promise<[Settings, SentNote[]]> | null} */
let known = null;

chrome.storage.onChanged.addListener((_, area) => {
  if (area === "managed") {
    void copyPolicy();
  } else if (area !== "session") {
    known = null;
  }
});
void copyPolicy();

/**
 * @param {Draft} draft
 * @returns {Promise<{ draft: Draft, strictness: Strictness }>}
 */
export async function withWishes(draft) {
  known ??= Promise.all([readSettings(), readSent()]);
  const [{ strictness, checks, phrases, memory }, sent] = await known;
  /** @param {string} meaning */
  const those = (meaning) => Object.keys(phrases).filter((phrase) => phrases[phrase] === meaning);
  const preferences = { strictness, checks, canned: those("canned"), fine: those("fine") };
  return { draft: { ...draft, preferences, sent: memory ? sent : [] }, strictness };
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
