/**
 * Reads how the two people know each other from LinkedIn's form, without its words.
 *
 * @import { Relationship } from "../contract.js"
 */
import { indexOfName, sharedName } from "./people.js";
import { labelOf, oneLine, textOf } from "./text.js";

/**
 * LinkedIn's twelve values, in the order in which its forms list them.
 *
 * @type {readonly Relationship[]}
 */
const IN_ORDER = [
  "recommender_managed_recommendee",
  "recommender_reported_to_recommendee",
  "recommender_senior_than_recommendee",
  "recommendee_senior_than_recommender",
  "worked_in_same_group",
  "worked_in_different_groups",
  "worked_in_different_companies",
  "recommendee_is_client_of_recommender",
  "recommender_is_client_of_recommendee",
  "recommender_taught_recommendee",
  "recommender_advised_recommendee",
  "recommender_studied_with_recommendee",
];

/**
 * A form's list of relationships, whatever it is made of.
 *
 * @typedef {object} Choice
 * @property {Element[]} options
 * @property {Element | null} chosen
 */

/**
 * @param {Element} option
 * @returns {Relationship | undefined} the value that one of the option's attributes spells out
 */
function spelledOut(option) {
  const attributes = [...option.attributes];
  // A radio button is wrapped in, or followed by, its label; either may carry the value.
  if (option instanceof HTMLInputElement) {
    attributes.push(...[...(option.labels ?? [])].flatMap((label) => [...label.attributes]));
  }
  const values = attributes.map(({ value }) => value.toLowerCase().replaceAll("-", "_"));
  return IN_ORDER.find((name) => values.some((value) => value.includes(name)));
}

/**
 * @param {Element} option
 * @returns {boolean} whether it stands for "nothing chosen yet"
 */
function isPlaceholder(option) {
  return option instanceof HTMLOptionElement && (option.value === "" || option.disabled || option.hidden);
}

/**
 * @param {ParentNode} root
 * @returns {Choice[]}
 */
function choices(root) {
  /** @type {Choice[]} */
  const found = [];
  for (const [list, option, chosen] of [
    ["select", "option", ":checked"],
    ['[role="radiogroup"]', '[role="radio"]', '[aria-checked="true"]'],
    ['[role="listbox"]', '[role="option"]', '[aria-selected="true"]'],
  ]) {
    for (const group of root.querySelectorAll(list)) {
      const options = [...group.querySelectorAll(option)];
      found.push({ options, chosen: options.find((element) => element.matches(chosen)) ?? null });
    }
  }
  /** @type {Map<string, HTMLInputElement[]>} */
  const groups = new Map();
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('input[type="radio"]'))) {
    groups.set(radio.name, [...(groups.get(radio.name) ?? []), radio]);
  }
  for (const options of groups.values()) {
    found.push({ options, chosen: options.find((radio) => radio.checked) ?? null });
  }
  return found;
}

/**
 * @param {Choice} choice
 * @returns {Element[]} its options that say something
 */
function meaningful({ options }) {
  const rest = options.filter((option) => !isPlaceholder(option));
  // A first option without a value of LinkedIn's is the prompt, even if the page gave it some value.
  const isPrompted = rest.length === IN_ORDER.length + 1 && !spelledOut(rest[0]);
  return isPrompted ? rest.slice(1) : rest;
}

/**
 * @param {Choice} choice
 * @returns {boolean} whether its options are LinkedIn's values by their names
 */
function isSpelledOut(choice) {
  return meaningful(choice).filter(spelledOut).length > 1;
}

/**
 * @param {Choice} choice
 * @returns {boolean} whether it has as many options as there are relationships, each a sentence, most about the same
 *   person: neither months nor jobs are like that
 */
function isAboutOnePerson(choice) {
  const texts = meaningful(choice).map(saidBy);
  if (texts.length !== IN_ORDER.length) {
    return false;
  }
  const name = sharedName(texts);
  return name !== null && texts.filter((text) => indexOfName(text, name) >= 0).length >= IN_ORDER.length / 2;
}

/**
 * @param {Element} option
 * @returns {string} what it says
 */
function saidBy(option) {
  return textOf(option instanceof HTMLInputElement ? option.labels?.[0] : option) || labelOf(option);
}

/**
 * @param {ParentNode} root a dialog or form
 * @returns {boolean} whether it asks how two people know each other
 */
export function asksRelationship(root) {
  return choices(root).some((choice) => isSpelledOut(choice) || isAboutOnePerson(choice));
}

/**
 * @param {ParentNode} root a dialog or form that is known to be about a recommendation
 * @returns {Choice | undefined} its choice of relationships, and not one of jobs or dates
 */
function find(root) {
  const all = choices(root);
  return (
    all.find(isSpelledOut) ??
    all.find(isAboutOnePerson) ??
    all.find((choice) => meaningful(choice).length === IN_ORDER.length)
  );
}

/**
 * What lists of relationships said while they were open: each option's words and the value they stand for.
 *
 * @typedef {Map<string, Relationship>} Seen
 */

/**
 * @param {Element} option
 * @param {Element[]} options all that say something
 * @returns {Relationship | undefined} what it stands for: LinkedIn's value, or the one in its place of a complete list
 */
function meaningOf(option, options) {
  return spelledOut(option) ?? (options.length === IN_ORDER.length ? IN_ORDER[options.indexOf(option)] : undefined);
}

/**
 * @param {Choice} choice
 * @param {Seen} seen
 */
function remember(choice, seen) {
  const options = meaningful(choice);
  for (const option of options) {
    const value = meaningOf(option, options);
    if (value) {
      seen.set(saidBy(option), value);
    }
  }
}

/**
 * Remembers a list that opens outside the dialog it belongs to.
 *
 * @param {Element} list
 * @param {Seen} seen
 */
export function learnList(list, seen) {
  remember({ options: [...list.querySelectorAll('[role="option"]')], chosen: null }, seen);
}

/**
 * @param {ParentNode} root a dialog or form that is known to be about a recommendation
 * @param {Seen} seen what its lists said when they were open
 * @returns {Relationship | null | undefined} null while nothing is chosen or the choice can't be told, undefined where
 *   the form does not ask
 */
export function readRelationship(root, seen) {
  const choice = find(root);
  const combobox = root.querySelector(COMBOBOX);
  if (choice) {
    remember(choice, seen);
  }
  if (combobox && !choice?.chosen) {
    // Its list is there only while it is open, and not always near it.
    return readCombobox(combobox, seen);
  }
  if (!choice) {
    return undefined;
  }
  const { chosen } = choice;
  return (chosen && !isPlaceholder(chosen) && meaningOf(chosen, meaningful(choice))) || null;
}

/** What opens a list that is not a `select`. */
const COMBOBOX = '[role="combobox"]:not(select), [aria-haspopup="listbox"]';

/**
 * Reads a combobox whose list is closed, and therefore often not in the page at all.
 *
 * @param {Element} combobox
 * @param {Seen} seen
 * @returns {Relationship | null | undefined}
 */
function readCombobox(combobox, seen) {
  const id = combobox.getAttribute("aria-controls") ?? combobox.getAttribute("aria-owns");
  const scope = /** @type {Document | ShadowRoot} */ (combobox.getRootNode());
  const list = id ? scope.getElementById(id) : null;
  const options = list ? [...list.querySelectorAll('[role="option"]')] : [];
  const chosen = options.find((option) => option.matches('[aria-selected="true"]'));
  if (list) {
    learnList(list, seen);
  }
  const says = combobox instanceof HTMLInputElement ? oneLine(combobox.value) : textOf(combobox);
  const value = spelledOut(combobox) ?? (chosen && spelledOut(chosen)) ?? seen.get(says);
  if (value) {
    return value;
  }
  // Nothing is chosen yet, or the list that knows is put away: what was known before still holds.
  return chosen ? (seen.get(saidBy(chosen)) ?? null) : undefined;
}
