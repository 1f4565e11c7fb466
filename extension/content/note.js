/** What the user sees by a button that sends at once, when its first press was held. */
import { judge, text } from "../shared/messages.js";
import paper from "../shared/paper.css";
import { make } from "../shared/points.js";
import { changeSettings } from "../shared/settings.js";
import { keepAlive } from "./alive.js";
import { keepIn } from "./discreet.js";
import { guard } from "./guard.js";
import css from "./note.css";
import { isDark, mark } from "./panel.js";

/** How far the note keeps from the button and from the window's edges, in CSS pixels. */
const GAP = 8;

/** @type {CSSStyleSheet | undefined} */
let sheet;

export class Note {
  /** The only element of ours in the page's tree; nothing about it says whose it is. */
  host = document.createElement("div");
  /** @type {Element} */
  control;

  #ended = new AbortController();
  #place = new CSSStyleSheet();

  /**
   * @param {Element} control the button that was pressed
   * @param {string | null} name whom it invites
   * @param {number | null} left how many notes the user may still send this month
   * @param {() => void} ended called when the note has gone
   */
  constructor(control, name, left, ended) {
    this.control = control;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(paper + css);
    }
    const says = make("strong", "", name ? text("direct_held", name) : text("direct_held_unnamed"));
    const more = make("p", "more", text("direct_again"));
    const alert = make("div", "says", says, more);
    alert.setAttribute("role", "alert");
    const off = make("button", "off", text("direct_off"));
    off.type = "button";
    const region = make("section", "paper note", mark(), alert, off);
    region.setAttribute("role", "region");
    region.ariaLabel = text("name");
    region.classList.toggle("dark", isDark(control));
    const shadow = this.host.attachShadow({ mode: "closed" });
    shadow.adoptedStyleSheets = [sheet, this.#place];
    shadow.append(region);
    keepIn(this.host, this.#ended.signal);
    keepAlive(region, this.#ended.signal);
    const { signal } = this.#ended;
    off.addEventListener("click", () => {
      changeSettings({ holdWithoutDialog: false }).catch(() => {});
      says.textContent = text("direct_is_off");
      alert.replaceChildren(says);
      off.remove();
    });
    // What is pressed in the note is no press of the card around it.
    for (const type of ["click", "pointerdown", "mousedown", "pointerup", "mouseup"]) {
      this.host.addEventListener(type, (event) => event.stopPropagation());
    }
    this.host.popover = "manual";
    control.after(this.host);
    this.host.showPopover();
    this.#settle();
    const place = guard(() => this.#settle());
    window.addEventListener("scroll", place, { capture: true, passive: true, signal });
    window.addEventListener("resize", place, { signal });
    const leave = guard((/** @type {Event} */ event) => {
      const isOurs = event.composedPath().some((node) => node === this.host || node === control);
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !isOurs) {
        this.end();
      }
    });
    window.addEventListener("pointerdown", leave, { capture: true, signal });
    window.addEventListener("keydown", leave, { capture: true, signal });
    signal.addEventListener("abort", ended);
    void this.#addNotesLeft(more, name, left);
  }

  /**
   * @param {HTMLElement} more
   * @param {string | null} name
   * @param {number | null} left
   */
  async #addNotesLeft(more, name, left) {
    if (left === null) {
      return;
    }
    const recipient = name ? { name } : null;
    const reply = await judge({ kind: "invitation", text: "", recipient, notes_left: left });
    const [finding] = "report" in reply ? reply.report.findings : [];
    if (finding && !this.#ended.signal.aborted) {
      more.before(make("p", "more", finding.message));
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
    // In the shadow's own styles, which no style of the page outweighs.
    this.#place.replaceSync(`:host { left: ${left}px !important; top: ${top}px !important }`);
  }

  end() {
    if (!this.#ended.signal.aborted) {
      this.#ended.abort();
      this.host.remove();
    }
  }
}
