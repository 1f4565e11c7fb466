/**
 * How many notes LinkedIn lets a free account add to its invitations until the month ends.
 *
 * LinkedIn prints the number in its dialog, and asks for money when there is none left. What it said is remembered, since
 * the step that sends without a note doesn't say it again.
 *
 * @import { Place } from "./surfaces.js"
 */
import { bareName } from "./people.js";
import { follow } from "./stored.js";
import { numbersIn, textOf } from "./text.js";

const KEY = "notes";

/** No account has more: a greater number counts something else. */
const MOST = 20;

/** @returns {string} the month it is here, as `YYYY-MM` */
function thisMonth() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
}

/** @param {any} stored @returns {{ left: number, month: string } | null} */
function valid(stored) {
  const isWhole = Number.isInteger(stored?.left) && stored.left >= 0 && stored.left <= MOST;
  return isWhole && typeof stored.month === "string" ? { left: stored.left, month: stored.month } : null;
}

/** The notes that are left, the same in all tabs. */
export class Notes {
  /** @type {{ left: number, month: string } | null} */
  #known = null;

  /**
   * @param {() => void} changed called when the number has changed
   * @param {AbortSignal} signal
   */
  constructor(changed, signal) {
    void follow(
      KEY,
      (stored) => {
        this.#known = valid(stored);
        changed();
      },
      signal,
    );
  }

  /** @returns {number | null} null where LinkedIn has not said */
  get left() {
    return this.#known?.month === thisMonth() ? this.#known.left : null;
  }

  /** @param {number | null} left null for an account that has no such limit */
  set left(left) {
    if (left === this.left) {
      return;
    }
    this.#known = left === null ? null : { left, month: thisMonth() };
    const stored = this.#known ? chrome.storage.local.set({ [KEY]: this.#known }) : chrome.storage.local.remove(KEY);
    stored.catch(() => {});
  }
}

/** Accounts that pay have room for more in a note, and no limit to their number. */
const PAID = 300;

/**
 * @param {Place} place an invitation's step with its note
 * @param {string | null} name
 * @param {number | null} limit how long the note may be
 * @returns {number | null | undefined} null for an account without a limit, undefined where the dialog doesn't say
 */
export function readNotesLeft({ root, field }, name, limit) {
  if (limit === PAID) {
    return null;
  }
  if (!field) {
    return undefined;
  }
  const said = new Set();
  for (const element of root.querySelectorAll("p, span, div, small, strong, h3, h4")) {
    const text = textOf(element);
    const isOwn = [...element.childNodes].some((node) => node instanceof Text && /\p{L}/u.test(node.data));
    const isControl = element.closest(
      'button, [role="button"], a, label, [contenteditable], [class*="lockup"], [class*="mutual"]',
    );
    if (isOwn && !isControl && text.length <= 160 && !element.contains(field)) {
      // A degree of connection beside the name is a number, too.
      const rest = name ? text.split(name).slice(1).join("").trim() : "";
      const numbers = numbersIn(text);
      if (numbers.length === 1 && numbers[0] <= MOST && !(rest && bareName(`${name} ${rest}`) === name)) {
        said.add(numbers[0]);
      }
    }
  }
  return said.size === 1 ? [...said][0] : undefined;
}
