/** The place where the user types: a text area, or an element that can be edited. */
import { numbersIn } from "./text.js";

const EDITABLE =
  '[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], [role="textbox"]:not(input)';

/** What can hold a draft; an `input` never does. */
export const FIELD = `textarea, ${EDITABLE}`;

const BLOCKS = /^(?:ADDRESS|ARTICLE|BLOCKQUOTE|DIV|H[1-6]|LI|OL|P|PRE|SECTION|UL)$/u;

/**
 * @param {Element} element
 * @returns {boolean} whether the user can see it
 */
export function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true });
}

/**
 * @param {Element} element
 * @returns {boolean} whether it takes up room, too: pages keep copies of no size, and texts for screen readers alone
 */
export function isSeen(element) {
  if (!isVisible(element)) {
    return false;
  }
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

/**
 * @param {Element} element
 * @returns {number[]} the red, green and blue that it is painted with, to 255, and how opaque that is, to 1
 */
export function paintOf(element) {
  const [red, green, blue, alpha = 1] = getComputedStyle(element)
    .backgroundColor.match(/[\d.]+/gu)
    ?.map(Number) ?? [0, 0, 0, 0];
  return [red, green, blue, alpha];
}

/** Fields that LinkedIn has given a name of their own; they win over others beside them. */
const OURS =
  '[id*="custom-message"], [id*="connect-cta-form__invitation"], [id*="recommendation" i], [name*="recommendation" i]';

/**
 * @param {Element} root
 * @returns {HTMLElement | null} the one field that can be typed in; null when there is none, or no telling which
 */
export function onlyField(root) {
  const fields = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(FIELD)]);
  // Pages keep copies that measure a text's height, and editors keep editable parts in editable wholes.
  const usable = fields.filter(
    (field) =>
      !field.parentElement?.closest(EDITABLE) &&
      !field.closest('[aria-hidden="true"]') &&
      !field.matches(":read-only:not([contenteditable]), :disabled") &&
      isVisible(field),
  );
  return usable.length > 1 ? (usable.find((field) => field.matches(OURS)) ?? null) : (usable[0] ?? null);
}

/**
 * @typedef {object} Piece
 * @property {Text} node
 * @property {number} start where its text begins in the whole, in UTF-16 code units
 */

/**
 * @param {HTMLElement} editor
 * @returns {{ text: string, pieces: Piece[] }} the text as its reader sees it, and where each part of it stands
 */
function readEditor(editor) {
  let text = "";
  /** @type {Piece[]} */
  const pieces = [];
  /** @param {Node} node */
  const visit = (node) => {
    if (node instanceof Text) {
      pieces.push({ node, start: text.length });
      text += node.data;
    } else if (node instanceof HTMLElement) {
      const isBlock = BLOCKS.test(node.tagName);
      if (isBlock && text && node.previousSibling) {
        text += "\n";
      }
      if (node.tagName === "BR") {
        // The last line break of a block only keeps an empty line open.
        text += node.nextSibling ? "\n" : "";
      }
      node.childNodes.forEach(visit);
    }
  };
  editor.childNodes.forEach(visit);
  return { text, pieces };
}

/**
 * @param {HTMLElement} field
 * @returns {string} what was typed
 */
export function readText(field) {
  return field instanceof HTMLTextAreaElement ? field.value : readEditor(field).text;
}

/**
 * Selects words in the field, and changes nothing else.
 *
 * @param {HTMLElement} field
 * @param {number} start
 * @param {number} end
 */
export function select(field, start, end) {
  if (field instanceof HTMLTextAreaElement) {
    field.focus();
    field.setSelectionRange(start, end);
    return;
  }
  const { pieces } = readEditor(field);
  /** @param {number} offset */
  const at = (offset) => pieces.findLast((piece) => piece.start <= offset);
  const first = at(start);
  const last = at(end - 1);
  if (!first || !last) {
    return;
  }
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  field.focus();
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** "0/200", in any digits, and in the order of either direction of writing. */
const COUNTER = /^\P{L}*\p{Nd}[\p{Nd}.,\u066c\s]*\/\s?\p{Nd}\P{L}*$/u;

/**
 * @param {string} text
 * @returns {number | null} the limit that a counter names
 */
function limitIn(text) {
  if (text.length > 40 || !COUNTER.test(text)) {
    return null;
  }
  const [used, limit, ...more] = text
    .split("/")
    .map((part) => numbersIn(part.replace(/[.,\u066c\s\u00a0\u202f]/gu, ""))[0]);
  return more.length === 0 && limit > 0 && used !== undefined ? limit : null;
}

/**
 * @param {Element} root
 * @param {HTMLElement} field
 * @returns {number | null} how many characters LinkedIn accepts, as its counter ("0/200") or the field says
 */
export function readLimit(root, field) {
  // The counter stands near the field: the search widens from there, and never meets another field's counter first.
  for (let near = field.parentElement; near; near = near === root ? null : near.parentElement) {
    const bare = [...near.childNodes].filter((node) => node instanceof Text).map((node) => node.data);
    const wrapped = [...near.querySelectorAll("*")].filter((element) => !field.contains(element));
    for (const text of [bare.join(""), ...wrapped.map((element) => element.textContent ?? "")]) {
      const limit = limitIn(text);
      if (limit) {
        return limit;
      }
    }
  }
  return field instanceof HTMLTextAreaElement && field.maxLength > 0 ? field.maxLength : null;
}
