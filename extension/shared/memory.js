/**
 * What is remembered of notes that were sent: a fingerprint and a day each, on this machine alone.
 *
 * @import { SentNote } from "../contract.js"
 */

const KEY = "sent";

/** The oldest is forgotten beyond this; at some 60 bytes each, all take as much room as a small picture. */
const MOST = 500;

/**
 * @param {unknown} note
 * @returns {note is SentNote}
 */
function isNote(note) {
  const { fingerprint, on } = /** @type {Partial<SentNote>} */ (note ?? {});
  return typeof fingerprint === "string" && typeof on === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(on);
}

/** @returns {Promise<SentNote[]>} oldest first; what can't be read is as good as forgotten */
export async function readSent() {
  try {
    const { [KEY]: stored } = await chrome.storage.local.get(KEY);
    return Array.isArray(stored) ? stored.filter(isNote).slice(-MOST) : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} fingerprint
 * @param {Date} when
 * @returns {Promise<void>} also where there is no room to remember it: that is no reason to disturb anyone
 */
export async function remember(fingerprint, when) {
  const on = [when.getFullYear(), when.getMonth() + 1, when.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  // Every context of this extension waits here for the others: none writes over what another has just read.
  await navigator.locks.request(KEY, async () => {
    const sent = [...(await readSent()), { fingerprint, on }].slice(-MOST);
    await chrome.storage.local.set({ [KEY]: sent }).catch(() => {});
  });
}

/** @returns {Promise<void>} */
export async function forget() {
  await navigator.locks.request(KEY, () => chrome.storage.local.remove(KEY));
}
