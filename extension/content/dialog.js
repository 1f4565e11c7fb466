/**
 * One open dialog: keeps a panel in it, and the panel true to what the user has typed.
 *
 * @import { Draft, Span } from "../contract.js"
 * @import { Known } from "./draft.js"
 * @import { Judgement } from "../shared/messages.js"
 * @import { Place, Surface } from "./surfaces.js"
 */
import { judge, text } from "../shared/messages.js";
import { learn, readDraft } from "./draft.js";
import { readText, select } from "./fields.js";
import { guard, isOrphaned } from "./guard.js";
import { Panel, removeLeftovers } from "./panel.js";
import { look, recognise, sendControl } from "./surfaces.js";

/** How often a page may throw our panel out before it is left out. */
const PUT_BACK = 5;

/** What in a dialog changes when its step, its choice or its field does. */
const CHANGES = {
  attributes: true,
  attributeFilter: ["aria-checked", "aria-disabled", "aria-selected", "disabled", "hidden", "open"],
  characterData: true,
  childList: true,
  subtree: true,
};

export class Dialog {
  /** @type {Element} */
  root;

  #opener;
  #ended = new AbortController();
  /** @type {Panel | null} */
  #panel = null;
  #placed = 0;
  /** @type {Place} */
  #place;
  /** @type {Surface | null} */
  #surface;
  /** @type {Known} */
  #known;
  /** The draft that the panel's report is for, or that the background is being asked about. */
  #asked = "";
  #isAsking = false;
  /** @type {{ key: string, judgement: Judgement } | null} */
  #judged = null;
  /** Drafts that were held once; each is held no more. */
  #held = new Set();

  /**
   * @param {Element} root
   * @param {Element | null} opener what the user pressed before it opened
   * @param {string | null} name whom that named
   */
  constructor(root, opener, name) {
    this.root = root;
    this.#opener = opener;
    this.#known = { name, relationship: null };
    this.#place = look(root, null, opener);
    this.#surface = recognise(this.#place);
    const observer = new MutationObserver(guard(() => this.refresh()));
    observer.observe(root, CHANGES);
    this.#ended.signal.addEventListener("abort", () => observer.disconnect());
    for (const type of ["input", "change"]) {
      root.addEventListener(
        type,
        guard(() => this.refresh()),
        { capture: true, signal: this.#ended.signal },
      );
    }
    removeLeftovers(root);
    this.refresh();
  }

  /** @returns {boolean} whether this is over, for good */
  get isOver() {
    return this.#ended.signal.aborted;
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
    this.#place = look(this.root, this.#surface?.kind ?? this.#place.before, this.#opener);
    this.#surface = recognise(this.#place);
    if (!this.#surface) {
      // A step that is none of our business, or not there yet: the dialog is watched on.
      this.#panel?.host.remove();
      return;
    }
    this.#known = learn(this.#place, this.#surface, this.#known);
    this.#putPanel(this.#surface);
    if (!this.#place.field && this.#surface.kind !== "invitation") {
      // The text comes at a later step: there is nothing to judge yet, and still time to think of whom one asks.
      this.#asked = "";
      this.#judged = null;
      this.#panel?.tell(text(`before_${this.#surface.kind}`));
      return;
    }
    const draft = readDraft(this.#place, this.#surface, this.#known);
    const key = JSON.stringify(draft);
    if (key !== this.#asked) {
      this.#asked = key;
      this.#panel?.hold(false);
      void this.#ask(draft);
    }
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
    const reply = await judge(draft);
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
      // The next change asks again: checking may have come back.
    } else {
      this.#judged = { key, judgement: reply };
      this.#panel?.show(reply);
    }
  }

  /** @param {Surface} surface */
  #putPanel(surface) {
    this.#panel ??= new Panel(guard((spans) => this.#show(spans)));
    const { host } = this.#panel;
    const spot = this.#spot(surface);
    if (!spot || this.#isWell(host, spot) || this.#placed > PUT_BACK) {
      return;
    }
    this.#placed += host.isConnected ? 0 : 1;
    spot.after(host);
    this.#panel.settle();
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
    const key = this.#surface && JSON.stringify(readDraft(this.#place, this.#surface, this.#known));
    // A place in a text that has changed since is no place.
    if (field && span && this.#judged && key === this.#judged.key && span.end <= readText(field).length) {
      select(field, span.start, span.end);
    }
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
    const send = this.#surface && sendControl(this.#place, this.#surface);
    return Boolean(send && path.includes(send) && !send.matches(':disabled, [aria-disabled="true"]'));
  }

  /**
   * @param {EventTarget[]} path
   * @returns {boolean} whether a key on this path is typed into this dialog's field, and its control would send
   */
  isField(path) {
    const { field } = this.#place;
    const send = this.#surface && sendControl(this.#place, this.#surface);
    return Boolean(field && path.includes(field) && send && this.isSend([send]));
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {boolean} whether submitting this form sends this dialog's draft
   */
  sendsBy(form) {
    const send = this.#surface && sendControl(this.#place, this.#surface);
    return Boolean(send && form.contains(send) && this.isSend([send]));
  }

  /** @returns {boolean} whether this press is to be held; true at most once for each draft */
  hold() {
    this.refresh();
    const { judgement, key } = this.#judged ?? {};
    if (judgement?.grade !== "worst" || key !== this.#asked || this.#held.has(key) || !this.#panel?.host.isConnected) {
      return false;
    }
    this.#held.add(key);
    this.#panel.hold(true);
    return true;
  }

  /** Takes everything of ours out of the dialog. */
  end() {
    this.#ended.abort();
    this.#panel?.host.remove();
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
