/**
 * Owns the WebAssembly module and answers whoever in this extension has a draft to judge.
 *
 * A page's own security policy decides whether its content scripts may compile WebAssembly; here it never does.
 */
import init, { check } from "../wasm/fauxpas.js";

/** @import { Draft, Report, Verdict } from "../contract.js" */
/** @import { Grade, Reply } from "../shared/messages.js" */

/**
 * How far each verdict is from the best of its kind.
 *
 * @type {Readonly<Record<Verdict, Grade>>}
 */
const GRADES = {
  canned: "worst",
  inappropriate: "worst",
  thin: "fair",
  vague: "fair",
  personal: "best",
  appropriate: "best",
  specific: "best",
};

/**
 * The module's one start; forgotten when it fails, so that the next draft tries anew.
 *
 * @type {Promise<unknown> | undefined}
 */
let ready;

function start() {
  ready ??= init({ module_or_path: chrome.runtime.getURL("wasm/fauxpas_bg.wasm") }).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/**
 * @param {Draft} draft
 * @returns {Promise<Reply>}
 */
async function answer(draft) {
  try {
    await start();
  } catch (error) {
    return { error: { name: "Unavailable", message: String(error) } };
  }
  try {
    const report = check(draft);
    const grade = GRADES[report.verdict];
    return { report, grade, hold: grade === "worst" };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id || message?.type !== "check") {
    return false;
  }
  answer(message.draft).then(reply);
  return true;
});

// Whoever connects wants to know when this extension goes away, and is about to ask: the module may as well start.
chrome.runtime.onConnect.addListener(() => {
  start().catch(() => {});
});
