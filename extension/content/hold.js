/** Holds the first press of Send on the worst drafts, once. */
import { listen } from "./guard.js";

/**
 * Something that sends a draft when it is pressed.
 *
 * @typedef {object} Sender
 * @property {(path: EventTarget[]) => boolean} isSend whether an event on this path presses the control that sends
 * @property {(path: EventTarget[]) => boolean} isField whether a key on this path is typed into its field
 * @property {(form: HTMLFormElement) => boolean} sendsBy whether submitting this form sends
 * @property {(path: EventTarget[]) => boolean} isInPanel whether an event on this path happened in what we show of it
 * @property {() => boolean} hold whether this press is to be held
 */

/** What a press of Enter or Space clicks only with the page's help. */
const MADE_BUTTON = '[role="button"]:not(button, a[href], input, summary)';

/**
 * @param {() => Iterable<Sender>} senders those there are now
 * @param {AbortSignal} signal
 */
export function holdSend(senders, signal) {
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
   * @param {(sender: Sender, path: EventTarget[]) => boolean} concerns
   */
  const press = (event, isRepeat, concerns) => {
    const path = event.composedPath();
    for (const sender of senders()) {
      if (concerns(sender, path)) {
        if (isRepeat && isSamePress) {
          stop(event);
        } else {
          isSamePress = sender.hold();
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
    // A double click is one press; whoever clicks on wants to send.
    press(event, event.detail === 2 || isKeyDown, (sender, path) => sender.isSend(path));
  };

  /** @param {KeyboardEvent} event */
  const keydown = (event) => {
    isKeyDown = event.repeat;
    const path = event.composedPath();
    const [target] = path;
    if ([...senders()].some((sender) => sender.isInPanel(path))) {
      // The panel's keys are its own, but the ways out of a dialog stay LinkedIn's.
      if (event.key !== "Escape" && event.key !== "Tab") {
        event.stopImmediatePropagation();
      }
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      press(event, event.repeat, (sender) => sender.isField(path) || sender.isSend(path));
    } else if (
      (event.key === "Enter" || event.key === " ") &&
      target instanceof Element &&
      target.matches(MADE_BUTTON)
    ) {
      // Where a page has made a button of something else, its own listener presses it.
      press(event, event.repeat, (sender) => sender.isSend(path));
    }
  };

  /** @param {KeyboardEvent} event */
  const keyup = (event) => {
    isKeyDown = false;
    const path = event.composedPath();
    const [target] = path;
    const isPressed = isSamePress && event.key === " " && target instanceof Element && target.matches(MADE_BUTTON);
    if (isPressed && [...senders()].some((sender) => sender.isSend(path))) {
      stop(event);
    } else if (
      event.key !== "Escape" &&
      event.key !== "Tab" &&
      [...senders()].some((sender) => sender.isInPanel(path))
    ) {
      event.stopImmediatePropagation();
    }
  };

  /** @param {SubmitEvent} event */
  const submit = (event) => {
    const [form] = event.composedPath();
    press(event, false, (sender) => form instanceof HTMLFormElement && sender.sendsBy(form));
  };

  for (const [type, hear] of Object.entries({ click, keydown, keyup, submit })) {
    const trusted = (/** @type {any} */ event) => {
      if (event.isTrusted) {
        hear(event);
      }
    };
    listen([type], trusted, signal);
  }
}
