/**
 * What the extension's parts say to each other.
 *
 * @import { Draft, Grade, Parts, Report } from "../contract.js"
 */

/**
 * @typedef {object} Judgement
 * @property {Report} report
 * @property {Grade} grade the verdict's; sending a draft of the worst deserves a second press
 * @property {Parts} [parts] which parts of a good invitation the draft has, where that was asked for
 */

/** @typedef {{ error: { name: string, message: string } }} Failure */

/** @typedef {Judgement | Failure} Reply */

/**
 * Asks the background for its judgement of a draft.
 *
 * @param {Draft} draft
 * @param {boolean} [parts] whether to say which parts of a good invitation the draft has, too
 * @returns {Promise<Reply>} a {@link Failure} when checking is unavailable, whatever the reason
 */
export async function judge(draft, parts = false) {
  try {
    const reply = await chrome.runtime.sendMessage({ type: "check", draft, parts });
    return reply ?? { error: { name: "Unavailable", message: "" } };
  } catch (error) {
    return { error: { name: "Unavailable", message: String(error) } };
  }
}

/**
 * @param {string} key
 * @param {...string} substitutions
 * @returns {string} the text in the user's language
 */
export function text(key, ...substitutions) {
  return chrome.i18n.getMessage(key, substitutions);
}
