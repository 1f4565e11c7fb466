/**
 * What the extension's parts say to each other.
 *
 * @import { Draft, Finding, Grade, Parts, Report, Strength } from "../contract.js"
 */

/**
 * @typedef {object} Judgement
 * @property {Report} report
 * @property {Grade} grade the verdict's, to someone as strict as the user
 * @property {(Finding | Strength)[]} points what the report says, in the order in which it helps
 * @property {boolean} hold whether sending the draft deserves a second press
 * @property {Parts} [parts] which parts of a good invitation the draft has, where that was asked for
 */

/** @typedef {{ error: { name: string, message: string } }} Failure */

/** @typedef {Judgement | Failure} Reply */

/**
 * @param {{ type: string, [name: string]: unknown }} message to the background
 * @returns {Promise<any>} its answer; undefined where it has none, or there is no background any more
 */
export async function send(message) {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}

/** How long an answer may take before checking counts as unavailable, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Asks the background for its judgement of a draft.
 *
 * @param {Draft} draft
 * @param {{ badge?: boolean, parts?: boolean }} [wants] whether the toolbar's icon is to show the verdict, and whether to
 *   say which parts of a good invitation the draft has
 * @returns {Promise<Reply>} a {@link Failure} when checking is unavailable, whatever the reason
 */
export async function judge(draft, wants = {}) {
  let message = "";
  // A background that is just being ended takes its answer with it; the next one gives it.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    try {
      const late = new Promise((_, fail) => {
        timer = setTimeout(() => fail(new Error("late")), PATIENCE);
      });
      const reply = await Promise.race([chrome.runtime.sendMessage({ type: "check", draft, ...wants }), late]);
      if (reply) {
        return reply;
      }
    } catch (error) {
      message = String(error);
    } finally {
      clearTimeout(timer);
    }
  }
  return { error: { name: "Unavailable", message } };
}

/**
 * @param {string} key
 * @param {...string} substitutions
 * @returns {string} the text in the user's language
 */
export function text(key, ...substitutions) {
  return chrome.i18n.getMessage(key, substitutions);
}
