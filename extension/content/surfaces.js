/**
 * The one table of places on LinkedIn where an invitation or a recommendation is about to be sent.
 *
 * A row is recognised by adding up independent evidence: ids, roles, aria relations, structure, addresses. No row
 * needs a word of any language; words only add to what else there is. LinkedIn renames its classes every week and its
 * ids every few years, so each row has several ways in, and none of them is a decoy's too.
 *
 * @import { Kind } from "../contract.js"
 */
import { FIELD, isVisible, onlyField, readLimit, readText } from "./fields.js";
import { formTexts, nameAt, sharedName } from "./people.js";
import { asksRelationship, relationshipOptions } from "./relationship.js";

/** How much evidence makes a place ours. */
const ENOUGH = 3;

/**
 * A place that may be ours, with what several rows ask about it.
 *
 * @typedef {object} Place
 * @property {Element} root the dialog, form or page section
 * @property {HTMLElement | null} field
 * @property {HTMLElement[]} actions its visible buttons that say something, in the order of the page
 * @property {Kind | null} before the kind of draft that the same dialog held a step earlier
 * @property {Element | null} opener what was pressed last before the dialog opened
 */

/** @typedef {[weight: number, evidence: string | ((place: Place) => boolean)]} Mark a selector matches in or around */

/**
 * @typedef {object} Surface
 * @property {string} name
 * @property {Kind} kind
 * @property {(place: Place) => boolean} needs what the row can't do without, and no decoy has
 * @property {readonly Mark[]} marks
 * @property {(place: Place) => string | null} recipient
 */

/** Dialogs of LinkedIn's that never hold a draft of ours, whatever else they contain. */
const NEVER = [
  '[role="alertdialog"]',
  "dialog:not([open])",
  '[data-test-modal-id="sharebox"]',
  '[data-test-modal-id*="upsell"]',
  '[class*="msg-overlay"]',
  '[role="search"]',
  'header, nav, [role="banner"], [role="navigation"]',
].join();

/** The same for what may be around such a thing, or in it: the news that LinkedIn's limit is reached looks like a step. */
const NEVER_IN_OR_AROUND = ".ip-fuse-limit-alert, .modal-upsell, .msg-form";

/** @param {RegExp} path @returns {Mark[1]} */
const address = (path) => () => path.test(location.pathname);

/** @param {RegExp} words @returns {Mark[1]} whether the heading says so */
const title =
  (words) =>
  ({ root }) => {
    const heading = root.querySelector("h1, h2, h3, [role=heading]");
    return words.test(heading?.textContent ?? root.getAttribute("aria-label") ?? "");
  };

/** @param {RegExp} words @returns {Mark[1]} whether a button says so */
const button =
  (words) =>
  ({ actions }) =>
    actions.some((action) => words.test(action.textContent ?? ""));

/** @param {number[]} limits @returns {Mark[1]} */
const limit =
  (...limits) =>
  ({ root, field }) =>
    field !== null && limits.includes(readLimit(root, field) ?? 0);

/** @type {Mark[]} */
const INVITATION = [
  [3, '[data-test-modal-id*="send-invite"], [data-test-modal-id*="custom-invite"]'],
  [3, '[aria-labelledby*="send-invite"]'],
  [3, '[id*="send-invite"]'],
  [3, '[class*="send-invite"]'],
  [2, address(/^\/preload\/(?:search-)?custom-invite/u)],
  [2, ({ opener }) => opener?.closest('a[href*="custom-invite"]') != null],
];

/** @type {Mark[]} */
const RECOMMENDATION = [
  [2, '[id*="recommendation" i], [name*="recommendation" i], [data-view-name*="recommendation" i]'],
  [3, ({ root }) => asksRelationship(root)],
  [1, ({ root }) => relationshipOptions(root).length > 0],
  [1, ({ field }) => field instanceof HTMLTextAreaElement],
  [1, title(/recommend|recomend|raccomand|empfehl|recommand|aanbevel|рекоменд/iu)],
];

/** What a form asks for the relationship with. */
const CHOICE = 'select, input[type="radio"], [role="combobox"], [role="listbox"], [role="radiogroup"]';

/** @param {Place} place */
const hasSomethingToJudge = ({ field, root }) => field !== null || root.querySelector(CHOICE) !== null;

/** @param {Place} place */
const named = ({ root }) => nameAt(root, '[data-anonymize="person-name"], strong, b, .artdeco-entity-lockup__title');

/** @param {Place} place */
const recommended = ({ root, field }) => {
  const person = nameAt(root, ".artdeco-entity-lockup__title, [data-anonymize=person-name], strong, b");
  if (person) {
    return person;
  }
  const texts = formTexts(root, field);
  // A request comes with a greeting that LinkedIn wrote; where the form names nobody twice, that does.
  return sharedName(texts) ?? (field && sharedName([...texts, readText(field).slice(0, 200)]));
};

/** @type {readonly Surface[]} */
export const SURFACES = [
  {
    name: "invitation, with a note",
    kind: "invitation",
    needs: ({ field }) => field !== null,
    marks: [
      ...INVITATION,
      [3, 'textarea[id*="custom-message"], [role="textbox"][id*="custom-message"]'],
      [1, 'textarea[name="message"]'],
      [2, limit(200, 300)],
      [2, ({ before }) => before === "invitation"],
      [1, title(/invit|Einladung|uitnodig|convite/iu)],
      [1, (place) => named(place) !== null],
    ],
    recipient: named,
  },
  {
    name: "invitation, before a note",
    kind: "invitation",
    needs: ({ root, actions }) =>
      actions.length >= 2 && ![...root.querySelectorAll(`${FIELD}, input, select`)].some(isVisible),
    marks: [
      ...INVITATION,
      [1, (place) => named(place) !== null],
      [1, ({ actions }) => actions.length === 2],
      [2, button(/\bnote\b|Notiz|Nachricht|\bnota\b|opmerking|notat|notă|заметк|приміт/iu)],
      // Offers of Premium look alike; an invitation that mentions Premium has its ids besides.
      [-3, 'a[href*="/premium/"]'],
    ],
    recipient: named,
  },
  {
    name: "request for a recommendation",
    kind: "recommendation_request",
    needs: hasSomethingToJudge,
    marks: [
      ...RECOMMENDATION,
      [2, ({ before }) => before === "recommendation_request"],
      [3, address(/\/recommendations?\/(?:edit\/)?(?:request|ask)\b/u)],
      [1, '[id*="request-recommendation" i], [id*="ask-recommendation" i], [id*="recommendation-request" i]'],
      [1, ({ field }) => field !== null && readText(field) !== ""],
      [1, title(/\bask\b|request/iu)],
      [1, '[name*="recommender" i], [id*="recommenderEntity" i]'],
    ],
    recipient: recommended,
  },
  {
    name: "recommendation",
    kind: "recommendation",
    needs: hasSomethingToJudge,
    marks: [
      ...RECOMMENDATION,
      [2, ({ before }) => before === "recommendation"],
      [3, address(/\/recommendations?\/(?:edit\/)?write\b/u)],
      [3, '[id*="write-recommendation" i], [id*="recommendationText" i], [name*="recommendationText" i]'],
      [1, limit(3000)],
      [1, title(/\bwrite\b/iu)],
      [1, '[name*="recommendee" i], [id*="recommendeeEntity" i]'],
    ],
    recipient: recommended,
  },
];

/**
 * @param {Element} root
 * @param {string} selector
 * @returns {boolean} whether the selector matches the place, something in it, or something around it
 */
function isMarked(root, selector) {
  return root.closest(selector) !== null || root.querySelector(selector) !== null;
}

/** @param {Element} root @returns {HTMLElement[]} */
export function actionsOf(root) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll('button, [role="button"], input[type="submit"]')
  );
  return [...buttons].filter((button) => {
    const says = button instanceof HTMLInputElement ? button.value : (button.textContent ?? "");
    // A cross that closes the dialog says nothing.
    return (
      /\p{L}/u.test(says) && !button.matches('[data-test-modal-close-btn], [class*="dismiss"]') && isVisible(button)
    );
  });
}

/**
 * @param {Element} root
 * @param {Kind | null} before
 * @param {Element | null} opener
 * @returns {Place}
 */
export function look(root, before, opener) {
  return { root, field: onlyField(root), actions: actionsOf(root), before, opener };
}

/**
 * @param {Place} place
 * @returns {Surface | null} the row with the most evidence, if any has enough
 */
export function recognise(place) {
  const { root } = place;
  if (root.closest(NEVER) || isMarked(root, NEVER_IN_OR_AROUND) || !isVisible(root)) {
    return null;
  }
  /** @type {Surface | null} */
  let best = null;
  let most = ENOUGH - 1;
  for (const surface of SURFACES) {
    if (surface.needs(place)) {
      let weight = 0;
      for (const [adds, evidence] of surface.marks) {
        weight += (typeof evidence === "string" ? isMarked(root, evidence) : evidence(place)) ? adds : 0;
      }
      if (weight > most) {
        best = surface;
        most = weight;
      }
    }
  }
  return best;
}

/**
 * Finds the control that sends: the primary one, else the last, of those that follow the field.
 *
 * @param {Place} place
 * @param {Surface} surface
 * @returns {HTMLElement | null} null at a step that does not send
 */
export function sendControl({ field, actions }, surface) {
  if (!field && surface.kind !== "invitation") {
    return null;
  }
  const after = actions.filter((action) => !field || follows(action, field));
  const primary = after.filter((action) =>
    action.matches(
      '[class*="--primary"], [type="submit"], [data-view-name="profile-form-save"], .connect-cta-form__send',
    ),
  );
  return primary.at(-1) ?? after.at(-1) ?? null;
}

/** @param {Node} node @param {Node} other */
function follows(node, other) {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
