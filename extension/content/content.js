/** The script that runs in LinkedIn's pages. */
import { Dialog } from "./dialog.js";
import { guard, isOrphaned } from "./guard.js";
import { holdSend } from "./hold.js";
import { nameOnControl } from "./people.js";
import { look, recognise } from "./surfaces.js";
import { watch } from "./watch.js";

const over = new AbortController();

/** @type {Set<Dialog>} */
const dialogs = new Set();

/** What the user pressed last: a dialog that opens next is about whom that names. @type {WeakRef<Element> | null} */
let pressed = null;

/** @type {chrome.runtime.Port | null} */
let lifeline = null;

function stop() {
  over.abort();
  for (const dialog of dialogs) {
    dialog.end();
  }
  dialogs.clear();
}

/** Drops dialogs that closed. */
function sweep() {
  for (const dialog of dialogs) {
    if (!dialog.root.isConnected) {
      dialog.end();
    }
    if (dialog.isOver) {
      dialogs.delete(dialog);
    }
  }
  if (dialogs.size === 0) {
    lifeline?.disconnect();
    lifeline = null;
  }
}

/** Learns at once when the extension goes away, and gives the background a head start. */
function hold() {
  lifeline = chrome.runtime.connect();
  lifeline.onDisconnect.addListener(
    guard(() => {
      lifeline = null;
      if (isOrphaned()) {
        stop();
      }
    }),
  );
}

/** @param {Element} root */
function found(root) {
  if (isOrphaned()) {
    stop();
    return;
  }
  for (const dialog of dialogs) {
    if (dialog.root.contains(root) || root.contains(dialog.root)) {
      dialog.refresh();
      return;
    }
  }
  const opener = pressed?.deref() ?? null;
  if (recognise(look(root, null, opener))) {
    if (!lifeline) {
      hold();
    }
    dialogs.add(new Dialog(root, opener, opener && nameOnControl(opener)));
  }
}

guard(() => {
  holdSend(() => dialogs, over.signal);
  window.addEventListener(
    "click",
    guard((event) => {
      if (isOrphaned()) {
        stop();
        return;
      }
      const control = event.composedPath().find((node) => node instanceof Element && node.matches("a, button, [role=button]"));
      pressed = control instanceof Element ? new WeakRef(control) : pressed;
    }),
    { capture: true, signal: over.signal },
  );
  watch(found, sweep, over.signal);
})();
