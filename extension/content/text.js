/** Reads a page's texts as its reader does. */

/** Marks that steer the direction of writing, and other characters without width. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Of a longer text only this much is read, in UTF-16 code units: nothing that is looked for stands further on. */
const MOST = 20_000;

/**
 * @param {string} text
 * @returns {string} the text on one line, with single spaces, and without what nobody sees; of a very long one the start
 */
export function oneLine(text) {
  return text.slice(0, MOST).replace(UNSEEN, "").replace(/\s+/gu, " ").trim();
}

/** @param {Node | null | undefined} node @returns {string} its text on one line */
export function textOf(node) {
  return oneLine(node?.textContent ?? "");
}

/** @param {Element} element @returns {string} the name that it has for screen readers alone, on one line */
export function labelOf(element) {
  return oneLine(element.ariaLabel ?? "");
}

/**
 * @param {string} text
 * @returns {number[]} the whole numbers in it, whatever digits they are written with
 */
export function numbersIn(text) {
  const plain = text.replace(/\p{Nd}/gu, (digit) => {
    // In every script the ten digits stand in a row.
    let value = 0;
    const code = digit.codePointAt(0) ?? 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) {
      value += 1;
    }
    return String(value);
  });
  return (plain.match(/\d+/gu) ?? []).map(Number);
}
