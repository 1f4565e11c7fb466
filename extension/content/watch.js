/**
 * Finds dialogs as they open, at no cost while none does.
 *
 * A dialog opens because somebody pressed something, or because the page was opened for it; and it opens at the end of
 * the page or in a place of its own. So those places are watched, and all of the page only for a while after each press.
 * What opens elsewhere by itself is found when the focus or the pointer moves into it. Nothing is polled.
 */
import { guard, listen } from "./guard.js";

const DIALOG = 'dialog, [role="dialog"], [aria-modal="true"], [data-test-modal]';

/** What has a name that only LinkedIn's invitations and recommendations have. */
const MARKED = '[id*="send-invite"], [class*="send-invite"]';
const MARKED_FIELD = 'textarea[id*="custom-message"], textarea[id*="recommendation" i]';

/** The element in whose shadow LinkedIn's newer pages open their dialogs, by its names so far. */
const HOST = '#interop-outlet, [data-testid^="interop"]';

/** Elements at the end of the page that things are put into when they open. */
const OUTLET = '[id*="outlet"], [id*="modal"], [id*="portal"], [id*="overlay"], [id*="dialog"], [class*="modal"]';

/** When a page that has loaded is looked at once more for what its scripts have made of it, in milliseconds. */
const SETTLES = [0, 1_000, 3_000];

/** For how long after a press all of the page is watched, in milliseconds. */
const AWAKE = 15_000;

/** Where a draft may stand without a dialog around it. */
const OUR_PAGES = /^\/preload\/|\/recommendations?\/(?:edit\/)?(?:request|ask|write)\b|^\/sales\//u;

/** What a draft consists of, there. */
const PARTS =
  'textarea, select, [contenteditable], [role="textbox"], [role="combobox"], [role="radiogroup"], [role="listbox"], input[type="radio"]';

/** What is looked for in everything that is added: few things in a feed match, and few selectors make it quick. */
const ANYWHERE = `${DIALOG}, textarea, ${MARKED}, ${HOST}`;
const ON_OUR_PAGES = `${ANYWHERE}, ${PARTS}`;

const BUTTON = 'button, [role="button"], input[type="submit"]';

/** How long one piece of searching may take, in milliseconds: a page that adds thousands of things must not wait. */
const PIECE = 3;

/** After how many things the clock is looked at. */
const FEW = 16;

let address = "";
let isOurs = false;

/** @returns {boolean} whether the page is, by now, one where a draft may stand without a dialog */
function isOurPage() {
  const { pathname } = location;
  if (pathname !== address) {
    address = pathname;
    isOurs = OUR_PAGES.test(address);
  }
  return isOurs;
}

/** @param {Element} element one of those @returns {boolean} whether it may be a dialog of ours, or stand in one */
function isLikely(element) {
  try {
    return element.matches(isOurPage() ? `${DIALOG}, ${MARKED}, ${PARTS}` : `${DIALOG}, ${MARKED}, ${MARKED_FIELD}`);
  } catch {
    // A form whose field is called "matches" is not LinkedIn's.
    return false;
  }
}

/**
 * @param {Element} element something likely
 * @returns {Element | null} the dialog around it; without one, the form; else whatever holds it and buttons
 */
function placeOf(element) {
  const dialog = element.closest(DIALOG);
  if (dialog) {
    return dialog;
  }
  const form = element.closest("form");
  if (form?.querySelector(BUTTON)) {
    return form;
  }
  let one = null;
  for (let root = /** @type {Element | null} */ (element); root && root !== document.body; root = root.parentElement) {
    const buttons = root.querySelectorAll(BUTTON).length;
    if (buttons > 1) {
      return root;
    }
    one ??= buttons === 1 ? root : null;
  }
  return one;
}

/**
 * @param {(root: Element) => void} found called with each place that may be a dialog of ours, inner ones first
 * @param {() => void} removed called when something may have been taken out of the page
 * @param {() => boolean} isBusy whether a dialog is open, so that its end must be noticed wherever it is
 * @param {AbortSignal} signal
 * @returns {() => void} watches all of the page for a while
 */
export function watch(found, removed, isBusy, signal) {
  /** @type {WeakSet<Node>} */
  const watched = new WeakSet();
  /** Hosts that had no shadow root yet. @type {Set<WeakRef<Element>>} */
  const waiting = new Set();
  /** What was added and is still to be searched. @type {Element[]} */
  const added = [];
  let isScheduled = false;
  let isAwake = false;
  let lastPress = Number.NEGATIVE_INFINITY;

  /** @param {Element} element */
  const enter = (element) => {
    if (element.shadowRoot) {
      follow(element.shadowRoot);
    } else {
      waiting.add(new WeakRef(element));
    }
  };

  const enterWaiting = () => {
    for (const reference of waiting) {
      const host = reference.deref();
      if (!host?.isConnected || host.shadowRoot) {
        waiting.delete(reference);
      }
      if (host?.shadowRoot) {
        follow(host.shadowRoot);
      }
    }
  };

  // What fails on one element, as a form does whose fields have the names of its methods, fails on no other.
  const offerOne = guard(found);

  /** @param {Element[]} elements likely ones, in the order of the page */
  const offer = (elements) => {
    const places = new Set();
    for (const element of elements.toReversed()) {
      const place = placeOf(element);
      if (place && !places.has(place)) {
        places.add(place);
        offerOne(place);
      }
    }
  };

  /**
   * @param {Element} root
   * @param {string} selector
   */
  const search = (root, selector) => {
    if (root.shadowRoot) {
      follow(root.shadowRoot);
    }
    const inside = root.querySelectorAll(selector);
    if (inside.length > 0 || root.matches(selector)) {
      const matching = [root, ...inside];
      matching.filter((element) => element.matches(HOST)).forEach(enter);
      offer(matching.filter(isLikely));
    }
  };

  /** @param {Element} root a part of a shadow's tree, which is small and may hold more of them */
  const searchForShadows = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) {
        follow(element.shadowRoot);
      }
    }
  };

  const searchOne = guard((/** @type {Element} */ root, /** @type {string} */ selector) => {
    if (root.isConnected) {
      search(root, selector);
    }
  });

  const work = guard(() => {
    isScheduled = false;
    const selector = isOurPage() ? ON_OUR_PAGES : ANYWHERE;
    const end = performance.now() + PIECE;
    let done = 0;
    do {
      for (const last = Math.min(done + FEW, added.length); done < last; done += 1) {
        searchOne(added[done], selector);
      }
    } while (done < added.length && performance.now() < end);
    added.splice(0, done);
    if (added.length > 0) {
      isScheduled = true;
      setTimeout(work);
    }
    if (waiting.size > 0) {
      enterWaiting();
    }
  });

  /**
   * Takes note of what was added. This runs with every change of the page, and touches no more of a record than it must.
   *
   * @param {MutationRecord[]} records
   */
  const take = (records) => {
    const { length } = added;
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          added.push(/** @type {Element} */ (node));
        }
      }
    }
    if (added.length > length && !isScheduled) {
      work();
    }
    removed();
  };

  const observer = new MutationObserver(
    guard((records) => {
      take(records);
      if (!isAwake) {
        watchOutlets();
      } else if (performance.now() - lastPress > AWAKE && !isOurPage() && !isBusy()) {
        isAwake = false;
        observer.disconnect();
        watchOutlets();
      }
    }),
  );

  /** Watches the end of the page, and the places there in which things open. */
  function watchOutlets() {
    observer.observe(document.documentElement, { childList: true });
    if (document.body) {
      observer.observe(document.body, { childList: true });
      for (const child of document.body.children) {
        if (child.matches(OUTLET)) {
          observer.observe(child, { childList: true, subtree: true });
        }
      }
    }
  }

  /** Watches all of the page. */
  function wake() {
    if (!isAwake) {
      isAwake = true;
      observer.observe(document, { childList: true, subtree: true });
    }
  }

  const inShadows = new MutationObserver(
    guard((records) => {
      take(records);
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof Element) {
            searchForShadows(node);
          }
        }
      }
    }),
  );

  const opening = new MutationObserver(
    guard((records) => {
      for (const { target } of records) {
        if (/** @type {Element} */ (target).matches(DIALOG)) {
          offer([/** @type {Element} */ (target)]);
        }
      }
    }),
  );

  /** @param {ShadowRoot} root */
  function follow(root) {
    if (!watched.has(root)) {
      watched.add(root);
      inShadows.observe(root, { childList: true, subtree: true });
      opening.observe(root, { attributeFilter: ["open", "hidden"], subtree: true });
      for (const child of root.children) {
        search(child, ON_OUR_PAGES);
        searchForShadows(child);
      }
    }
  }

  const use = (/** @type {Event} */ event) => {
    if (event.type !== "focusin") {
      lastPress = performance.now();
      wake();
    }
    const path = event.composedPath();
    for (const node of path) {
      if (node instanceof ShadowRoot) {
        follow(node);
      }
    }
    enterWaiting();
    const [target] = path;
    if (target instanceof Element) {
      const element = target.closest(DIALOG) ?? target.closest(`${MARKED}, ${PARTS}`);
      offer(element && isLikely(element) ? [element] : []);
    }
  };
  listen(["focusin", "pointerdown", "click"], use, signal);
  /** The dialog that the pointer was seen in last. @type {WeakRef<Element> | null} */
  let approached = null;
  const approach = (/** @type {Event} */ { target }) => {
    const dialog = target instanceof Element ? target.closest(DIALOG) : null;
    if (dialog && dialog !== approached?.deref()) {
      approached = new WeakRef(dialog);
      offer([dialog]);
    }
  };
  listen(["pointerover"], approach, signal);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    inShadows.disconnect();
    opening.disconnect();
  });

  const wakeByKey = (/** @type {KeyboardEvent} */ { key }) => {
    if (key === "Enter" || key === " ") {
      lastPress = performance.now();
      wake();
    }
  };
  listen(["keydown"], wakeByKey, signal);

  /** Looks at what the page came with, or made while it loaded. */
  const begin = guard(() => {
    if (!signal.aborted) {
      search(document.documentElement, isOurPage() ? ON_OUR_PAGES : ANYWHERE);
      if (isOurPage()) {
        wake();
      }
      watchOutlets();
    }
  });
  opening.observe(document, { attributeFilter: ["open", "hidden"], subtree: true });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin, { once: true, signal });
  } else {
    begin();
  }
  const settle = () => {
    for (const delay of SETTLES) {
      setTimeout(begin, delay);
    }
  };
  if (document.readyState === "complete") {
    settle();
  } else {
    window.addEventListener("load", settle, { once: true, signal });
  }
  return wake;
}
