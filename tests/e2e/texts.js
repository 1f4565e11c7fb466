/** What the extension says, from where it says it, and the drafts that tests type. */
import { readFileSync } from "node:fs";

/** @type {Record<string, { message: string }>} */
const MESSAGES = JSON.parse(
  readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);

/** @param {string} key @returns {string} */
export function message(key) {
  return MESSAGES[key].message;
}

/** @param {string} verdict @returns {(panel: { status: string }) => boolean} whether a panel shows the verdict */
export function says(verdict) {
  return ({ status }) => status.startsWith(message(`verdict_${verdict}`));
}

/** LinkedIn's own default. */
export const CANNED = "I'd like to add you to my professional network on LinkedIn.";

export const PERSONAL =
  "Hi Dana, we met at the RustConf hallway track in Berlin on Tuesday. Your fix for our flaky deploys cut them to two minutes. Shall we compare notes next week?";
