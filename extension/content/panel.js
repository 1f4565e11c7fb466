/**
 * What the user sees in LinkedIn's dialog: one line, up to three points, more on request.
 *
 * @import { Span } from "../contract.js"
 * @import { Leave } from "./choices.js"
 * @import { Judgement } from "../shared/messages.js"
 */
import { text } from "../shared/messages.js";
import { make, makeButton, Points, showFacts, showVerdict } from "../shared/points.js";
import { Card } from "./card.js";
import { Choices } from "./choices.js";

/** How many points are shown before the user asks for more. */
const FEW = 3;

/**
 * Removes panels whose script is gone. Firefox ends a script without a word when the extension is updated, and starts
 * the new one in pages that are already open; Chrome does neither.
 *
 * @param {Element} root
 */
export function removeLeftovers(root) {
  for (const element of root.querySelectorAll("div:not([class], [id])")) {
    const { openOrClosedShadowRoot: shadow } = /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (element);
    if (shadow?.querySelector(".paper.panel")) {
      element.remove();
    }
  }
}

export class Panel extends Card {
  #verdict = make("p", "verdict");
  #held = make("p", "held");
  #more = makeButton("more", () => {
    this.#isOpen = !this.#isOpen;
    this.#draw();
  });
  #done = make("span", "");
  #undo = makeButton("undo", () => this.#goBack(), text("undo"));
  /** What was just left out, and the way back. */
  #notice = make("p", "notice", this.#done, this.#undo);
  /** @type {(() => void) | null} */
  #takeBack = null;
  /** @type {Choices} */
  #choices;
  /** @type {Points} */
  #points;
  /** What the user's own data says, whatever is written. */
  #facts = make("ul", "facts");
  #isOpen = false;
  /** @type {Judgement | null} */
  #judgement = null;

  /**
   * @param {(spans: Span[]) => void} show called when the user wants to see the words that a point is about
   * @param {Leave} leave called when the user wants something left out
   * @param {AbortSignal} signal ends it
   */
  constructor(show, leave, signal) {
    super("panel", signal);
    this.#points = new Points(show);
    this.#choices = new Choices(leave);
    this.#verdict.role = "status";
    this.#held.role = "alert";
    this.#done.role = "status";
    this.#more.hidden = true;
    this.#facts.hidden = true;
    this.leftOut("", null);
    const head = make("div", "head", this.mark, this.#verdict, this.#more);
    const { opener, list } = this.#choices;
    this.region.append(head, this.#notice, this.#held, this.#points.list, this.#facts, opener, list);
  }

  /** @param {Judgement} judgement */
  show(judgement) {
    this.#judgement = judgement;
    this.#draw();
  }

  /**
   * Says something that is no judgement, and must not look like one.
   *
   * @param {string} words
   */
  tell(words) {
    this.#judgement = null;
    this.#points.clear();
    this.#choices.update(null);
    this.#more.hidden = true;
    this.#facts.hidden = true;
    showVerdict(this.#verdict, words);
    this.#tone("");
  }

  /**
   * Says what was left out, and offers to take that back.
   *
   * @param {string} words empty for nothing
   * @param {(() => void) | null} takeBack
   */
  leftOut(words, takeBack) {
    this.#takeBack = takeBack;
    this.#notice.hidden = !words;
    this.#undo.hidden = takeBack === null;
    this.#done.textContent = words;
  }

  #goBack() {
    const back = this.#takeBack;
    this.leftOut("", null);
    this.#choices.opener.focus();
    back?.();
  }

  /** Shows no verdict and no points, but what {@link leftOut} said. */
  mute() {
    this.tell("");
    this.hold("");
  }

  /** @param {string} says why the user's press of Send is being held; empty when it is not */
  hold(says) {
    if (this.#held.textContent !== says) {
      this.#held.textContent = says;
    }
    if (says) {
      this.host.scrollIntoView({ block: "nearest" });
    }
  }

  #draw() {
    if (!this.#judgement) {
      return;
    }
    const { report, grade, points } = this.#judgement;
    showVerdict(this.#verdict, report);
    this.#choices.update(report.findings);
    this.#tone(grade);
    showFacts(this.#facts, report);
    const hidden = this.#points.update(this.#judgement, this.#isOpen ? Number.POSITIVE_INFINITY : FEW);
    const isMore = hidden > 0 || (this.#isOpen && points.length > FEW);
    this.#more.hidden = !isMore;
    this.#more.textContent = hidden > 0 ? text("more", String(hidden)) : text("fewer");
    this.#more.ariaExpanded = String(this.#isOpen);
  }

  /** @param {string} grade */
  #tone(grade) {
    for (const name of ["worst", "fair", "best"]) {
      this.region.classList.toggle(name, name === grade);
    }
  }
}
