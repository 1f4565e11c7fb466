/**
 * Owns the WebAssembly module and answers whoever in this extension has a draft to judge.
 *
 * A page's own security policy decides whether its content scripts may compile WebAssembly; here it never does.
 */

import { text } from "../shared/messages.js";
import init, { check, grade, isMendable } from "../wasm/fauxpas.js";
import { clearBadge, showBadge } from "./badge.js";
import { countUnreadable } from "./diagnostics.js";

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
    const reached = grade(report.verdict, /** @type {any} */ (draft.preferences?.strictness ?? undefined));
    return { report, grade: reached, hold: reached === "worst" && isMendable(draft) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}

/**
 * Keeps what the checks say of an invitation without a note, for pages that must know at the very moment of a press.
 */
async function keepBlank() {
  /** @param {number | null} left @returns {Promise<boolean>} */
  const holds = async (left) => {
    const reply = await answer({ kind: "invitation", text: "", notes_left: left });
    return "hold" in reply && reply.hold;
  };
  await chrome.storage.local.set({ blank: { some: await holds(null), none: await holds(0) } });
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) {
    return false;
  }
  const tab = sender.tab?.id;
  if (message?.type === "check") {
    answer(message.draft).then((answered) => {
      reply(answered);
      if (message.badge && tab !== undefined && "report" in answered) {
        void showBadge(tab, answered, text(`verdict_${answered.report.verdict}`));
      }
    });
    return true;
  }
  if (message?.type === "closed" && tab !== undefined) {
    void clearBadge(tab);
  } else if (message?.type === "unreadable") {
    void countUnreadable(message.surface, message.structure);
  }
  return false;
});

// Whoever connects wants to know when this extension goes away, and is about to ask: the module may as well start.
chrome.runtime.onConnect.addListener(() => {
  start().catch(() => {});
});

// Both, since a browser may forget what it stored.
chrome.runtime.onInstalled.addListener(() => void keepBlank());
chrome.runtime.onStartup.addListener(() => void keepBlank());
