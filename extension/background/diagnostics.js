/**
 * Counts the dialogs that seemed to be ours and could not be read. What is kept describes their structure and nothing else,
 * stays on this machine, and is there for the user to copy.
 *
 * @import { Part, Said } from "../content/diagnosis.js"
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

/** Attributes that say nothing of a dialog's structure. */
const DULL = /^(?:id|role|type|class|style|d|fill|stroke.*|viewbox|width|height|src.*|href|xmlns.*)$/iu;

/**
 * @param {Said} said a text in a dialog
 * @returns {string[]} its words that are written like names; better one too many than one too few
 */
function maybeNames({ text, isLabel }) {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.slice(isLabel || words.length > 3 ? 1 : 0).filter((word) => /^\p{Lu}/u.test(word));
}

/**
 * @param {Part[]} parts
 * @param {readonly string[]} names that may stand in its ids and attributes
 * @returns {string} the elements, one a line, with their roles, ids and attributes' names; no text, no address and no name
 *   of anybody
 */
function structureOf(parts, names) {
  const secret = new Set(names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? []));
  /** @param {string} word */
  const isSecret = (word) => /[^a-z]/iu.test(word) || [...secret].some((name) => word.toLowerCase().includes(name));
  /** @param {string} value an id or a role @returns {string} the same without figures and names */
  const masked = (value) =>
    value
      .slice(0, 80)
      .replace(/[^\p{L}\p{M}\p{Nd}_-].*$/u, "…")
      .replace(/\p{Nd}+/gu, "0")
      .replace(/[\p{L}\p{M}]+/gu, (word) => (isSecret(word) ? "…" : word));
  const lines = parts.map(({ depth, name, id, role, type, attributes, hasShadow }) => {
    const telling = attributes.filter((attribute) => !DULL.test(attribute)).sort();
    const line = [
      name,
      id && `#${masked(id)}`,
      role && `role=${masked(role)}`,
      type && `type=${masked(type)}`,
      telling.length > 0 && `[${telling.map(masked).join(" ")}]`,
      hasShadow && "(shadow)",
    ];
    return "  ".repeat(depth) + line.filter(Boolean).join(" ");
  });
  return lines.join("\n");
}

/** The change that is being written; the next one waits for it. @type {Promise<unknown>} */
let writing = Promise.resolve();

/**
 * @param {string} surface what kind of draft it probably holds
 * @param {Part[]} parts
 * @param {Said[]} said
 * @param {string[]} names of people that the page is about
 */
export function countUnreadable(surface, parts, said, names) {
  const structure = structureOf(parts, [...names, ...said.flatMap(maybeNames)]);
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
