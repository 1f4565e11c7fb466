/**
 * What the user sees in LinkedIn's dialog: one line, up to three points, more on request.
 *
 * @import { Span } from "../contract.js"
 * @import { Leave } from "./choices.js"
 * @import { Judgement } from "../shared/messages.js"
 */
import { text } from "../shared/messages.js";
import paper from "../shared/paper.css";
import { make, Points, showFacts, showVerdict } from "../shared/points.js";
import { keepAlive } from "./alive.js";
import { Choices } from "./choices.js";
import { keepIn } from "./discreet.js";
import css from "./panel.css";

/** How many points are shown before the user asks for more. */
const FEW = 3;

const SVG = "http://www.w3.org/2000/svg";

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** A calling card with a turned corner. @returns {SVGSVGElement} */
export function mark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "mark");
  svg.ariaHidden = "true";
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M3 4.5h10.5L17 8v7.5H3zM13.5 4.5V8H17M6 9.5q1.5-1.5 3 0M6 12.5h6");
  svg.append(path);
  return svg;
}

/**
 * @param {Element} beside
 * @returns {boolean} whether the page is dark there: what it paints counts, whatever it or the system is set to
 */
export function isDark(beside) {
  /** @type {Node | null} */
  let node = beside;
  while (node) {
    if (node instanceof Element) {
      const colour =
        getComputedStyle(node)
          .backgroundColor.match(/[\d.]+/gu)
          ?.map(Number) ?? [];
      const [red = 0, green = 0, blue = 0, alpha = 1] = colour;
      if (alpha > 0.5) {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
      }
    }
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return false;
}

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

export class Panel {
  /** The only element of ours in the page's tree; nothing about it says whose it is. */
  host = document.createElement("div");

  #panel = make("section", "paper panel");
  #verdict = make("p", "verdict");
  #held = make("p", "held");
  #more = make("button", "more");
  #done = make("span", "");
  #undo = make("button", "undo", text("undo"));
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
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(paper + css);
    }
    this.#points = new Points(show);
    this.#panel.ariaLabel = text("name");
    this.#panel.setAttribute("role", "region");
    this.#verdict.setAttribute("role", "status");
    this.#held.setAttribute("role", "alert");
    this.#more.type = "button";
    this.#more.hidden = true;
    this.#more.addEventListener("click", () => {
      this.#isOpen = !this.#isOpen;
      this.#draw();
    });
    this.#choices = new Choices(leave);
    this.#done.setAttribute("role", "status");
    this.#undo.type = "button";
    this.#undo.addEventListener("click", () => {
      const back = this.#takeBack;
      this.leftOut("", null);
      this.#choices.opener.focus();
      back?.();
    });
    this.leftOut("", null);
    const head = make("div", "head", mark(), this.#verdict, this.#more);
    const { opener, list } = this.#choices;
    this.#facts.hidden = true;
    this.#panel.append(head, this.#notice, this.#held, this.#points.list, this.#facts, opener, list);
    const shadow = this.host.attachShadow({ mode: "closed" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#panel);
    keepIn(this.host, signal);
    keepAlive(this.#panel, signal);
  }

  /** Adapts to the surroundings that the panel was put into. */
  settle() {
    this.#panel.classList.toggle("dark", isDark(/** @type {Element} */ (this.host.parentNode)));
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
    const { report, grade } = this.#judgement;
    showVerdict(this.#verdict, report);
    this.#choices.update(report.findings);
    this.#tone(grade);
    showFacts(this.#facts, report);
    const hidden = this.#points.update(this.#judgement, this.#isOpen ? Number.POSITIVE_INFINITY : FEW);
    const isMore = hidden > 0 || (this.#isOpen && report.findings.length + report.strengths.length > FEW);
    this.#more.hidden = !isMore;
    this.#more.textContent = hidden > 0 ? text("more", String(hidden)) : text("fewer");
    this.#more.ariaExpanded = String(this.#isOpen);
  }

  /** @param {string} grade */
  #tone(grade) {
    for (const name of ["worst", "fair", "best"]) {
      this.#panel.classList.toggle(name, name === grade);
    }
  }
}
