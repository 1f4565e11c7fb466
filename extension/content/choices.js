/**
 * What the user can leave out, straight from the panel: all of it for this message, a part of LinkedIn, or one check.
 *
 * @import { Finding } from "../contract.js"
 */
import { text } from "../shared/messages.js";
import { make, makeButton } from "../shared/points.js";

/**
 * @typedef {object} Leave
 * @property {() => void} message leaves this message alone
 * @property {() => void} section leaves this part of LinkedIn alone
 * @property {(check: string) => void} check switches a check off
 */

/** @returns {string} the part of LinkedIn that the page belongs to: the first segment of its path */
export function section() {
  return location.pathname.split("/")[1] ?? "";
}

/** @param {string} name of a part of LinkedIn @returns {string} as the user reads it */
export function sectionName(name) {
  return `linkedin.com/${name}`;
}

export class Choices {
  /** The button that opens the list. */
  opener = makeButton("opener", () => this.#open(this.list.hidden), "⋯");
  list = make("ul", "choices");

  #leave;

  /** @param {Leave} leave */
  constructor(leave) {
    this.#leave = leave;
    this.opener.ariaLabel = text("leave_out");
    this.opener.title = text("leave_out");
    this.update(null);
  }

  /** @param {readonly Finding[] | null} findings those of the draft; null where nothing is said of one */
  update(findings) {
    this.opener.hidden = findings === null;
    if (findings === null) {
      this.#open(false);
      return;
    }
    const items = [
      this.#item(text("leave_message"), () => this.#leave.message()),
      ...(section() ? [this.#item(text("leave_section", sectionName(section())), () => this.#leave.section())] : []),
      ...findings.map(({ check }) =>
        this.#item(text("leave_check", text(`check_${check}_title`)), () => this.#leave.check(check)),
      ),
    ];
    this.list.replaceChildren(...items);
  }

  /** @param {string} words @param {() => void} act */
  #item(words, act) {
    const choose = () => {
      this.#open(false);
      this.opener.focus();
      act();
    };
    return make("li", "", makeButton("", choose, words));
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.list.hidden = !isOpen;
    this.opener.ariaExpanded = String(isOpen);
    if (isOpen) {
      this.list.scrollIntoView({ block: "nearest" });
    }
  }
}
