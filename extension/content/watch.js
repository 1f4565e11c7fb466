/**
 * Finds dialogs as they open, at next to no cost while none does.
 *
 * A page is only looked at where something was just added, or just used; nothing is polled, and no attribute of the
 * page is watched.
 */
import { guard } from "./guard.js";

const DIALOG = 'dialog, [role="dialog"], [aria-modal="true"], [data-test-modal]';

/** What may be a dialog of ours, or stand in one; few things in a feed match. */
const LIKELY = `${DIALOG}, [id*="send-invite"], [class*="send-invite"], textarea, select, [role="textbox"], [role="combobox"], [role="radiogroup"], input[type="radio"]`;

/** The element in whose shadow LinkedIn's newer pages open their dialogs. */
const HOST = '#interop-outlet, [data-testid^="interop"]';

const BUTTON = 'button, [role="button"], input[type="submit"]';

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
 * @param {(root: Element) => void} found called with each place that may be a dialog of ours
 * @param {() => void} removed called when something was taken out of the page
 * @param {AbortSignal} signal
 */
export function watch(found, removed, signal) {
  /** @type {WeakSet<Node>} */
  const watched = new WeakSet();
  /** Hosts that had no shadow root yet. @type {Set<WeakRef<Element>>} */
  const waiting = new Set();

  /** @param {Element} element */
  const enter = (element) => {
    if (element.shadowRoot) {
      follow(element.shadowRoot);
    } else if (element.matches(HOST)) {
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

  /** @param {Element} root */
  const search = (root) => {
    const places = new Set();
    const likely = [...(root.matches(LIKELY) ? [root] : []), ...root.querySelectorAll(LIKELY)];
    for (const element of likely) {
      const place = placeOf(element);
      // A dialog around another is its wrapper.
      if (place && !places.has(place) && !place.querySelector(DIALOG)) {
        places.add(place);
        found(place);
      }
    }
    enter(root);
    root.querySelectorAll(HOST).forEach(enter);
  };

  const observer = new MutationObserver(
    guard((records) => {
      let isRemoval = false;
      for (const { addedNodes, removedNodes } of records) {
        isRemoval ||= removedNodes.length > 0;
        for (const node of addedNodes) {
          if (node instanceof Element && node.isConnected) {
            search(node);
          }
        }
      }
      if (isRemoval) {
        removed();
      }
      enterWaiting();
    }),
  );

  /** @param {Document | ShadowRoot} root */
  function follow(root) {
    if (!watched.has(root)) {
      watched.add(root);
      observer.observe(root, { childList: true, subtree: true });
      [...root.children].forEach(search);
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
    const likely = target instanceof Element ? (target.closest(DIALOG) ?? target.closest(LIKELY)) : null;
    const place = likely && placeOf(likely);
    if (place && !place.querySelector(DIALOG)) {
      found(place);
    }
  });
  for (const type of ["focusin", "click", "input"]) {
    window.addEventListener(type, use, { capture: true, signal });
  }
  signal.addEventListener("abort", () => observer.disconnect());
  follow(document);
}
