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

/** How long after the lifeline's end the browser may take to say that the extension has ended, too, in milliseconds. */
const FAREWELL = 500;

function stop() {
  over.abort();
  for (const dialog of dialogs) {
    dialog.end();
  }
  dialogs.clear();
}

/** @returns {boolean} whether this script has been left behind, and has therefore gone */
function stopIfOrphaned() {
  if (isOrphaned()) {
    stop();
  }
  return over.signal.aborted;
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
function keepLifeline() {
  lifeline = chrome.runtime.connect();
  lifeline.onDisconnect.addListener(
    guard(() => {
      lifeline = null;
      // It ends with the background, too, which comes back when asked. Only the extension's own end is final, and
      // the browser says so a little later.
      setTimeout(guard(stopIfOrphaned), FAREWELL);
    }),
  );
}

/** @param {Element} root */
function found(root) {
  if (stopIfOrphaned()) {
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
      keepLifeline();
    }
    dialogs.add(new Dialog(root, opener, opener && nameOnControl(opener)));
  }
}

guard(() => {
  holdSend(() => dialogs, over.signal);
  window.addEventListener(
    "click",
    guard((event) => {
      if (stopIfOrphaned()) {
        return;
      }
      const control = event
        .composedPath()
        .find((node) => node instanceof Element && node.matches("a, button, [role=button]"));
      pressed = control instanceof Element ? new WeakRef(control) : pressed;
    }),
    { capture: true, signal: over.signal },
  );
  watch(found, sweep, over.signal);
})();
