/**
 * Keeps from the page what happens inside the panels.
 *
 * Firefox tells every listener in which node of a closed shadow an event began, and from one such node a page could read
 * all of a report. So there, an event that began in a panel ends before the page's own listeners hear of it.
 */
import { guard } from "./guard.js";

/** What the browser has handlers for, and what it tells listeners alone: whatever an event is, the page needs no panel's. */
const types = () => [
  ..."DOMMouseScroll MozMousePixelScroll focusin focusout touchcancel touchend touchmove touchstart".split(" "),
  ...Object.keys(HTMLElement.prototype).flatMap((name) => (name.startsWith("on") ? [name.slice(2)] : [])),
];

/** Hosts of closed shadows that the page must not see into. @type {Set<Element>} */
const hosts = new Set();

/**
 * @param {Element} host
 * @param {AbortSignal} signal ends it
 */
export function keepIn(host, signal) {
  hosts.add(host);
  signal.addEventListener("abort", () => hosts.delete(host));
}

/** @param {Node | null | undefined} node */
function isInside(node) {
  const root = node?.getRootNode?.();
  return root instanceof ShadowRoot && hosts.has(root.host);
}

/** @typedef {Event & { originalTarget: Node | null, explicitOriginalTarget: Node | null }} GeckoEvent */

/**
 * Has to be called before the page's scripts run, and after what of ours listens for the same events.
 *
 * @param {AbortSignal} signal
 */
export function keepEventsIn(signal) {
  if (!("explicitOriginalTarget" in Event.prototype)) {
    return;
  }
  const stop = guard((/** @type {Event} */ event) => {
    if (hosts.size === 0) {
      return;
    }
    const { originalTarget: node, explicitOriginalTarget: pointed } = /** @type {GeckoEvent} */ (event);
    if (!isInside(node) && !isInside(pointed)) {
      return;
    }
    if (event instanceof KeyboardEvent && event.key === "Escape") {
      // The way out of the dialog is the page's.
      return;
    }
    event.stopImmediatePropagation();
    if (event.type === "mousedown") {
      // The focus stays where it is, or the event of its change would name the node, too.
      event.preventDefault();
    } else if (event.type === "click") {
      // The panel's own listeners have not heard of it yet; this one does not leave the shadow.
      const element = node instanceof Element ? node : node?.parentElement;
      element?.closest("button")?.dispatchEvent(new MouseEvent("click"));
    }
  });
  for (const type of types()) {
    window.addEventListener(type, stop, { capture: true, passive: type !== "mousedown", signal });
  }
}
