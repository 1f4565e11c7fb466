/**
 * Holds the first press of Send on the worst drafts, once.
 *
 * @import { Dialog } from "./dialog.js"
 */
import { guard } from "./guard.js";

/**
 * @param {() => Iterable<Dialog>} dialogs those open now
 * @param {AbortSignal} signal
 */
export function holdSend(dialogs, signal) {
  /** Whether the latest series of clicks, or the key that is still down, had its first press held. */
  let isSamePress = false;
  let isKeyDown = false;

  /** @param {Event} event */
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /**
   * @param {Event} event
   * @param {boolean} isRepeat whether the press is one with the press before: a double click, a key held down
   * @param {(dialog: Dialog, path: EventTarget[]) => boolean} concerns
   */
  const press = (event, isRepeat, concerns) => {
    const path = event.composedPath();
    for (const dialog of dialogs()) {
      if (concerns(dialog, path)) {
        if (isRepeat && isSamePress) {
          stop(event);
        } else {
          isSamePress = dialog.hold();
          if (isSamePress) {
            stop(event);
          }
        }
        return;
      }
    }
  };

  /** @param {MouseEvent} event */
  const click = (event) => {
    press(event, event.detail > 1 || isKeyDown, (dialog, path) => dialog.isSend(path));
  };

  /** @param {KeyboardEvent} event */
  const keydown = (event) => {
    isKeyDown = event.repeat;
    const path = event.composedPath();
    if ([...dialogs()].some((dialog) => dialog.isInPanel(path))) {
      // The panel's keys are its own, but the ways out of a dialog stay LinkedIn's.
      if (event.key !== "Escape" && event.key !== "Tab") {
        event.stopImmediatePropagation();
      }
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      press(event, event.repeat, (dialog, path) => dialog.isField(path));
    }
  };

  /** @param {KeyboardEvent} event */
  const keyup = (event) => {
    isKeyDown = false;
    const path = event.composedPath();
    if (event.key !== "Escape" && event.key !== "Tab" && [...dialogs()].some((dialog) => dialog.isInPanel(path))) {
      event.stopImmediatePropagation();
    }
  };

  /** @param {SubmitEvent} event */
  const submit = (event) => {
    const form = event.target;
    press(event, false, (dialog) => form instanceof HTMLFormElement && dialog.sendsBy(form));
  };

  /** @type {[string, (event: any) => void][]} */
  const listeners = [
    ["click", click],
    ["keydown", keydown],
    ["keyup", keyup],
    ["submit", submit],
  ];
  for (const [type, listener] of listeners) {
    const trusted = guard((/** @type {Event} */ event) => {
      if (event.isTrusted) {
        listener(event);
      }
    });
    window.addEventListener(type, trusted, { capture: true, signal });
  }
}
