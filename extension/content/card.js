/** What the user sees of ours in LinkedIn's pages: a card in a shadow that the page can't look into. */
import { send, text } from "../shared/messages.js";
import { make } from "../shared/points.js";
import { keepAlive } from "./alive.js";
import { keepIn } from "./discreet.js";
import { paintOf } from "./fields.js";

const SVG = "http://www.w3.org/2000/svg";

/** The styles of all cards, once the background has handed them out. @type {CSSStyleSheet | undefined} */
let styles;

/** @returns {Promise<CSSStyleSheet>} empty where there is no getting them: what is said can be read without, too */
async function readStyles() {
  const sheet = new CSSStyleSheet();
  const css = await send({ type: "styles" });
  if (css) {
    sheet.replaceSync(css);
    styles = sheet;
  }
  return sheet;
}

export class Card {
  /** The only element of ours in the page's tree; nothing about it says whose it is. */
  host = document.createElement("div");
  /** What everything that the user sees is in. */
  region;
  mark = drawMark();
  /** Settled once the card has its styles, and shows. @type {Promise<void>} */
  dressed;

  /**
   * @param {string} className of what the user sees, and nothing that is in it
   * @param {AbortSignal} signal ends it
   * @param {CSSStyleSheet[]} own styles of this card alone
   */
  constructor(className, signal, ...own) {
    this.region = make("section", `paper ${className} card`);
    this.region.role = "region";
    this.region.ariaLabel = text("name");
    this.dressed = this.#dress(own);
    keepIn(this.host, signal);
    keepAlive(this.region, signal);
  }

  /** @param {CSSStyleSheet[]} own */
  async #dress(own) {
    this.region.hidden = true;
    const shadow = this.host.attachShadow({ mode: "closed" });
    shadow.append(this.region);
    shadow.adoptedStyleSheets = [styles ?? (await readStyles()), ...own];
    this.region.hidden = false;
  }

  /**
   * Makes the card as light or dark as the page is there: what it paints counts, whatever it or the system is set to.
   *
   * @param {Node | null} beside
   */
  adapt(beside) {
    this.region.classList.toggle("dark", isDark(beside));
  }
}

/** A calling card with a turned corner. @returns {SVGSVGElement} */
function drawMark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "mark");
  svg.ariaHidden = "true";
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M3 4.5h10.5L17 8v7.5H3zM13.5 4.5V8H17M6 9.5q1.5-1.5 3 0M6 12.5h6");
  svg.append(path);
  return svg;
}

/** @param {Node | null} node @returns {boolean} whether what is painted behind it is dark */
function isDark(node) {
  for (; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element) {
      const [red, green, blue, alpha] = paintOf(node);
      if (alpha > 0.5) {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
      }
    }
  }
  return false;
}
