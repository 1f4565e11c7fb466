/**
 * The one table of places on LinkedIn where an invitation or a recommendation is about to be sent.
 *
 * A row is recognised by adding up independent evidence: ids, roles, aria relations, structure, addresses. No row
 * needs a word of any language; words only add to what else there is. LinkedIn renames its classes every week and its
 * ids every few years, so each row has several ways in, and none of them is a decoy's too.
 *
 * @import { Kind } from "../contract.js"
 * @import { Person } from "./people.js"
 */
import { FIELD, isVisible, onlyField, paintOf, readLimit, readText } from "./fields.js";
import { formTexts, headingOf, indexOfName, nameAt, nameOnPage, sharedName } from "./people.js";
import { asksRelationship } from "./relationship.js";
import { labelOf, textOf } from "./text.js";

/** How much evidence makes a place ours. */
const ENOUGH = 3;

/** How much evidence makes a place one that should be ours: if it can't be read, LinkedIn has changed. */
const SUSPICIOUS = 2;

/**
 * What was pressed before a dialog opened.
 *
 * @typedef {object} Opener
 * @property {boolean} invites whether it is one of LinkedIn's links that open an invitation
 * @property {Person | null} person whom it names
 */

/**
 * A place that may be ours, with what several rows ask about it.
 *
 * @typedef {object} Place
 * @property {Element} root the dialog, form or page section
 * @property {HTMLElement | null} field
 * @property {HTMLElement[]} actions its visible buttons that say something, in the order of the page
 * @property {Kind | null} before the kind of draft that the same dialog held a step earlier
 * @property {Opener | null} opener
 */

/** @typedef {[weight: number, evidence: string | ((place: Place) => boolean)]} Mark a selector matches in the place */

/**
 * @typedef {object} Surface
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
  '[class*="msg-convo"]',
  '[class*="share-box"]',
  '[class*="comments-comment"]',
  '[role="search"]',
  'header:not([role="dialog"] *), nav, [role="banner"], [role="navigation"]',
].join();

/** The same for what may be around such a thing, or in it: the news that LinkedIn's limit is reached looks like a step. */
const NEVER_IN_OR_AROUND = ".ip-fuse-limit-alert, .modal-upsell, .msg-form";

/** @param {RegExp} path @returns {Mark[1]} */
const address = (path) => () => path.test(location.pathname);

/** @param {string} selector @returns {Mark[1]} whether the place stands in such a thing, or is one */
const around =
  (selector) =>
  ({ root }) =>
    root.closest(selector) !== null;

/** @param {RegExp} words @returns {Mark[1]} whether the heading says so */
const title =
  (words) =>
  ({ root }) =>
    words.test(textOf(headingOf(root)) || labelOf(root));

/** @param {RegExp} words @returns {Mark[1]} whether a button says so */
const button =
  (words) =>
  ({ actions }) =>
    actions.some((action) => words.test(textOf(action)));

/** @param {number[]} limits @returns {(place: Place) => boolean} whether the field takes so many characters */
const limit =
  (...limits) =>
  ({ root, field }) =>
    field !== null && limits.includes(readLimit(root, field) ?? 0);

/** Of invitations' notes: on free accounts, and on those that pay. */
const noteLimit = limit(200, 300);

/** What a form asks for a choice with. */
const CHOICE =
  'select, input[type="radio"], [role="combobox"], [role="listbox"], [role="radiogroup"], [aria-haspopup="listbox"]';

/** What a form asks for anything with. */
const CONTROL = `${FIELD}, ${CHOICE}, input:not([type="hidden"])`;

/** @param {Place} place @returns {boolean} whether the place asks for nothing but what is typed into its field */
const asksOneThing = ({ root, actions, field }) =>
  actions.length <= 3 && [...root.querySelectorAll(CONTROL)].filter(isVisible).every((control) => control === field);

/** @param {Place} place @returns {string | null} whom both the link that was pressed and the dialog name */
const openedFor = ({ root, opener }) => {
  const name = opener?.invites ? opener.person?.name : null;
  return name && indexOfName(textOf(root), name) >= 0 ? name : null;
};

/** @type {Mark[]} */
const INVITATION_NAMES = [
  [3, around('[data-test-modal-id*="send-invite"], [data-test-modal-id*="custom-invite"]')],
  [3, around('[aria-labelledby*="send-invite"]')],
  [3, '[id*="send-invite"]'],
  [3, around('[class*="send-invite"]')],
  [3, '[class*="send-invite"]'],
];

/** @type {Mark[]} */
const INVITATION = [
  ...INVITATION_NAMES,
  [2, address(/^\/preload\/(?:search-)?custom-invite/u)],
  [1, ({ opener }) => opener?.invites === true],
  [2, (place) => openedFor(place) !== null],
  [1, (place) => named(place) !== null],
];

/** What holds a recommendation's parts by LinkedIn's own names for them. */
const PARTS = "form, fieldset, select, textarea, input, [role], [contenteditable], label";

/** @type {Mark[]} */
const RECOMMENDATION = [
  [2, `:is(${PARTS}):is([id*="recommendation" i], [name*="recommendation" i], [for*="recommendation" i])`],
  [3, ({ root }) => asksRelationship(root)],
  [1, title(/recommend|recomend|raccomand|empfehl|recommand|aanbevel|рекоменд/iu)],
  // On a page whose address says what it is for, anything but a message or a comment that happens to be open there.
  [1, ({ root }) => root.querySelector(`:is(${CHOICE}):not(input[role="combobox"])`) !== null],
  [1, ({ root, field }) => field !== null && isModal(root) && headingOf(root) !== null],
  [1, ({ root, field }) => field !== null && !root.matches('[role="dialog"]') && root.querySelector("h1, h2") !== null],
];

/** @param {Place} place */
const hasSomethingToJudge = ({ field, root }) => field !== null || [...root.querySelectorAll(CHOICE)].some(isVisible);

/** @param {Place} place @returns {string | null} */
const named = (place) => nameAt(place.root) ?? openedFor(place);

/** @param {Place} place @returns {string | null} */
const invited = (place) => named(place) ?? nameOnPage(textOf(headingOf(place.root)));

/** @param {Place} place @returns {string | null} */
const recommended = ({ root, field }) => {
  const person = nameAt(root);
  if (person) {
    return person;
  }
  const texts = formTexts(root, field);
  // A request comes with a greeting that LinkedIn wrote; where the form names nobody twice, that does.
  return (
    sharedName(texts) ??
    (field && sharedName([...texts, readText(field).slice(0, 200)])) ??
    nameOnPage(texts.join(" · "))
  );
};

/** @type {readonly Surface[]} */
export const SURFACES = [
  // Invitation, with a note.
  {
    kind: "invitation",
    needs: ({ field }) => field !== null,
    marks: [
      ...INVITATION,
      [3, 'textarea[id*="custom-message"], [role="textbox"][id*="custom-message"]'],
      [1, 'textarea[name="message"]'],
      [1, noteLimit],
      [1, (place) => asksOneThing(place) && isModal(place.root) && noteLimit(place)],
      [2, ({ before }) => before === "invitation"],
      [1, title(/invit|Einladung|uitnodig|convite/iu)],
    ],
    recipient: invited,
  },
  // Invitation, before a note.
  {
    kind: "invitation",
    // The person's e-mail address, or how one knows them, may be asked for where the dialog's names leave no doubt.
    needs: (place) =>
      place.actions.length >= 2 &&
      ![...place.root.querySelectorAll(INVITATION_NAMES.some((mark) => holds(mark, place)) ? FIELD : CONTROL)].some(
        isVisible,
      ),
    marks: [
      ...INVITATION,
      [2, button(/\bnote\b|Notiz|Nachricht|\bnota\b|opmerking|notat|notă|заметк|приміт/iu)],
      [1, ({ before }) => before === "invitation"],
      // Offers of Premium look alike; an invitation that mentions Premium has its ids besides.
      [-3, 'a[href*="/premium/"]'],
    ],
    recipient: invited,
  },
  // Sales Navigator's invitation.
  {
    kind: "invitation",
    needs: ({ field }) => field !== null,
    marks: [
      [3, around('[aria-labelledby*="connect-cta-form"]')],
      [3, '[id*="connect-cta-form"]'],
      [3, '[class*="connect-cta-form"]'],
      [1, address(/^\/sales\//u)],
      [1, limit(300)],
      [1, (place) => named(place) !== null],
    ],
    recipient: named,
  },
  // Request for a recommendation.
  {
    kind: "recommendation_request",
    needs: hasSomethingToJudge,
    marks: [
      ...RECOMMENDATION,
      [2, ({ before }) => before === "recommendation_request"],
      [2, address(/\/recommendations?\/(?:edit\/)?(?:request|ask)\b/u)],
      [1, ':is([id*="request-recommendation" i], [id*="ask-recommendation" i], [id*="recommendation-request" i])'],
      [1, ({ field }) => field !== null && readText(field) !== ""],
      [1, title(/\bask\b|request/iu)],
      [1, '[name*="recommender" i], [id*="recommenderEntity" i]'],
    ],
    recipient: recommended,
  },
  // Recommendation.
  {
    kind: "recommendation",
    needs: hasSomethingToJudge,
    marks: [
      ...RECOMMENDATION,
      [2, ({ before }) => before === "recommendation"],
      [2, address(/\/recommendations?\/(?:edit\/)?write\b/u)],
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
 * @returns {boolean} whether it covers the page, or says that it does: a message's bubble does neither
 */
function isModal(root) {
  if (root.closest('[aria-modal="true"], [data-test-modal], dialog:modal')) {
    return true;
  }
  let layer = /** @type {Element | null} */ (root);
  for (let level = 0; layer && level < 4; level += 1, layer = layer.parentElement) {
    const { width, height } = layer.getBoundingClientRect();
    if (getComputedStyle(layer).position === "fixed" && width >= innerWidth * 0.8 && height >= innerHeight * 0.8) {
      return true;
    }
  }
  return false;
}

/** @param {Element} root @returns {HTMLElement[]} */
function actionsOf(root) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll('button, [role="button"], input[type="submit"]')
  );
  return [...buttons].filter((button) => {
    const says = button instanceof HTMLInputElement ? button.value : textOf(button);
    // A cross that closes the dialog says nothing; what opens a list is a question, not an answer.
    return (
      /\p{L}/u.test(says) &&
      !button.matches('[data-test-modal-close-btn], [class*="dismiss"], [aria-haspopup], [role="combobox"]') &&
      isVisible(button)
    );
  });
}

/**
 * @param {Element} root
 * @param {Kind | null} before
 * @param {Opener | null} opener
 * @returns {Place}
 */
export function look(root, before, opener) {
  return { root, field: onlyField(root), actions: actionsOf(root), before, opener };
}

/** @param {Mark} mark @param {Place} place @returns {boolean} */
function holds([, evidence], place) {
  return typeof evidence === "string"
    ? place.root.matches(evidence) || place.root.querySelector(evidence) !== null
    : evidence(place);
}

/** @param {Surface} surface @param {Place} place @returns {number} how much evidence there is for a row */
function weigh({ marks }, place) {
  return marks.reduce((sum, mark) => sum + (holds(mark, place) ? mark[0] : 0), 0);
}

/** @param {Place} place @returns {boolean} whether the place is one of those that never hold a draft */
function isNever({ root }) {
  return root.closest(`${NEVER}, ${NEVER_IN_OR_AROUND}`) !== null || root.querySelector(NEVER_IN_OR_AROUND) !== null;
}

/**
 * @param {Place} place
 * @returns {Surface | null} the row with the most evidence, if any has enough
 */
export function recognise(place) {
  if (isNever(place) || !isVisible(place.root)) {
    return null;
  }
  /** @type {Surface | null} */
  let best = null;
  let most = ENOUGH - 1;
  for (const surface of SURFACES) {
    if (surface.needs(place)) {
      const weight = weigh(surface, place);
      if (weight > most) {
        best = surface;
        most = weight;
      }
    }
  }
  return best;
}

/**
 * @param {Place} place
 * @returns {Kind | null} what a place probably is that was not recognised: it may still become it, or LinkedIn has
 *   changed
 */
export function suspect(place) {
  if (isNever(place) || !isVisible(place.root) || !isModal(place.root)) {
    return null;
  }
  const strongest = SURFACES.find(({ marks }) => marks.some((mark) => mark[0] >= SUSPICIOUS && holds(mark, place)));
  return strongest?.kind ?? null;
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
  const following = actions.filter((action) => !field || follows(action, field));
  // On small screens the controls stand above the field.
  const candidates = following.length > 0 ? following : actions;
  const marked = candidates.filter((action) =>
    action.matches('[class*="--primary"], [data-view-name="profile-form-save"], .connect-cta-form__send'),
  );
  return marked.at(-1) ?? soleOf(candidates, isSubmit) ?? soleOf(candidates, isFilled) ?? candidates.at(-1) ?? null;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => boolean} is
 * @returns {T | null} the only one that is, among others that are not
 */
function soleOf(items, is) {
  const those = items.filter(is);
  return those.length === 1 && items.length > 1 ? those[0] : null;
}

/** @param {HTMLElement} action @returns {boolean} whether it submits a form */
function isSubmit(action) {
  return (
    (action instanceof HTMLButtonElement && action.form !== null && action.type === "submit") ||
    action.matches('[type="submit"]')
  );
}

/** @param {HTMLElement} action @returns {boolean} whether it is painted in full, as the one that matters most is */
function isFilled(action) {
  const [red, green, blue, alpha] = paintOf(action);
  return alpha > 0.5 && Math.min(red, green, blue) < 200;
}

/** @param {Node} node @param {Node} other */
function follows(node, other) {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
