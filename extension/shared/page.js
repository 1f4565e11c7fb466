/** What this extension's own pages have in common. */
import { text } from "./messages.js";
import { SettingsError } from "./settings.js";

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} type
 * @param {ParentNode} [within]
 * @returns {E} the page's own element
 */
export function the(selector, type, within = document) {
  const element = within.querySelector(selector);
  if (element instanceof type) {
    return element;
  }
  throw new TypeError(`the page has no ${selector}`);
}

/**
 * Puts the user's language into what the page's markup names by key: `data-text` for what stands in an element,
 * `data-label` for how an element is called, `data-hint` for what stands in an empty field.
 *
 * @param {ParentNode} [within]
 */
export function localise(within = document) {
  if (within === document) {
    document.documentElement.lang = text("language");
    document.documentElement.dir = text("direction");
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (
    within.querySelectorAll("[data-text], [data-label], [data-hint]")
  )) {
    const { text: content, label, hint } = element.dataset;
    if (content) {
      element.textContent = text(content);
    }
    if (label) {
      element.ariaLabel = text(label);
      element.title = text(label);
    }
    if (hint && "placeholder" in element) {
      element.placeholder = text(hint);
    }
  }
}

/**
 * @param {string} key the beginning of the texts' names; their ends are the language's plural forms
 * @param {number} count
 * @param {...string} substitutions after the count itself
 * @returns {string}
 */
export function plural(key, count, ...substitutions) {
  const language = text("language");
  // Of the languages that there are texts in, none has a form of its own for what is fewer than a million.
  const form = new Intl.PluralRules(language).select(count) === "one" ? "one" : "other";
  return text(`${key}_${form}`, new Intl.NumberFormat(language).format(count), ...substitutions);
}

/**
 * @param {string} day as `YYYY-MM-DD`
 * @returns {string} as the user's language writes it
 */
export function date(day) {
  const options = /** @type {const} */ ({ dateStyle: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(text("language"), options).format(new Date(day));
}

/**
 * @param {unknown} error why something could not be stored or read
 * @returns {string} that, for whom it happened to
 */
export function reason(error) {
  if (error instanceof SettingsError) {
    return text(error.key, ...error.substitutions);
  }
  return text(/quota|max_|exceed/iu.test(String(error)) ? "error_full" : "error_storage");
}

/**
 * @param {string} name of the file
 * @param {string} content
 * @param {string} type
 */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
