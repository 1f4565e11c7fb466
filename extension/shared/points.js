/**
 * Draws what a report says, the same way in LinkedIn's pages and in the popup.
 *
 * @import { Finding, Report, Span, Strength } from "../contract.js"
 * @import { Judgement } from "./messages.js"
 */
import { text } from "./messages.js";

/** Each kind of point has a sign of its own, so that none is told by its colour alone. */
const SIGNS = { warning: "✕", caution: "!", note: "·", strength: "✓" };

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

/**
 * @param {string} className
 * @param {() => void} act called when it is pressed
 * @param {(Node | string)[]} content
 * @returns {HTMLButtonElement}
 */
export function makeButton(className, act, ...content) {
  const button = make("button", className, ...content);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/**
 * @param {Finding | Strength} point
 * @param {(spans: Span[]) => void} show called when the user wants to see where in the text the point is
 * @returns {HTMLLIElement}
 */
function draw(point, show) {
  const isStrength = "signal" in point;
  const weight = isStrength ? "strength" : point.severity;
  const sign = make("span", "sign", SIGNS[weight]);
  sign.ariaHidden = "true";
  const words = [make("span", "unseen", `${text(`weight_${weight}`)}: `), point.message];
  const isPlaced = point.spans.length > 0;
  const says = isPlaced ? makeButton("says", () => show(point.spans), ...words) : make("p", "says", ...words);
  if (isPlaced) {
    says.title = text("show_words");
  }
  const item = make("li", `point ${weight}`, sign, says);
  if (!isStrength && point.advice) {
    item.append(make("p", "advice", point.advice));
  }
  return item;
}

/**
 * Writes a verdict in words, where they changed: a status is read out whenever it is written, even if it says the same.
 *
 * @param {HTMLElement} element
 * @param {Report | string} report one, or what is said instead of a verdict
 */
export function showVerdict(element, report) {
  const isReport = typeof report !== "string";
  const verdict = isReport ? text(report.unjudged ? "verdict_unjudged" : `verdict_${report.verdict}`) : report;
  if (element.dataset.verdict === verdict) {
    return;
  }
  element.dataset.verdict = verdict;
  const summary = isReport && !report.unjudged ? text(`summary_${report.verdict}`) : "";
  element.replaceChildren(...(summary ? [make("strong", "", `${verdict}. `), summary] : [verdict]));
}

/**
 * Lists what the user's own data says, whatever is written.
 *
 * @param {HTMLUListElement} list
 * @param {Report | null} report null for nothing to say
 */
export function showFacts(list, report) {
  const facts = (report?.facts ?? []).map(({ fact, message }) => make("li", fact, message));
  list.hidden = facts.length === 0;
  list.replaceChildren(...facts);
}

/** A list of points that is only touched where it changes: the focus stays, and nothing flickers. */
export class Points {
  /** @type {HTMLUListElement} */
  list = make("ul", "points");

  /** @type {string[]} */
  #shown = [];

  /** @type {(spans: Span[]) => void} */
  #show;

  /** @param {(spans: Span[]) => void} show */
  constructor(show) {
    this.#show = show;
  }

  /**
   * @param {Judgement} judgement
   * @param {number} atMost how many points to draw
   * @returns {number} how many points there are beyond those
   */
  update({ points: all }, atMost) {
    const points = all.slice(0, atMost);
    points.forEach((point, index) => {
      const key = JSON.stringify(point);
      if (this.#shown[index] !== key) {
        const item = draw(point, this.#show);
        const old = this.list.children[index];
        if (old) {
          const hadFocus = old.contains(/** @type {Document | ShadowRoot} */ (old.getRootNode()).activeElement);
          old.replaceWith(item);
          if (hadFocus) {
            item.querySelector("button")?.focus();
          }
        } else {
          this.list.append(item);
        }
        this.#shown[index] = key;
      }
    });
    this.#shown.length = points.length;
    while (this.list.children.length > points.length) {
      this.list.lastElementChild?.remove();
    }
    return all.length - points.length;
  }

  clear() {
    this.#shown = [];
    this.list.replaceChildren();
  }
}
