/** What is said of the draft that is open in the tab behind the popup. */
import { followCurrent } from "../shared/current.js";
import { text } from "../shared/messages.js";
import { make, Points, showFacts, showVerdict } from "../shared/points.js";

/** @import { Draft, Finding, Strength } from "../contract.js" */

/**
 * Shows that draft's verdict, as it changes, and offers to check the draft here.
 *
 * @param {HTMLElement} section where
 * @param {boolean} isQuiet whether nothing of it is shown in the page itself: then all of it is shown here
 * @param {(draft: Draft) => void} use called when the user takes the offer
 */
export function showCurrent(section, isQuiet, use) {
  const heading = make("h2", "");
  const verdict = make("p", "verdict");
  const points = new Points(() => {});
  const facts = make("ul", "facts");
  facts.hidden = true;
  const offer = make("button", "", text("offer_use"));
  /** @type {Draft | null} */
  let open = null;
  verdict.setAttribute("role", "status");
  offer.type = "button";
  offer.addEventListener("click", () => {
    if (open) {
      use(open);
    }
  });
  section.append(make("div", "masthead", heading, offer), verdict, points.list, facts);
  void followCurrent((current) => {
    open = current?.draft ?? null;
    section.hidden = !current?.judgement;
    if (!current?.judgement) {
      return;
    }
    const { draft, judgement } = current;
    const { report, grade } = judgement;
    heading.textContent = text("current_draft", draft.recipient?.name ?? text("recipient_unnamed"));
    section.className = `report ${grade}`;
    showVerdict(verdict, report);
    if (isQuiet) {
      const shown = { ...report, findings: told(report.findings), strengths: told(report.strengths) };
      points.update({ ...judgement, report: shown }, Number.POSITIVE_INFINITY);
      showFacts(facts, report);
    }
  });
}

/**
 * @template {Finding | Strength} P
 * @param {P[]} points
 * @returns {P[]} the same without places: their words are in the page, where this can't show them
 */
function told(points) {
  return points.map((point) => ({ ...point, spans: [] }));
}
