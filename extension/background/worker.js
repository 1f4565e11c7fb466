/**
 * Owns the WebAssembly module and answers whoever in this extension has a draft to judge.
 *
 * A page's own security policy decides whether its content scripts may compile WebAssembly; here it never does.
 */

import { remember } from "../shared/memory.js";
import { text } from "../shared/messages.js";
import init, { check, fingerprint, grade, isMendable, parts } from "../wasm/fauxpas.js";
import { clearBadge, showBadge } from "./badge.js";
import { countUnreadable } from "./diagnostics.js";
import { openEntrances } from "./entrances.js";
import { readStyles } from "./styles.js";
import { change, mayRemember, onWishesChange, withWishes } from "./wishes.js";

/** @import { Draft, Finding, Grade, Report, Strength } from "../contract.js" */
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
 * @param {Report} report
 * @param {Grade} grade
 * @returns {(Finding | Strength)[]} what it says, in the order in which it helps: what may be regretted leads, then praise
 *   where the draft is good
 */
function inOrder({ findings, strengths }, grade) {
  const regrets = findings.filter(({ severity }) => severity !== "note");
  const notes = findings.filter(({ severity }) => severity === "note");
  return grade === "best" ? [...regrets, ...strengths, ...notes] : [...findings, ...strengths];
}

/**
 * @param {Draft} draft
 * @param {boolean} [wantsParts] whether to say which parts of a good invitation it has
 * @returns {Promise<Reply>}
 */
async function answer(draft, wantsParts = false) {
  try {
    await start();
  } catch (error) {
    return { error: { name: "Unavailable", message: String(error) } };
  }
  try {
    const { draft: whole, strictness } = await withWishes(draft);
    const report = check(whole);
    const reached = grade(report.verdict, strictness);
    const points = inOrder(report, reached);
    const judgement = { report, grade: reached, points, hold: reached === "worst" && isMendable(draft) };
    return wantsParts && draft.kind === "invitation" ? { ...judgement, parts: parts(draft) } : judgement;
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

/**
 * Remembers a note that was really sent, without its words.
 *
 * @param {Draft} draft
 */
async function keepSent(draft) {
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
  const tab = sender.tab?.id;
  if (message?.type === "check") {
    answer(message.draft, message.parts === true).then((answered) => {
      reply(answered);
      if (message.badge && tab !== undefined && "report" in answered) {
        void showBadge(tab, answered, text(`verdict_${answered.report.verdict}`));
      }
    });
    return true;
  }
  if (message?.type === "styles") {
    readStyles().then(reply, () => reply(""));
    return true;
  }
  if (message?.type === "change") {
    void change(message.patch).then(reply);
    return true;
  }
  if (message?.type === "closed" && tab !== undefined) {
    void clearBadge(tab);
  } else if (message?.type === "unreadable") {
    countUnreadable(message.surface, message.parts, message.said, message.names);
  } else if (message?.type === "sent") {
    keepSent(message.draft).catch(() => {
      // A note that isn't remembered is no reason to disturb anyone.
    });
  }
  return false;
});

// Whoever connects wants to know when this extension goes away, and is about to ask: what they need may as well be read.
chrome.runtime.onConnect.addListener(() => {
  readStyles().catch(() => {});
  start().catch(() => {});
});

// Both, since a browser may forget what it stored.
chrome.runtime.onInstalled.addListener(() => void keepBlank());
chrome.runtime.onStartup.addListener(() => void keepBlank());
onWishesChange(() => void keepBlank());
openEntrances();
