/**
 * The draft that is being written in the active tab, live: for the extension's own pages.
 *
 * @import { Draft } from "../contract.js"
 * @import { Judgement } from "./messages.js"
 */

/** @typedef {{ draft: Draft, judgement: Judgement | null }} Current a draft, and what is known of it so far */

/**
 * @param {(current: Current | null) => void} callback called with each change, and with null when there is no draft
 */
export async function followCurrent(callback) {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) {
    return;
  }
  // Where the extension does not run, nobody answers.
  const port = chrome.tabs.connect(tab.id);
  port.onMessage.addListener(callback);
  port.onDisconnect.addListener(() => {
    void chrome.runtime.lastError;
    callback(null);
  });
}
