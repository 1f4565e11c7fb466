/**
 * The script that runs in LinkedIn's pages. Nothing is read or drawn before a dialog opens.
 *
 * @import { Patch, Told } from "../shared/settings.js"
 * @import { Person } from "./people.js"
 * @import { Opener } from "./surfaces.js"
 */
import { send } from "../shared/messages.js";
import { DEFAULTS } from "../shared/settings.js";
import { section } from "./choices.js";
import { Dialog } from "./dialog.js";
import { Direct } from "./direct.js";
import { keepEventsIn } from "./discreet.js";
import { guard, isOrphaned, listen } from "./guard.js";
import { holdSend } from "./hold.js";
import { Notes } from "./notes.js";
import { personOf } from "./people.js";
import { follow } from "./stored.js";
import { look, recognise, suspect } from "./surfaces.js";
import { watch } from "./watch.js";

const over = new AbortController();

/** @type {Set<Dialog>} */
const dialogs = new Set();

/** Places that may become a dialog of ours once they can be seen. */
const unseen = new IntersectionObserver(
  guard((/** @type {IntersectionObserverEntry[]} */ entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        unseen.unobserve(target);
        found(target);
      }
    }
  }),
);

/**
 * What the user pressed last: a dialog that opens next is about whom that names.
 *
 * @typedef {object} Press
 * @property {WeakRef<Element>} control
 * @property {boolean} invites whether it is one of LinkedIn's links that open an invitation
 * @property {Person | null} person whom such a link names
 * @property {boolean} asksForNote whether it is the control of an invitation that leads to its note
 * @property {number} at
 */

/** @type {Press | null} */
let pressed = null;

/** For how long a press may be what opened a dialog, in milliseconds. */
const SOON = 15_000;

/** @type {chrome.runtime.Port | null} */
let lifeline = null;

/** Those who want to know of the draft that is being written: the popup. @type {Set<chrome.runtime.Port>} */
const followers = new Set();

/** Whether those have been told of a draft of this frame: the others in the page may have one, too. */
let isFollowed = false;

/** @type {Told} */
let settings = DEFAULTS;

/** Settled once the settings have been read: before, nothing may be put into the page. @type {Promise<void>} */
let known = Promise.resolve();

/** Whether the toolbar's icon shows a verdict on a draft of this frame. */
let isBadged = false;

/** How long after the lifeline's end the browser may take to say that the extension has ended, too, in milliseconds. */
const FAREWELL = 500;

function stop() {
  over.abort();
  unseen.disconnect();
  for (const dialog of dialogs) {
    dialog.end();
  }
  dialogs.clear();
}

/** @returns {boolean} whether this script has been left behind, and has therefore gone */
function stopIfOrphaned() {
  if (!over.signal.aborted && isOrphaned()) {
    stop();
  }
  return over.signal.aborted;
}

/** Drops dialogs that closed. */
function sweep() {
  direct.sweep();
  if (dialogs.size === 0) {
    return;
  }
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
  if (lifeline) {
    return;
  }
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

/** Tells those outside the page what is being written in it; where nothing was, nothing is said. */
function changed() {
  const current = [...dialogs].map((dialog) => dialog.current).find(Boolean) ?? null;
  for (const follower of followers) {
    if (current || isFollowed) {
      follower.postMessage(current);
    }
  }
  isFollowed = current !== null && followers.size > 0;
  if (settings.quiet && current) {
    isBadged = true;
  } else if (isBadged) {
    isBadged = false;
    void send({ type: "closed" });
  }
}

function refresh() {
  for (const dialog of dialogs) {
    dialog.refresh();
  }
}

/** @returns {Opener | null} what a dialog that opens now was probably opened by */
function openerNow() {
  if (!pressed || performance.now() - pressed.at > SOON) {
    return null;
  }
  const { control, invites, person } = pressed;
  const element = control.deref();
  return { invites, person: person ?? (element?.isConnected ? personOf(element) : null) };
}

/**
 * Has the background change settings.
 *
 * @param {Patch} patch
 * @returns {Promise<boolean>} whether they could be stored
 */
async function change(patch) {
  return (await send({ type: "change", patch })) === true;
}

/** @returns {boolean} whether the user wants this part of LinkedIn left alone */
function isLeftAlone() {
  return section() in settings.sections;
}

/**
 * @param {Element} root
 * @param {Dialog | null} replaced the dialog that the page has just taken away
 */
async function open(root, replaced) {
  await known;
  if (isLeftAlone() || over.signal.aborted || !root.isConnected || isKnown(root)) {
    return;
  }
  const opener = openerNow();
  const place = look(root, null, opener);
  const surface = recognise(place) ?? (replaced && recognise(look(root, replaced.kind, opener)));
  if (!surface && !suspect(place)) {
    if (!root.checkVisibility()) {
      unseen.observe(root);
    }
    return;
  }
  const control = opener && pressed?.control.deref();
  if (control && surface?.kind === "invitation") {
    direct.opened(control);
  }
  keepLifeline();
  // Wherever it is taken out of the page, it must be noticed.
  wake();
  dialogs.add(new Dialog(root, opener, { settings: () => settings, change, notes, changed: guard(changed) }, replaced));
}

/** @param {Element} root @returns {boolean} whether a dialog that is open has, or is in, this place */
function isKnown(root) {
  for (const dialog of dialogs) {
    if (dialog.root.isConnected && (dialog.root.contains(root) || root.contains(dialog.root))) {
      dialog.refresh();
      return true;
    }
  }
  return false;
}

/** @param {Element} root */
function found(root) {
  if (stopIfOrphaned()) {
    return;
  }
  if (root.matches(UPSELL) || root.querySelector(UPSELL)) {
    // Asked for a note, LinkedIn offers to sell some: none are left.
    if (pressed?.asksForNote && performance.now() - pressed.at < SOON) {
      notes.left = 0;
    }
  } else if (!isKnown(root)) {
    open(root, [...dialogs].find((dialog) => !dialog.root.isConnected) ?? null).catch(() => {});
  }
}

/** LinkedIn's links that open an invitation. */
const INVITES = 'a[href*="custom-invite"]';

/** LinkedIn's offer to sell what there is none left of. */
const UPSELL = '.modal-upsell, [data-test-modal-id="modal-upsell"], [data-test-modal-id="modal-upsell"] *';

/** @param {Element} control */
function notePress(control) {
  const invites = control.closest(INVITES) !== null;
  pressed = {
    control: new WeakRef(control),
    invites,
    person: invites ? personOf(control) : null,
    asksForNote: [...dialogs].some((dialog) => dialog.isBesideSend(control)),
    at: performance.now(),
  };
}

/**
 * Notes the press that this frame was made for.
 *
 * @param {Document} around the page that this frame stands in
 */
function notePressBefore(around) {
  let { activeElement } = around;
  while (activeElement?.shadowRoot?.activeElement) {
    ({ activeElement } = activeElement.shadowRoot);
  }
  const control = activeElement?.closest(INVITES);
  if (control) {
    notePress(control);
  }
}

/** @param {Event} event */
function press(event) {
  if (stopIfOrphaned()) {
    return;
  }
  const path = event.composedPath();
  // In a frame, nodes of the page around it are of no class of ours.
  const elements = /** @type {Element[]} */ (path.filter((node) => /** @type {Node} */ (node).nodeType === 1));
  const control = elements.find((element) => element.matches("a, button, [role=button]"));
  if (control) {
    notePress(control);
    for (const dialog of dialogs) {
      dialog.pressed(control);
    }
  }
  const list = elements.find((element) => element.matches('[role="listbox"]'));
  if (list) {
    for (const dialog of dialogs) {
      dialog.learnList(list);
    }
  }
}

/** Watches all of the page for a while. */
let wake = () => {};

const notes = new Notes(guard(refresh), over.signal);
const direct = new Direct(
  () => (isLeftAlone() ? { ...settings, holdWithoutDialog: false } : settings),
  change,
  notes,
  over.signal,
);

/** @param {Told | undefined} told undefined before the background has said anything */
function take(told) {
  settings = { ...DEFAULTS, ...told };
  for (const dialog of dialogs) {
    dialog.reconsider();
  }
  changed();
}

guard(() => {
  holdSend(() => (isLeftAlone() ? dialogs : [...dialogs, direct]), over.signal);
  // A dialog may open in a frame when something is pressed around it.
  for (let view = /** @type {Window} */ (window); ; view = view.parent) {
    try {
      listen(["click"], press, over.signal, view);
      if (view !== window) {
        notePressBefore(view.document);
      }
    } catch {
      // That page is another site's.
    }
    if (view === view.parent) {
      break;
    }
  }
  const cameBack = (/** @type {PageTransitionEvent} */ { persisted }) => {
    if (persisted && !stopIfOrphaned() && dialogs.size > 0) {
      keepLifeline();
      refresh();
    }
  };
  listen(["pageshow"], cameBack, over.signal);
  const leave = () => {
    // With the whole page, the browser takes the verdict off the icon by itself.
    if (isBadged && window !== window.top) {
      void send({ type: "closed" });
    }
  };
  listen(["pagehide"], leave, over.signal);
  chrome.runtime.onConnect.addListener(
    guard((port) => {
      if (!over.signal.aborted) {
        followers.add(port);
        port.onDisconnect.addListener(() => followers.delete(port));
        changed();
      }
    }),
  );
  known = follow("settings", take, over.signal);
  wake = watch(found, sweep, () => dialogs.size > 0, over.signal);
  keepEventsIn(over.signal);
})();
