/** Describes a dialog that could not be read, so that someone can teach the extension to read it. */

import { oneLine } from "./text.js";

/** How many lines a description has at most, and how deep it goes. */
const LINES = 120;
const DEPTH = 14;

/** Attributes that say nothing of a dialog's structure. */
const DULL = /^(?:style|d|fill|stroke.*|viewbox|width|height|src.*|href|xmlns.*)$/iu;

/**
 * @param {Element} root
 * @returns {string[]} the words in it that are written like names; better one too many than one too few
 */
function maybeNames(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = oneLine(node.textContent ?? "").match(/[\p{L}\p{M}]+/gu) ?? [];
    const isLabel = node.parentElement?.closest("button, h1, h2, h3, label") !== null || words.length > 3;
    found.push(...words.slice(isLabel ? 1 : 0).filter((word) => /^\p{Lu}/u.test(word)));
  }
  return found;
}

/**
 * @param {Element} root
 * @param {readonly string[]} names of people that the page is about
 * @returns {string} its elements, one a line, with their roles, ids and attributes' names; no text, no address and no
 *   name of anybody
 */
export function describe(root, names) {
  const secret = new Set(
    [...names, ...maybeNames(root)].flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? []),
  );
  /** @param {string} value an id or a role @returns {string} the same without figures and names */
  const masked = (value) =>
    value
      .slice(0, 80)
      .replace(/[^\p{L}\p{M}\p{Nd}_-].*$/u, "…")
      .replace(/\p{Nd}+/gu, "0")
      .replace(/[\p{L}\p{M}]+/gu, (word) => (isSecret(word) ? "…" : word));
  /** @param {string} word */
  const isSecret = (word) => /[^a-z]/iu.test(word) || [...secret].some((name) => word.toLowerCase().includes(name));
  /** @type {string[]} */
  const lines = [];
  /** @param {Element} element @param {number} depth */
  const visit = (element, depth) => {
    if (lines.length >= LINES || depth > DEPTH) {
      return;
    }
    const { id } = element;
    const role = element.getAttribute("role");
    const type = element.matches("input, button") ? element.getAttribute("type") : null;
    const attributes = [...element.attributes]
      .map(({ name }) => name)
      .filter((name) => !["id", "role", "type", "class"].includes(name) && !DULL.test(name))
      .sort();
    const line = [
      element.localName,
      id && `#${masked(id)}`,
      role && `role=${masked(role)}`,
      type && `type=${masked(type)}`,
      attributes.length > 0 && `[${attributes.map(masked).join(" ")}]`,
      element.shadowRoot && "(shadow)",
    ];
    lines.push("  ".repeat(depth) + line.filter(Boolean).join(" "));
    if (element.localName === "svg") {
      return;
    }
    const children = [...(element.shadowRoot?.children ?? []), ...element.children];
    children.forEach((child, index) => {
      // A row of like elements is told once.
      const before = children[index - 1];
      if (index < 3 || before?.localName !== child.localName || child.childElementCount !== before.childElementCount) {
        visit(child, depth + 1);
      }
    });
  };
  visit(root, 0);
  return lines.join("\n");
}
