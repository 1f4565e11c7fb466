/**
 * One open dialog: keeps a panel in it, and the panel true to what the user has typed.
 *
 * @import { Draft, Kind, Relationship, Span } from "../contract.js"
 * @import { Part, Said } from "./diagnosis.js"
 * @import { Known } from "./draft.js"
 * @import { Judgement } from "../shared/messages.js"
 * @import { Patch, Told } from "../shared/settings.js"
 * @import { Notes } from "./notes.js"
 * @import { Opener, Place, Surface } from "./surfaces.js"
 */
import { judge, send, text } from "../shared/messages.js";
import { section, sectionName } from "./choices.js";
import { describe } from "./diagnosis.js";
import { learn, nothingKnown, readDraft } from "./draft.js";
import { readText, select } from "./fields.js";
import { guard, isOrphaned, listen } from "./guard.js";
import { readNotesLeft } from "./notes.js";
import { Panel, removeLeftovers } from "./panel.js";
import { learnList } from "./relationship.js";
import { look, recognise, sendControl, suspect } from "./surfaces.js";

/** How often a page may throw our panel out before it is left out. */
const PUT_BACK = 5;

/** What in a dialog changes when its step, its choice or its field does. */
const CHANGES = {
  attributeFilter: [
    "aria-checked",
    "aria-disabled",
    "aria-expanded",
    "aria-hidden",
    "aria-pressed",
    "aria-selected",
    "contenteditable",
    "data-value",
    "disabled",
    "hidden",
    "open",
  ],
  characterData: true,
  childList: true,
  subtree: true,
};

/**
 * What a dialog shares with the others in its page.
 *
 * @typedef {object} Context
 * @property {() => Told} settings
 * @property {(patch: Patch) => Promise<boolean>} change whether the settings could be changed
 * @property {Notes} notes
 * @property {() => void} changed called when what {@link Dialog.current} says may have changed
 */

/** @typedef {{ draft: Draft, judgement: Judgement | null }} Current a draft, and what is known of it so far */

export class Dialog {
  /** @type {Element} */
  root;

  #context;
  /** @type {Opener | null} */
  #opener;
  #ended = new AbortController();
  /** @type {Panel | null} */
  #panel = null;
  #placed = 0;
  #isScheduled = false;
  /** @type {Place} */
  #place;
  /** @type {Surface | null} */
  #surface = null;
  /** @type {Kind | null} the kind of draft it held last */
  #kind = null;
  /** Whether the user wants nothing said of this draft. */
  #isMuted = false;
  /** @type {Known} */
  #known = nothingKnown();
  /** The draft that the panel's report is for, or that the background is being asked about. */
  #asked = "";
  #isAsking = false;
  /** @type {{ key: string, judgement: Judgement } | null} */
  #judged = null;
  /** Texts that were held once; each is held no more. @type {Set<string>} */
  #held = new Set();
  /** The draft as it was when the user pressed Send, until it is known whether it went. @type {Draft | null} */
  #sending = null;
  /** What it looked like when it seemed to be ours and could not be read. @type {{ surface: Kind, parts: Part[], said: Said[], names: string[] } | null} */
  #unread = null;

  /**
   * @param {Element} root
   * @param {Opener | null} opener what the user pressed before it opened
   * @param {Context} context
   * @param {Dialog | null} before the dialog that the page has just replaced by this one
   */
  constructor(root, opener, context, before) {
    this.root = root;
    this.#context = context;
    this.#opener = opener ?? (before ? before.#opener : null);
    if (before) {
      this.#kind = before.#kind;
      this.#known = before.#known;
      this.#held = before.#held;
      this.#isMuted = before.#isMuted;
    }
    this.#place = look(root, this.#kind, this.#opener);
    const { signal } = this.#ended;
    const observer = new MutationObserver(guard(() => this.#later()));
    observer.observe(root, CHANGES);
    signal.addEventListener("abort", () => observer.disconnect());
    listen(["input", "change"], () => this.#later(), signal, root);
    removeLeftovers(root);
    this.refresh();
  }

  /** @returns {boolean} whether this is over, for good */
  get isOver() {
    return this.#ended.signal.aborted;
  }

  /** @returns {Kind | null} the kind of draft it held last */
  get kind() {
    return this.#kind;
  }

  /** @returns {Current | null} the draft that is being written, and the latest judgement of it */
  get current() {
    if (this.isOver || !this.#surface || this.#asked === "") {
      return null;
    }
    const draft = /** @type {Draft} */ (JSON.parse(this.#asked));
    return { draft, judgement: this.#judged?.key === this.#asked ? this.#judged.judgement : null };
  }

  /** Reads the dialog anew, once what is happening in the page is over: a key's letter is drawn first. */
  #later() {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setTimeout(
        guard(() => {
          this.#isScheduled = false;
          this.refresh();
        }),
      );
    }
  }

  /** Asks again about the same draft: the user wants something else said of it, or elsewhere. */
  reconsider() {
    this.#asked = "";
    this.refresh();
  }

  /** Reads the dialog anew and brings the panel up to date. */
  refresh() {
    if (this.isOver) {
      return;
    }
    if (!this.root.isConnected || isOrphaned()) {
      this.end();
      return;
    }
    this.#place = look(this.root, this.#kind, this.#opener);
    this.#surface = recognise(this.#place);
    this.#diagnose();
    if (!this.#surface) {
      // A step that is none of our business, or not there yet: the dialog is watched on.
      this.#panel?.host.remove();
      this.#asked = "";
      this.#context.changed();
      return;
    }
    this.#kind = this.#surface.kind;
    this.#known = learn(this.#place, this.#surface, this.#known);
    if (this.#context.settings().quiet) {
      this.#panel?.host.remove();
    } else {
      this.#putPanel(this.#surface);
    }
    if (!this.#place.field && this.#surface.kind !== "invitation") {
      // The text comes at a later step: there is nothing to judge yet, and still time to think of whom one asks.
      this.#asked = "";
      this.#judged = null;
      this.#panel?.tell(text(`before_${this.#surface.kind}`));
      this.#context.changed();
      return;
    }
    if (this.#isMuted) {
      this.#asked = "";
      this.#context.changed();
      return;
    }
    const draft = this.#read(this.#surface);
    const key = JSON.stringify(draft);
    if (key !== this.#asked) {
      this.#asked = key;
      this.#sending = null;
      this.#panel?.hold("");
      void this.#ask(draft);
    }
  }

  /** @param {Surface} surface @returns {Draft} */
  #read(surface) {
    const { notes } = this.#context;
    const draft = readDraft(this.#place, surface, this.#known);
    if (draft.kind === "invitation") {
      const left = readNotesLeft(this.#place, this.#known.name, draft.limit ?? null);
      if (left !== undefined) {
        notes.left = left;
      }
      if (notes.left !== null) {
        draft.notes_left = notes.left;
      }
    }
    return draft;
  }

  /**
   * @param {Draft} draft
   */
  async #ask(draft) {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    const key = JSON.stringify(draft);
    const reply = await judge(draft, { badge: this.#context.settings().quiet });
    this.#isAsking = false;
    if (this.isOver || isOrphaned()) {
      this.end();
    } else if (this.#asked === "") {
      // The dialog has left the step that held the draft.
    } else if (key !== this.#asked) {
      // The user typed on meanwhile: this answer is old, and one new question covers all that was typed.
      void this.#ask(JSON.parse(this.#asked));
    } else if ("error" in reply) {
      this.#judged = null;
      this.#panel?.tell(text("unavailable"));
      this.#context.changed();
      // The next change asks again: checking may have come back.
    } else {
      this.#judged = { key, judgement: reply };
      this.#panel?.show(reply);
      this.#context.changed();
    }
  }

  /**
   * Says nothing of this draft any more, and holds nothing.
   *
   * @param {string} words what was left out
   * @param {() => void} takeBack
   */
  #mute(words, takeBack) {
    this.#isMuted = true;
    this.#judged = null;
    this.#panel?.mute();
    this.#panel?.leftOut(
      words,
      guard(() => {
        this.#isMuted = false;
        takeBack();
        this.reconsider();
      }),
    );
    this.refresh();
  }

  /**
   * @param {Patch} patch
   * @returns {Promise<boolean>} whether it could be stored; where not, the panel says so
   */
  async #change(patch) {
    const isStored = await this.#context.change(patch);
    if (!isStored) {
      this.#panel?.leftOut(text("error_storage"), null);
    }
    return isStored;
  }

  async #leaveSection() {
    const name = section();
    if (await this.#change({ sections: { [name]: "off" } })) {
      this.#mute(text("section_off", sectionName(name)), () => this.#change({ sections: { [name]: null } }));
    }
  }

  /** @param {string} check */
  async #leaveCheck(check) {
    const before = this.#context.settings().checks[check] ?? null;
    if (await this.#change({ checks: { [check]: "off" } })) {
      this.#panel?.leftOut(text("check_off", text(`check_${check}_title`)), () =>
        this.#change({ checks: { [check]: before } }),
      );
    }
  }

  /** @param {Surface} surface */
  #putPanel(surface) {
    const isNew = this.#panel === null;
    this.#panel ??= new Panel(
      guard((spans) => this.#show(spans)),
      {
        message: guard(() => this.#mute(text("message_off"), () => {})),
        section: guard(() => this.#leaveSection()),
        check: guard((check) => this.#leaveCheck(check)),
      },
      this.#ended.signal,
    );
    if (isNew && this.#isMuted) {
      this.#panel.mute();
    } else if (isNew && this.#judged) {
      // The user has just left quiet mode.
      this.#panel.show(this.#judged.judgement);
    }
    const { host } = this.#panel;
    const spot = this.#spot(surface);
    if ((spot ? this.#isWell(host, spot) : this.root.contains(host)) || this.#placed > PUT_BACK) {
      return;
    }
    this.#placed += host.isConnected ? 0 : 1;
    if (spot) {
      spot.after(host);
    } else {
      this.root.append(host);
    }
    this.#panel.adapt(host);
  }

  /**
   * @param {HTMLElement} host
   * @param {Element} spot
   * @returns {boolean} whether the panel stands where it should; content that LinkedIn put between is no reason to move
   */
  #isWell(host, spot) {
    return (
      host.isConnected &&
      host.parentElement === spot.parentElement &&
      Boolean(spot.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING)
    );
  }

  /**
   * @param {Surface} surface
   * @returns {Element | null} what the panel comes after: the block that holds the field, or that precedes the buttons
   */
  #spot(surface) {
    const { field, actions } = this.#place;
    const send = sendControl(this.#place, surface) ?? actions.at(-1) ?? null;
    if (field) {
      return blockOf(field, this.root, send);
    }
    // The bar holds all buttons; what stands before it is the body.
    let bar = send;
    while (bar?.parentElement && bar.parentElement !== this.root && !hasBody(bar.parentElement)) {
      bar = bar.parentElement;
    }
    const { host } = this.#panel ?? {};
    const before = bar?.previousElementSibling;
    return (before === host ? before?.previousElementSibling : before) ?? null;
  }

  /** @param {Span[]} spans */
  #show([span]) {
    const { field } = this.#place;
    const key = this.#surface && JSON.stringify(this.#read(this.#surface));
    // A place in a text that has changed since is no place.
    if (field && span && this.#judged && key === this.#judged.key && span.end <= readText(field).length) {
      select(field, span.start, span.end);
    }
  }

  /** @returns {HTMLElement | null} the control that sends, if it would */
  get #send() {
    const send = this.#surface && sendControl(this.#place, this.#surface);
    return send && !send.matches(':disabled, [aria-disabled="true"]') ? send : null;
  }

  /**
   * @param {EventTarget[]} path
   * @returns {boolean} whether an event on this path happened in our panel
   */
  isInPanel(path) {
    return this.#panel !== null && path.includes(this.#panel.host);
  }

  /**
   * @param {EventTarget[]} path
   * @returns {boolean} whether an event on this path presses this dialog's control that sends
   */
  isSend(path) {
    return this.#send !== null && path.includes(this.#send);
  }

  /**
   * @param {EventTarget[]} path
   * @returns {boolean} whether a key on this path is typed into this dialog's field, and its control would send
   */
  isField(path) {
    return this.#place.field !== null && path.includes(this.#place.field) && this.#send !== null;
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {boolean} whether submitting this form sends this dialog's draft
   */
  sendsBy(form) {
    return this.#send !== null && form.contains(this.#send);
  }

  /** @returns {boolean} whether this press is to be held; true at most once for each text */
  hold() {
    this.refresh();
    const current = this.current;
    if (!current) {
      return false;
    }
    const { draft, judgement } = current;
    const { hold, quiet } = this.#context.settings();
    if (hold && !quiet && judgement?.hold && !this.#held.has(draft.text) && this.#panel?.host.isConnected) {
      this.#held.add(draft.text);
      this.#panel.hold(text("held"));
      return true;
    }
    this.#sending = draft;
    return false;
  }

  /**
   * Takes note of a list of options that is being used, wherever it stands.
   *
   * @param {Element} list
   */
  learnList(list) {
    if (this.#kind !== "invitation") {
      learnList(list, this.#known.seen);
      this.#later();
    }
  }

  /**
   * @param {Element} control
   * @returns {boolean} whether the control is one of this invitation's, but not the one that sends
   */
  isBesideSend(control) {
    return (
      this.#kind === "invitation" && this.#place.actions.some((action) => action === control) && control !== this.#send
    );
  }

  /**
   * Takes note of a press. After one of another control, a dialog that closes has not sent.
   *
   * @param {Element} control
   */
  pressed(control) {
    if (this.root.contains(control) && !this.#send?.contains(control)) {
      this.#sending = null;
    }
  }

  /** Takes everything of ours out of the dialog. */
  end() {
    if (this.isOver) {
      return;
    }
    this.#ended.abort();
    this.#panel?.host.remove();
    const { notes } = this.#context;
    if (this.#sending?.text && this.#sending.kind === "invitation" && !this.root.isConnected) {
      // It went.
      void send({ type: "sent", draft: this.#sending });
      if (notes.left) {
        // It took a note with it; LinkedIn prints the true number the next time.
        notes.left -= 1;
      }
    }
    if (this.#unread) {
      void send({ type: "unreadable", ...this.#unread });
    }
    this.#context.changed();
  }

  /** Keeps a description of a dialog that should be ours and can't be read, for as long as it can't. */
  #diagnose() {
    const surface = this.#surface?.kind ?? this.#kind ?? suspect(this.#place);
    const isAtText = this.#surface?.kind === "invitation" || this.#place.field !== null;
    const isRead = this.#surface ? !isAtText || sendControl(this.#place, this.#surface) !== null : this.#kind !== null;
    if (isRead || !surface) {
      this.#unread = null;
    } else {
      const names = [
        this.#known.name ?? "",
        this.#opener?.person?.name ?? "",
        document.title,
        location.pathname.match(/^\/in\/[^/]+/u)?.[0] ?? "",
      ];
      this.#unread = { surface, names, ...describe(this.root) };
    }
  }
}

/**
 * @param {Element} container
 * @returns {boolean} whether there is text in it besides its buttons
 */
function hasBody(container) {
  return container.querySelector("p, h1, h2, h3, strong, label, select, fieldset, [role=heading]") !== null;
}

/**
 * @param {Element} field
 * @param {Element} root
 * @param {Element | null} send
 * @returns {Element} the largest block around the field that leaves out what sends
 */
function blockOf(field, root, send) {
  let block = field;
  while (block.parentElement && block.parentElement !== root && !(send && block.parentElement.contains(send))) {
    block = block.parentElement;
  }
  return block;
}
