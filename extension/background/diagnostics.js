/**
 * Counts the dialogs that seemed to be ours and could not be read. What is kept describes their structure and nothing else,
 * stays on this machine, and is there for the user to copy.
 */

const KEY = "diagnostics";

/** How many structures are kept; the oldest goes first. */
const MOST = 20;

/** How long a description may be, in UTF-16 code units. */
const LONGEST = 8_000;

/**
 * A structure that could not be read.
 *
 * @typedef {object} Diagnostic
 * @property {string} surface what kind of draft it probably holds
 * @property {string} structure its elements, one a line
 * @property {number} count how often it was met
 * @property {string} day the last day, as `YYYY-MM-DD`
 */

/** The change that is being written; the next one waits for it. @type {Promise<unknown>} */
let writing = Promise.resolve();

/**
 * @param {unknown} surface
 * @param {unknown} structure
 */
export function countUnreadable(surface, structure) {
  if (typeof surface !== "string" || typeof structure !== "string" || structure === "") {
    return;
  }
  const write = async () => {
    const stored = (await chrome.storage.local.get(KEY))[KEY];
    /** @type {Diagnostic[]} */
    const all = Array.isArray(stored) ? stored : [];
    const kept = structure.slice(0, LONGEST);
    const isSame = (/** @type {Diagnostic} */ other) => other?.surface === surface && other.structure === kept;
    const count = (all.find(isSame)?.count ?? 0) + 1;
    const latest = { surface, structure: kept, count, day: new Date().toISOString().slice(0, 10) };
    const others = all.filter((other) => !isSame(other));
    await chrome.storage.local.set({ [KEY]: [...others, latest].slice(-MOST) });
  };
  writing = writing.then(write).catch(() => {});
}

/** @returns {Promise<Diagnostic[]>} oldest first; what can't be read is left out */
export async function readDiagnostics() {
  const { [KEY]: stored } = await chrome.storage.local.get(KEY).catch(() => ({ [KEY]: undefined }));
  return (Array.isArray(stored) ? stored : []).filter(
    (one) => typeof one?.surface === "string" && typeof one.structure === "string" && typeof one.day === "string",
  );
}

/** @returns {Promise<void>} */
export async function forgetDiagnostics() {
  await chrome.storage.local.remove(KEY);
}
