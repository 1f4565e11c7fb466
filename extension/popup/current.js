/** What is said of the draft that is open in the tab behind the popup. */
import { followCurrent } from "../shared/current.js";
import { text } from "../shared/messages.js";
import { make, Points, writeVerdict } from "../shared/points.js";

const section = /** @type {HTMLElement} */ (document.querySelector("#current"));
const heading = make("h2", "");
const verdict = make("p", "verdict");
const points = new Points(() => {});
verdict.setAttribute("role", "status");
section.append(heading, verdict, points.list);

void followCurrent((current) => {
  section.hidden = !current?.judgement;
  if (current?.judgement) {
    const { draft, judgement } = current;
    const { report, grade } = judgement;
    // Its words are in the page, where this can't show them.
    const told = /** @type {<T>(points: T[]) => T[]} */ ((points) => points.map((point) => ({ ...point, spans: [] })));
    heading.textContent = text("current_draft", draft.recipient?.name ?? text("recipient_unnamed"));
    section.className = grade;
    writeVerdict(verdict, text(`verdict_${report.verdict}`), text(`summary_${report.verdict}`));
    const shown = { ...report, findings: told(report.findings), strengths: told(report.strengths) };
    points.update({ ...judgement, report: shown }, Number.POSITIVE_INFINITY);
  }
});
