/**
 * Finds dialogs as they open, at next to no cost while none does.
 *
 * A page is only looked at where something was just added, opened or used; nothing is polled.
 */
import { guard } from "./guard.js";

const DIALOG = 'dialog, [role="dialog"], [aria-modal="true"], [data-test-modal]';

/** What has a name that only LinkedIn's invitations and recommendations have. */
const MARKED =
  '[id*="send-invite"], [class*="send-invite"], textarea[id*="custom-message"], [id*="connect-cta-form"], textarea[id*="recommendation" i], select[id*="recommendation" i]';

/** The element in whose shadow LinkedIn's newer pages open their dialogs, by its names so far. */
const HOST = '#interop-outlet, [data-testid^="interop"], [data-testid*="shadow"]';

/** Where a draft may stand without a dialog around it. */
const OUR_PAGES = /^\/preload\/|\/recommendations?\/(?:edit\/)?(?:request|ask|write)\b|^\/sales\//u;

/** What a draft consists of, there. */
const PARTS =
  'textarea, select, [contenteditable], [role="textbox"], [role="combobox"], [role="radiogroup"], [role="listbox"], input[type="radio"]';

const BUTTON = 'button, [role="button"], input[type="submit"]';

/** How long one piece of searching may take, in milliseconds: a page that adds thousands of things must not wait. */
const PIECE = 3;

/** @returns {string} a selector of what may be a dialog of ours or stand in one; few things in a feed match */
function likely() {
  const anywhere = `${DIALOG}, ${MARKED}`;
  return OUR_PAGES.test(location.pathname) ? `${anywhere}, ${PARTS}` : anywhere;
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
 * @param {() => void} removed called when something was taken out of the page
 * @param {AbortSignal} signal
 */
export function watch(found, removed, signal) {
  /** @type {WeakSet<Node>} */
  const watched = new WeakSet();
  /** Hosts that had no shadow root yet. @type {Set<WeakRef<Element>>} */
  const waiting = new Set();
  /** What was added and is still to be searched. @type {Element[]} */
  const added = [];
  let isScheduled = false;

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

  /** @param {Element[]} elements likely ones, in the order of the page */
  const offer = (elements) => {
    const places = new Set();
    for (const element of elements.toReversed()) {
      const place = placeOf(element);
      if (place && !places.has(place)) {
        places.add(place);
        found(place);
      }
    }
  };

  /**
   * @param {Element} root
   * @param {string} selector
   */
  const search = (root, selector) => {
    if (root.shadowRoot || (root.parentNode === document.body && !root.firstElementChild) || root.matches(HOST)) {
      enter(root);
    }
    // One look finds both; what is found is rare, and told apart afterwards.
    const all = `${selector}, ${HOST}`;
    const matching = [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(all)];
    if (matching.length > 0) {
      matching.filter((element) => element.matches(HOST)).forEach(enter);
      offer(matching.filter((element) => element.matches(selector)));
    }
    if (root.getRootNode() instanceof ShadowRoot) {
      // A shadow's tree is small, and may hold more of them.
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) {
          follow(element.shadowRoot);
        }
      }
    }
  };

  const work = guard(() => {
    isScheduled = false;
    const selector = likely();
    const end = performance.now() + PIECE;
    while (added.length > 0 && performance.now() < end) {
      const root = /** @type {Element} */ (added.pop());
      if (root.isConnected) {
        search(root, selector);
      }
    }
    enterWaiting();
    if (added.length > 0 && !isScheduled) {
      isScheduled = true;
      setTimeout(work);
    }
  });

  const observer = new MutationObserver(
    guard((records) => {
      let isRemoval = false;
      for (const { type, target, addedNodes, removedNodes } of records) {
        isRemoval ||= removedNodes.length > 0;
        if (type === "attributes") {
          if (target instanceof Element && target.matches(DIALOG)) {
            added.push(target);
          }
        } else {
          for (const node of addedNodes) {
            if (node instanceof Element) {
              added.push(node);
            }
          }
        }
      }
      if (added.length > 0 && !isScheduled) {
        // Oldest first, as long as all fits into one piece.
        added.reverse();
        work();
      }
      if (isRemoval) {
        removed();
      }
    }),
  );

  /** @param {Document | ShadowRoot} root */
  function follow(root) {
    if (!watched.has(root)) {
      watched.add(root);
      observer.observe(root, { attributeFilter: ["open", "hidden", "aria-hidden"], childList: true, subtree: true });
      const selector = likely();
      for (const child of root.children) {
        search(child, selector);
      }
    }
  }

  const use = guard((/** @type {Event} */ event) => {
    const path = event.composedPath();
    for (const node of path) {
      if (node instanceof ShadowRoot) {
        follow(node);
      }
    }
    enterWaiting();
    const [target] = path;
    if (target instanceof Element) {
      const element = target.closest(DIALOG) ?? target.closest(likely());
      offer(element ? [element] : []);
    }
  });
  for (const type of ["focusin", "click"]) {
    window.addEventListener(type, use, { capture: true, signal });
  }
  signal.addEventListener("abort", () => observer.disconnect());
  follow(document);
}
