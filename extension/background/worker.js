/**
 * Owns the WebAssembly module and answers whoever in this extension has a draft to judge.
 *
 * A page's own security policy decides whether its content scripts may compile WebAssembly; here it never does.
 */
import init, { check, grade } from "../wasm/fauxpas.js";

/** @import { Draft } from "../contract.js" */
/** @import { Reply } from "../shared/messages.js" */

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
    return { report, grade: grade(report.verdict) };
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
