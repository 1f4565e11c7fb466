/**
 * Owns the WebAssembly module and answers whoever in this extension has a draft to judge.
 *
 * A page's own security policy decides whether its content scripts may compile WebAssembly; here it never does.
 */
import { remember } from "../shared/memory.js";
import init, { check, fingerprint, grade, parts } from "../wasm/fauxpas.js";
import { openEntrances } from "./entrances.js";
import { mayRemember, withWishes } from "./wishes.js";

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
 * @param {boolean} wantsParts whether to say which parts of a good invitation it has
 * @returns {Promise<Reply>}
 */
async function answer(draft, wantsParts) {
  try {
    await start();
  } catch (error) {
    return { error: { name: "Unavailable", message: String(error) } };
  }
  try {
    const { draft: whole, strictness } = await withWishes(draft);
    const report = check(whole);
    const judgement = { report, grade: grade(report.verdict, strictness) };
    return wantsParts && draft.kind === "invitation" ? { ...judgement, parts: parts(draft) } : judgement;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}

/**
 * Remembers a note that was really sent, without its words.
 *
 * @param {Draft} draft
 */
async function note(draft) {
  if (draft.kind === "invitation" && (await mayRemember())) {
    await start();
    const likeness = fingerprint(draft);
    if (likeness) {
      await remember(likeness, new Date());
    }
  }
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) {
    return false;
  }
  if (message?.type === "check") {
    answer(message.draft, message.parts === true).then(reply);
    return true;
  }
  if (message?.type === "sent") {
    note(message.draft).catch(() => {
      // A note that isn't remembered is no reason to disturb anyone.
    });
  }
  return false;
});

openEntrances();

// Whoever connects wants to know when this extension goes away, and is about to ask: the module may as well start.
chrome.runtime.onConnect.addListener(() => {
  start().catch(() => {});
});
