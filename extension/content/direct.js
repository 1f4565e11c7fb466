/**
 * Buttons that send an invitation at once, without a dialog: there is no draft to look at, so the press itself is held.
 *
 * @import { Patch, Told } from "../shared/settings.js"
 * @import { Sender } from "./hold.js"
 * @import { Notes } from "./notes.js"
 * @import { Person } from "./people.js"
 */
import { isVisible } from "./fields.js";
import { guard } from "./guard.js";
import { Note } from "./note.js";
import { likeLabel, personOf } from "./people.js";
import { follow } from "./stored.js";
import { labelOf, oneLine, textOf } from "./text.js";

const CONTROL = 'button, [role="button"], a';

/** Controls that open a dialog: those with an address, and all of LinkedIn's older pages. */
const OPENS = 'a[href], [href], [id^="ember"], .artdeco-button, [aria-haspopup], [aria-expanded]';

/** Where nothing is an invitation. */
const ELSEWHERE = '[class*="msg-"], [role="alertdialog"], nav, [role="navigation"], [role="banner"]';

/** LinkedIn's labels of such a button, in the languages in which they are known; elsewhere its structure has to do. */
const LABELS =
  /^Invite .+ to connect$|als Kontakt einladen$|^Inviter .+ à rejoindre|^Invita a .+ a conectar|^Invita .+ a collegarsi|^Connectieverzoek verzenden naar|^Convidar .+ para se conectar|^Inviter .+ til (?:dit netværk|å knytte kontakt)|^Invitați pe .+ să se conecteze|^Пригласить участника .+ установить контакт|^Надіслати запрошення учасникові/u;

/** How many cards beside each other make a list of suggestions. */
const LIST = 3;

/** @param {Element} control @returns {string} what it says to the eye */
function saidBy(control) {
  return textOf(control).toLowerCase();
}

/**
 * @param {Element} control
 * @returns {boolean} whether it stands on one of LinkedIn's newer pages, whose buttons without an address send
 */
function isOnNewerPage(control) {
  return (
    location.pathname.startsWith("/mynetwork/") ||
    control.getRootNode() instanceof ShadowRoot ||
    document.querySelector("[data-sdui-screen], [componentkey], #interop-outlet") !== null
  );
}

/**
 * @param {Element} control
 * @param {string} label
 * @param {Person | null} person
 * @returns {boolean} whether it looks like LinkedIn's button that invites: the only one on a person's card, with a label
 *   that says more than the button and the name do
 */
function looksInviting(control, label, person) {
  const says = saidBy(control);
  const card = person?.card;
  if (!card || !/\p{L}/u.test(says)) {
    return false;
  }
  // "Follow ANA", "Message ANA", "Pending, click to withdraw …" say what they say and go on; an invitation is another
  // sentence than its button.
  const rest = oneLine(label.replace(person.name, " ")).toLowerCase();
  const isOwnSentence = rest !== says && !label.toLowerCase().startsWith(says) && rest.length > says.length;
  const buttons = [...card.querySelectorAll(CONTROL)].filter(
    (other) => !other.matches("a[href]") && /\p{L}/u.test(textOf(other)) && isVisible(other),
  );
  return isOwnSentence && buttons.length === 1 && isInList(control, label, person.name);
}

/**
 * @param {Element} control
 * @param {string} label
 * @param {string} name
 * @returns {boolean} whether others like it are near, each about somebody else
 */
function isInList(control, label, name) {
  const isAlike = likeLabel(label, name);
  const scope = /** @type {Document | ShadowRoot} */ (control.getRootNode());
  const alike = [...scope.querySelectorAll(`${control.localName}[aria-label]`)].filter(
    (other) => isAlike(labelOf(other)) && saidBy(other) === saidBy(control),
  );
  return alike.length >= LIST;
}

/** How long after a press a dialog that opens was opened by it, in milliseconds. */
const SOON = 10_000;

/** @implements {Sender} */
export class Direct {
  #settings;
  #change;
  #notes;
  /** Whether the checks find fault with an invitation without a note: while some notes are left, or none. */
  #blank = { some: false, none: false };
  /** Whom a press was held for; each is held once. @type {Set<string | Element>} */
  #held = new Set();
  /** Whether this page's buttons turned out to open a dialog after all. */
  #opens = false;
  /** @type {{ control: Element, person: Person | null } | null} */
  #pressed = null;
  /** @type {{ control: Element, at: number } | null} the press that was let go last */
  #released = null;
  /** @type {Note | null} */
  #note = null;

  /**
   * @param {() => Told} settings
   * @param {(patch: Patch) => Promise<boolean>} change whether the settings could be changed
   * @param {Notes} notes
   * @param {AbortSignal} signal
   */
  constructor(settings, change, notes, signal) {
    this.#settings = settings;
    this.#change = change;
    this.#notes = notes;
    void follow(
      "blank",
      (blank) => {
        this.#blank = { some: blank?.some === true, none: blank?.none === true };
      },
      signal,
    );
    signal.addEventListener("abort", () => this.end());
  }

  /** @param {EventTarget[]} path */
  isSend(path) {
    this.#pressed = null;
    const { quiet, hold, holdWithoutDialog } = this.#settings();
    const control = path.find((node) => node instanceof Element && node.matches(CONTROL));
    if (quiet || !hold || !holdWithoutDialog || this.#opens || !(control instanceof Element)) {
      return false;
    }
    const label = labelOf(control);
    if (!label || control.matches(`${OPENS}, :disabled, [aria-disabled="true"]`) || control.closest(ELSEWHERE)) {
      return false;
    }
    const person = personOf(control);
    if ((LABELS.test(label) && isOnNewerPage(control)) || looksInviting(control, label, person)) {
      this.#pressed = { control, person };
    }
    return this.#pressed !== null;
  }

  isField() {
    return false;
  }

  sendsBy() {
    return false;
  }

  /** @param {EventTarget[]} path */
  isInPanel(path) {
    return this.#note !== null && path.includes(this.#note.host);
  }

  hold() {
    if (!this.#pressed) {
      return false;
    }
    const { control, person } = this.#pressed;
    const key = person?.name ?? control;
    const left = this.#notes.left;
    if (this.#held.has(key) || !(left === 0 ? this.#blank.none : this.#blank.some)) {
      this.#released = { control, at: performance.now() };
      this.end();
      return false;
    }
    this.#held.add(key);
    this.end();
    this.#note = new Note(
      control,
      person?.name ?? null,
      left,
      () => this.#change({ holdWithoutDialog: false }),
      guard(() => {
        this.#note = null;
      }),
    );
    return true;
  }

  /**
   * @param {Element} control what was pressed before a dialog for an invitation opened
   */
  opened(control) {
    if (this.#released?.control === control && performance.now() - this.#released.at < SOON) {
      this.#opens = true;
    }
  }

  /** Takes the note away if its button has gone. */
  sweep() {
    if (this.#note && !this.#note.control.isConnected) {
      this.end();
    }
  }

  /** Takes the note away. */
  end() {
    this.#note?.end();
    this.#note = null;
  }
}
