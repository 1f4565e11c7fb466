/**
 * Keeps from the page what happens inside the panels.
 *
 * Firefox tells every listener in which node of a closed shadow an event began, and from one such node a page could read
 * all of a report. So there, an event that began in a panel ends before the page's own listeners hear of it.
 */
import { guard } from "./guard.js";

/** What a pointer, a key or the focus can cause in a panel. */
const TYPES =
  "auxclick blur click contextmenu copy dblclick drag dragend dragenter dragleave dragover dragstart focus focusin focusout keydown keypress keyup mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerup scroll scrollend selectstart touchcancel touchend touchmove touchstart wheel";

/** @type {WeakSet<EventTarget>} */
const hosts = new WeakSet();

/** @param {Element} host of a closed shadow that the page must not see into */
export function keepIn(host) {
  hosts.add(host);
}

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
    const node = /** @type {Event & { originalTarget: Node | null }} */ (event).originalTarget;
    const root = node?.getRootNode?.();
    if (!(root instanceof ShadowRoot && hosts.has(root.host))) {
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
  for (const type of TYPES.split(" ")) {
    window.addEventListener(type, stop, { capture: true, passive: type !== "mousedown", signal });
  }
}
