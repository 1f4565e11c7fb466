/** Reads names from a page without knowing its language. */

/**
 * @param {string} text
 * @returns {string} the text as a reader sees it: one line, single spaces
 */
export function oneLine(text) {
  return text.replace(/\s+/gu, " ").trim();
}

/**
 * @param {Element} element
 * @returns {string} what is read there, once: LinkedIn says many things twice, to the eye and to screen readers
 */
function visibleText(element) {
  const seen = element.querySelector('[aria-hidden="true"]');
  return oneLine((seen?.textContent?.trim() ? seen : element).textContent ?? "");
}

/**
 * @param {string} text a name as LinkedIn prints it
 * @returns {string} the name without the degree of connection behind it
 */
function withoutDegree(text) {
  const [name] = text.split(/\s*[•·‧∙|]\s*/u);
  return oneLine(name.replace(/\s\(?(?:[123](?:st|nd|rd)?\+?|\d\.(?:º|°)?)\)?$/u, ""));
}

/**
 * @param {string} text
 * @returns {boolean} whether this can be a name: it has letters, and not the length of a sentence
 */
function isName(text) {
  return /\p{L}/u.test(text) && !/^\d/u.test(text) && text.length <= 100;
}

/**
 * @param {Element} root
 * @param {string} selector
 * @returns {string | null} the first name among the elements
 */
export function nameAt(root, selector) {
  for (const element of root.querySelectorAll(selector)) {
    const name = withoutDegree(visibleText(element));
    if (isName(name) && !element.closest('button, [role="button"]')) {
      return name;
    }
  }
  return null;
}

/**
 * @param {string} text
 * @returns {string[]} its words, each with the punctuation that may belong to a name
 */
function words(text) {
  return oneLine(text).split(" ");
}

/**
 * @param {string} word
 * @returns {string} the word without what surrounds it in a sentence, or the ending that a possessive adds
 */
function bare(word) {
  return word.replace(/^[^\p{L}(]+|[^\p{L}\p{M}.)]+$/gu, "").replace(/['’]s?$/u, "");
}

/**
 * Finds the name that several texts share ("Write Ana Ruiz a recommendation", "How do you know Ana Ruiz?").
 *
 * @param {readonly string[]} texts
 * @returns {string | null} the longest run of capitalised words that the first text shares with another
 */
export function sharedName(texts) {
  const [first = "", ...others] = texts.filter(Boolean);
  const run = words(first).map(bare);
  const rest = others.map((other) => ` ${words(other).map(bare).join(" ")} `);
  /** @type {string | null} */
  let best = null;
  for (let start = 0; start < run.length; start += 1) {
    for (let end = run.length; end > start; end -= 1) {
      const name = run.slice(start, end).join(" ");
      const isCapitalised = [run[start], run[end - 1]].every((word) => /^\(?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word));
      const isWhole = start > 0 || end < run.length;
      if (
        isCapitalised &&
        isWhole &&
        name.length > (best?.length ?? 1) &&
        rest.some((other) => other.includes(` ${name} `))
      ) {
        best = name;
      }
    }
  }
  return best;
}

/**
 * Reads whom a pressed control would invite: its label holds the name, somewhere, and the card around it shows the
 * name on its own.
 *
 * @param {Element} control
 * @returns {string | null}
 */
export function nameOnControl(control) {
  const label = oneLine(control.getAttribute("aria-label") ?? "");
  if (!label) {
    return null;
  }
  /** @type {Element | null} */
  let card = control.parentElement;
  for (let level = 0; card && level < 8; level += 1, card = card.parentElement) {
    for (const element of card.querySelectorAll("a, h1, h2, h3, strong, span[aria-hidden]")) {
      const name = withoutDegree(visibleText(element));
      if (
        isName(name) &&
        name.length < label.length &&
        ` ${label} `.includes(` ${name} `) &&
        !control.contains(element)
      ) {
        return name;
      }
    }
  }
  return null;
}

/** The longest text that is read for a name; what is longer is prose. */
const LABEL = 200;

/**
 * @param {Element} root a form about a recommendation
 * @param {Element | null} field what the user types in, which is no part of the form's own words
 * @returns {string[]} the form's labels, options and other short texts, the heading first
 */
export function formTexts(root, field) {
  const heading = root.querySelector("h1, h2, h3, [role=heading]");
  const leaves = [...root.querySelectorAll("*")].filter(
    (element) => !element.firstElementChild && !field?.contains(element),
  );
  const texts = [heading, ...leaves].map((element) => oneLine(element?.textContent ?? ""));
  return [...new Set(texts.filter((text) => text.length <= LABEL))];
}
