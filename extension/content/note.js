/** What the user sees by a button that sends at once, when its first press was held. */
import { judge, text } from "../shared/messages.js";
import { make, makeButton } from "../shared/points.js";
import { Card } from "./card.js";
import { guard, listen } from "./guard.js";

/** How far the note keeps from the button and from the window's edges, in CSS pixels. */
const GAP = 8;

export class Note extends Card {
  /** @type {Element} */
  control;

  #ended;
  /** Where it stands: in the shadow's own styles, which no style of the page outweighs. */
  #place;
  /** What is said beside who would be invited. */
  #more = make("p", "", text("direct_again"));

  /**
   * @param {Element} control the button that was pressed
   * @param {string | null} name whom it invites
   * @param {number | null} left how many notes the user may still send this month
   * @param {() => Promise<boolean>} turnOff leaves such buttons alone from now on; whether that could be stored
   * @param {() => void} ended called when the note has gone
   */
  constructor(control, name, left, turnOff, ended) {
    const end = new AbortController();
    const { signal } = end;
    const place = new CSSStyleSheet();
    super("slip worst", signal, place);
    this.control = control;
    this.#ended = end;
    this.#place = place;
    this.adapt(control);
    const says = make("strong", "", name ? text("direct_held", name) : text("direct_held_unnamed"));
    const alert = make("div", "says", says, this.#more);
    alert.role = "alert";
    const off = makeButton(
      "off",
      async () => {
        says.textContent = text((await turnOff()) ? "direct_is_off" : "error_storage");
        alert.replaceChildren(says);
        off.remove();
      },
      text("direct_off"),
    );
    this.region.append(this.mark, alert, off);
    // What is pressed in the note is no press of the card around it.
    for (const type of ["click", "pointerdown", "mousedown", "pointerup", "mouseup"]) {
      this.host.addEventListener(type, (event) => event.stopPropagation());
    }
    this.host.popover = "manual";
    control.after(this.host);
    const show = () => {
      if (this.host.isConnected) {
        this.host.showPopover();
        this.#settle();
      }
    };
    void this.dressed.then(guard(show));
    listen(["scroll", "resize"], () => this.#settle(), signal);
    const leave = (/** @type {Event} */ event) => {
      const isOurs = event.composedPath().some((node) => node === this.host || node === control);
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !isOurs) {
        this.end();
      }
    };
    listen(["pointerdown", "keydown"], leave, signal);
    signal.addEventListener("abort", ended);
    void this.#addNotesLeft(name, left);
  }

  /**
   * @param {string | null} name
   * @param {number | null} left
   */
  async #addNotesLeft(name, left) {
    if (left === null) {
      return;
    }
    const recipient = name ? { name } : null;
    const reply = await judge({ kind: "invitation", text: "", recipient, notes_left: left });
    const [finding] = "report" in reply ? reply.report.findings : [];
    if (finding && !this.#ended.signal.aborted) {
      this.#more.before(make("p", "", finding.message));
      this.#settle();
    }
  }

  /** Puts the note under the button, or above it where there is more room. */
  #settle() {
    const button = this.control.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.host;
    const right = document.documentElement.clientWidth - width - GAP;
    const below = button.bottom + GAP;
    const isBelow = below + height <= innerHeight || button.top < innerHeight - button.bottom;
    const left = Math.max(GAP, Math.min(button.left, right));
    const top = isBelow ? below : button.top - GAP - height;
    this.#place.replaceSync(`:host([popover]) { left: ${left}px !important; top: ${top}px !important }`);
  }

  end() {
    if (!this.#ended.signal.aborted) {
      this.#ended.abort();
      this.host.remove();
    }
  }
}
