/** Reads who a dialog or a button is about, without knowing the page's language. */
import { isSeen } from "./fields.js";
import { labelOf, numbersIn, oneLine, textOf } from "./text.js";

/**
 * @param {Element} element
 * @returns {string} what is read there, once: LinkedIn says many things twice, to the eye and to screen readers
 */
function visibleText(element) {
  const seen = element.querySelector('[aria-hidden="true"]');
  return (seen && textOf(seen)) || textOf(element);
}

/**
 * @param {string} text a name as LinkedIn prints it
 * @returns {string} the name without the degree of connection, pronouns and pictures behind it
 */
export function bareName(text) {
  // Far more than any name, with all that LinkedIn prints behind it.
  const [name] = oneLine(text)
    .slice(0, 400)
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/gu, "")
    .split(/\s*[•·‧∙|]\s*/u);
  return oneLine(name)
    .replace(/\s*[([（][^()[\]（）]*\/[^()[\]（）]*[)\]）]/gu, "")
    .replace(/\s\p{L}+(?:\s?\/\s?\p{L}+)+$/u, "")
    .replace(/\s\(?(?:[123](?:st|nd|rd|er|e|º|°|\.)?\+?)\)?$/u, "")
    .trim();
}

/**
 * @param {string} text
 * @returns {boolean} whether this can be a name: it has letters, and not the length of a sentence
 */
function isName(text) {
  return /\p{L}/u.test(text) && !/^\p{Nd}/u.test(text) && text.length <= 100;
}

/** What LinkedIn writes names in, surest first. */
const NAMED = '[data-anonymize="person-name"], .artdeco-entity-lockup__title, strong, b';

/**
 * @param {Element} root
 * @param {string} [selector]
 * @returns {string | null} the first name among the elements
 */
export function nameAt(root, selector = NAMED) {
  for (const part of selector.split(", ")) {
    for (const element of root.querySelectorAll(part)) {
      const name = bareName(visibleText(element));
      if (isName(name) && !element.closest('button, [role="button"], [contenteditable]') && isSeen(element)) {
        return name;
      }
    }
  }
  return null;
}

/** Scripts whose words have no spaces between them, or whose names take endings as they please. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;

/**
 * @param {string} text
 * @param {string} name
 * @returns {number} where the text has the name as a name, and not as a part of another word; -1 if nowhere
 */
export function indexOfName(text, name) {
  const isWord = (/** @type {string} */ letter) => /[\p{L}\p{M}\p{Nd}]/u.test(letter) && !UNSPACED.test(letter);
  for (let at = text.indexOf(name); name && at >= 0; at = text.indexOf(name, at + 1)) {
    // Languages that bend names add letters at their end.
    const after = text.slice(at + name.length).match(/^[\p{L}\p{M}]*/u)?.[0] ?? "";
    const isBent = name.includes(" ") && after.length <= 5 && after === after.toLowerCase();
    if (!isWord(text[at - 1] ?? " ") && (isBent || !isWord(after[0] ?? " "))) {
      return at;
    }
  }
  return -1;
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
 * The person a control is about, with what the card around it says of them.
 *
 * @typedef {object} Person
 * @property {string} name
 * @property {Element | null} card what shows the person, and nobody else
 */

/** How far up from a control its card is looked for. */
const LEVELS = 8;

/** What a card shows a name in. */
const CARD_NAMES = 'a, h1, h2, h3, h4, strong, b, p, span, [data-anonymize="person-name"], [role="heading"]';

/**
 * Reads whom a pressed control is about: its label holds the name, somewhere, and the card around it shows the name on
 * its own.
 *
 * @param {Element} control
 * @returns {Person | null}
 */
export function personOf(control) {
  const label = labelOf(control);
  if (!label) {
    return null;
  }
  let card = control.parentElement;
  for (let level = 0; card && level < LEVELS; level += 1, card = card.parentElement) {
    let name = "";
    for (const element of card.querySelectorAll(CARD_NAMES)) {
      if (!control.contains(element)) {
        const candidate = bareName(visibleText(element));
        const isLonger = candidate.length > name.length && candidate.length < label.length;
        if (isLonger && isName(candidate) && indexOfName(label, candidate) >= 0) {
          name = candidate;
        }
      }
    }
    // A word or two in common with the label are no name yet: a heading "Connect" is none.
    if (name.includes(" ") || UNSPACED.test(name) || (name && level > 1)) {
      return { name, card: isOnePersons(card, control, label, name) ? card : null };
    }
  }
  const name = nameOnPage(label) ?? nameBetween(control, label);
  return name ? { name, card: null } : null;
}

/**
 * @param {string} label
 * @param {string} name whom it names
 * @returns {(other: string) => boolean} whether another label says the same, of anyone
 */
export function likeLabel(label, name) {
  const [before, after] = label.split(name);
  return (other) => other.startsWith(before) && other.endsWith(after) && other.length > before.length + after.length;
}

/**
 * @param {Element} card
 * @param {Element} control
 * @param {string} label
 * @param {string} name
 * @returns {boolean} whether no control of the same sort in the card is about somebody else
 */
function isOnePersons(card, control, label, name) {
  const isAlike = likeLabel(label, name);
  return [...card.querySelectorAll(control.tagName)].every((other) => {
    const says = labelOf(other);
    return says === label || !isAlike(says);
  });
}

/**
 * @param {string} text what a dialog or a control says
 * @returns {string | null} the name of the page's owner, if the text has it
 */
export function nameOnPage(text) {
  const title = document.title.replace(/^\(\p{Nd}+\+?\)\s*/u, "").replace(/\s*[|–-]\s*LinkedIn.*$/iu, "");
  const headings = [...document.querySelectorAll("main h1, main h2")].slice(0, 5);
  const candidates = [title, ...headings.map(visibleText)].map(bareName);
  const line = oneLine(text);
  return (
    candidates.find((name) => isName(name) && name.length > 2 && name !== line && indexOfName(line, name) >= 0) ?? null
  );
}

/**
 * Reads the name out of a label by what differs from the labels of other controls of the same sort.
 *
 * @param {Element} control
 * @param {string} label
 * @returns {string | null}
 */
function nameBetween(control, label) {
  const scope = /** @type {Document | ShadowRoot} */ (control.getRootNode());
  /** @type {string | null} */
  let best = null;
  for (const other of [...scope.querySelectorAll(`${control.localName}[aria-label]`)].slice(0, 200)) {
    const says = labelOf(other);
    if (says && says !== label) {
      const [own, others] = [words(label), words(says)];
      const start = own.findIndex((word, index) => word !== others[index]);
      let end = 0;
      while (end < own.length - start && own.at(-1 - end) === others.at(-1 - end)) {
        end += 1;
      }
      const name = own.slice(start, own.length - end).join(" ");
      // The closest relative has most in common with it, and that is more than a word.
      if (start + end > 1 && isName(name) && (!best || name.length < best.length)) {
        best = name;
      }
    }
  }
  return best;
}

/** @param {Element} root a dialog or form */
export function headingOf(root) {
  return root.querySelector("h1, h2, h3, [role=heading]");
}

/** The longest text that is read for a name; what is longer is prose. */
const LABEL = 200;

/**
 * @param {Element} root a dialog or form
 * @param {Element | null} field what the user types in, which is no part of the form's own words
 * @returns {string[]} its labels, options and other short texts, the heading first
 */
export function formTexts(root, field) {
  const leaves = [...root.querySelectorAll("*")].filter(
    (element) => !element.firstElementChild && !field?.contains(element),
  );
  const texts = [headingOf(root), ...leaves].map(textOf);
  return [...new Set(texts.filter((text) => text.length <= LABEL))];
}

/**
 * What a dialog or a card says of the person it is about.
 *
 * @typedef {object} Details
 * @property {string} [headline]
 * @property {string} [company]
 * @property {string} [profile] the end of their profile's address
 * @property {number} [mutual_connections]
 */

/**
 * @param {Element} card a dialog's part or a card that is about one person
 * @param {string} name
 * @returns {Details}
 */
export function detailsIn(card, name) {
  /** @type {Details} */
  const details = {};
  const read = (/** @type {string} */ selector) => {
    const element = card.querySelector(selector);
    return element ? visibleText(element) : "";
  };
  const company = read('[data-anonymize="company-name"], a[href*="/company/"]');
  if (company && company.length <= LABEL) {
    details.company = company;
  }
  const known = read('[data-anonymize="headline"], [data-anonymize="title"], .artdeco-entity-lockup__subtitle');
  const headline = known || lineUnder(card, name);
  if (headline && headline !== company && headline.length <= LONGEST_HEADLINE) {
    details.headline = headline;
  }
  // Others may be linked, too: the shared connections.
  const links = [...card.querySelectorAll('a[href*="/in/"]')].filter(
    (link) => indexOfName(visibleText(link), name) >= 0,
  );
  const profiles = new Set(links.map((link) => /\/in\/([^/?#]+)/u.exec(link.getAttribute("href") ?? "")?.[1]));
  const [profile] = profiles;
  if (profile && profiles.size === 1) {
    details.profile = readable(profile);
  }
  const mutual = mutualIn(card);
  if (mutual) {
    details.mutual_connections = mutual;
  }
  return details;
}

/**
 * @param {string} part of an address
 * @returns {string} the same without percent signs
 */
function readable(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** LinkedIn's own limit for headlines, in UTF-16 code units. */
const LONGEST_HEADLINE = 220;

/**
 * @param {Element} card
 * @param {string} name
 * @returns {string} what stands under the name, where the name stands on a line of its own
 */
function lineUnder(card, name) {
  const isName = (/** @type {Element} */ element) => bareName(visibleText(element)) === name;
  let line = [...card.querySelectorAll(CARD_NAMES)].find((element) => isName(element) && isSeen(element));
  while (line?.parentElement && line.parentElement !== card && isName(line.parentElement)) {
    line = line.parentElement;
  }
  for (let next = line?.nextElementSibling; next; next = next.nextElementSibling) {
    const says = visibleText(next);
    if (next.matches("a, button, [role=button]") || next.querySelector("a, button, [role=button], textarea")) {
      return "";
    }
    // The degree of connection may stand between.
    if (/\p{L}\P{N}*\p{L}\P{N}*\p{L}\P{N}*\p{L}/u.test(says) && !isName(next)) {
      return says;
    }
  }
  return "";
}

/**
 * @param {Element} card
 * @returns {number | null} how many connections it says the two share: beside their pictures, or behind a link to them
 */
function mutualIn(card) {
  const link = card.querySelector(
    'a[href*="facetConnectionOf"], a[href*="connectionOf"], a[href*="mutual"], [data-anonymize="mutual"], [class*="mutual"], [class*="shared-connections"]',
  );
  const [count] = numbersIn(textOf(link));
  return count || null;
}
