/** The ways into this extension: the context menu of selected text, and the page that opens once after installing. */
import { text } from "../shared/messages.js";

/** @type {readonly import("../contract.js").Kind[]} */
const KINDS = ["invitation", "recommendation_request", "recommendation"];

const POPUP = "popup/popup.html";

/** Where the popup can't be opened, a window of about its size stands in, in CSS pixels. */
const WINDOW = { width: 420, height: 700 };

/** @param {chrome.runtime.InstalledDetails} details */
function installed({ reason }) {
  // Made anew at every update: their texts may have changed.
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: "check", title: text("menu"), contexts: ["selection"] });
    for (const kind of KINDS) {
      chrome.contextMenus.create({ id: kind, parentId: "check", title: text(`menu_${kind}`), contexts: ["selection"] });
    }
  });
  if (reason === "install") {
    void chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
  }
}

/** @param {chrome.contextMenus.OnClickData} info */
async function chosen({ menuItemId, selectionText }) {
  const draft = { kind: menuItemId, text: selectionText ?? "" };
  // The popup has to be opened in the same breath as the click, so it may have to wait for its draft.
  const kept = chrome.storage.session.set({ draft });
  try {
    await Promise.all([kept, chrome.action.openPopup()]);
  } catch {
    await chrome.windows.create({ url: chrome.runtime.getURL(POPUP), type: "popup", ...WINDOW });
  }
}

/** Has to be called while the background starts: a listener that is added later misses what woke it. */
export function openEntrances() {
  chrome.runtime.onInstalled.addListener(installed);
  chrome.contextMenus.onClicked.addListener((info) => void chosen(info));
}
