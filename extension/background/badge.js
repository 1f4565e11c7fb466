/**
 * The verdict on the toolbar's icon, for those who want nothing in LinkedIn's pages.
 *
 * @import { Grade } from "../contract.js"
 * @import { Judgement } from "../shared/messages.js"
 */

/** A sign of its own for each grade, so that none is told by its colour alone. @type {Record<Grade, [string, string]>} */
const SIGNS = { worst: ["✕", "#a8320f"], fair: ["!", "#7a5600"], best: ["✓", "#14653f"] };

/**
 * @param {number} tabId
 * @param {Judgement} judgement
 * @param {string} verdict in words
 */
export async function showBadge(tabId, { grade }, verdict) {
  const [sign, color] = SIGNS[grade];
  await Promise.allSettled([
    chrome.action.setBadgeBackgroundColor({ tabId, color }),
    chrome.action.setBadgeTextColor({ tabId, color: "#fff" }),
    chrome.action.setBadgeText({ tabId, text: sign }),
    chrome.action.setTitle({ tabId, title: `${chrome.i18n.getMessage("name")}: ${verdict}` }),
  ]);
}

/** @param {number} tabId */
export async function clearBadge(tabId) {
  await Promise.allSettled([
    chrome.action.setBadgeText({ tabId, text: "" }),
    chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage("name") }),
  ]);
}
