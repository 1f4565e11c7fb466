/** Describes a dialog that could not be read, so that someone can teach the extension to read it. */
import { textOf } from "./text.js";

/** How many elements a description has at most, and how deep it goes. */
const MOST = 120;
const DEPTH = 14;

/**
 * An element of such a dialog, as the page has it: what is kept of it is for the background to say.
 *
 * @typedef {object} Part
 * @property {number} depth
 * @property {string} name
 * @property {string} id
 * @property {string | null} role
 * @property {string | null} type
 * @property {string[]} attributes their names
 * @property {boolean} hasShadow
 */

/**
 * A text in such a dialog, which may hold a name.
 *
 * @typedef {object} Said
 * @property {string} text
 * @property {boolean} isLabel whether its first word is written like a name wherever it stands
 */

/**
 * @param {Element} root
 * @returns {Said[]}
 */
function textsIn(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isLabel = node.parentElement?.closest("button, h1, h2, h3, label") !== null;
    found.push({ text: textOf(node), isLabel });
  }
  return found;
}

/**
 * @param {Element} root
 * @returns {{ parts: Part[], said: Said[] }} its elements in the order of the page, and its texts
 */
export function describe(root) {
  /** @type {Part[]} */
  const parts = [];
  /** @param {Element} element @param {number} depth */
  const visit = (element, depth) => {
    if (parts.length >= MOST || depth > DEPTH) {
      return;
    }
    const { localName: name, id, shadowRoot } = element;
    parts.push({
      depth,
      name,
      id,
      role: element.getAttribute("role"),
      type: element.matches("input, button") ? element.getAttribute("type") : null,
      attributes: element.getAttributeNames(),
      hasShadow: shadowRoot !== null,
    });
    if (name === "svg") {
      return;
    }
    const children = [...(shadowRoot?.children ?? []), ...element.children];
    children.forEach((child, index) => {
      // A row of like elements is told once.
      const before = children[index - 1];
      if (index < 3 || before?.localName !== child.localName || child.childElementCount !== before.childElementCount) {
        visit(child, depth + 1);
      }
    });
  };
  visit(root, 0);
  return { parts, said: textsIn(root) };
}
