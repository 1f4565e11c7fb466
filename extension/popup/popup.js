/**
 * The popup: a place to try a draft without LinkedIn.
 *
 * @import { Draft, Finding, Kind, Relationship, Span, Strength } from "../contract.js"
 * @import { Judgement } from "../shared/messages.js"
 */
import { judge, text } from "../shared/messages.js";
import { make, Points, writeVerdict } from "../shared/points.js";

/**
 * How each relationship reads from where the user stands: asking the other, or recommending them.
 *
 * @type {readonly [value: Relationship, asking: string, recommending: string][]}
 */
const RELATIONSHIPS = [
  ["recommender_managed_recommendee", "they_managed", "i_managed"],
  ["recommender_reported_to_recommendee", "they_reported", "i_reported"],
  ["recommender_senior_than_recommendee", "they_senior", "i_senior"],
  ["recommendee_senior_than_recommender", "i_senior", "they_senior"],
  ["worked_in_same_group", "same_team", "same_team"],
  ["worked_in_different_groups", "other_team", "other_team"],
  ["worked_in_different_companies", "other_company", "other_company"],
  ["recommendee_is_client_of_recommender", "i_client", "they_client"],
  ["recommender_is_client_of_recommendee", "they_client", "i_client"],
  ["recommender_taught_recommendee", "they_taught", "i_taught"],
  ["recommender_advised_recommendee", "they_advised", "i_advised"],
  ["recommender_studied_with_recommendee", "studied", "studied"],
  ["none", "none", "none"],
];

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E} the page's own element
 */
function the(selector, type) {
  const element = document.querySelector(selector);
  if (element instanceof type) {
    return element;
  }
  throw new TypeError(`the page has no ${selector}`);
}

const form = the("form", HTMLFormElement);
const recipient = the("#recipient", HTMLInputElement);
const knowing = the("#knowing", HTMLElement);
const relationship = the("#relationship", HTMLSelectElement);
const field = the("#text", HTMLTextAreaElement);
const label = the("label[for=text]", HTMLElement);
const marks = the(".marks", HTMLElement);
const counts = the(".counts", HTMLElement);
const section = the("#report", HTMLElement);
const verdict = the("#report .verdict", HTMLElement);
const points = new Points(([span]) => {
  field.focus();
  field.setSelectionRange(span.start, span.end);
});

/** @returns {Kind} */
function kind() {
  return /** @type {Kind} */ (new FormData(form).get("kind"));
}

/** @returns {Draft} */
function draft() {
  const name = recipient.value.trim();
  return {
    kind: kind(),
    text: field.value,
    recipient: name ? { name } : null,
    relationship: kind() === "invitation" ? null : /** @type {Relationship} */ (relationship.value || null),
    limit: kind() === "invitation" ? Number(counts.dataset.premium) : null,
  };
}

/** Shows what depends on the kind of draft alone. */
function chooseKind() {
  const chosen = kind();
  label.textContent = text(`draft_${chosen}`);
  knowing.hidden = chosen === "invitation";
  const { value } = relationship;
  const options = RELATIONSHIPS.map(([name, asking, recommending]) => {
    return new Option(text(`relationship_${chosen === "recommendation" ? recommending : asking}`), name);
  });
  relationship.replaceChildren(new Option(text("relationship_unknown"), ""), ...options);
  relationship.value = value;
}

/** Says how long the text is, against both of LinkedIn's limits where there are two. */
function count() {
  const { length } = field.value;
  const limits = kind() === "invitation" ? ["free", "premium"] : [];
  const said = limits.map((plan) => {
    const limit = Number(counts.dataset[plan]);
    return make("span", length > limit ? "over" : "", text(`count_${plan}`, String(length), String(limit)));
  });
  counts.replaceChildren(...(said.length > 0 ? said : [make("span", "", text("count", String(length)))]));
}

/** @param {(Finding | Strength)[]} shown */
function markWords(shown) {
  const spans = shown.flatMap((point) =>
    point.spans.map((span) => ({ ...span, weight: "severity" in point ? point.severity : "strength" })),
  );
  spans.sort((one, other) => one.start - other.start || other.end - one.end);
  const content = [];
  let at = 0;
  for (const { start, end, weight } of spans) {
    // Where two points share words, the first mark stands.
    if (start >= at) {
      content.push(field.value.slice(at, start), make("mark", weight, field.value.slice(start, end)));
      at = end;
    }
  }
  // A line break at the very end has no height of its own without something after it.
  marks.replaceChildren(...content, `${field.value.slice(at)}\u200b`);
  scroll();
}

function scroll() {
  marks.scrollTop = field.scrollTop;
}

/** The draft that was last asked about; an answer to any other is old. */
let asked = "";

async function update() {
  const now = draft();
  const key = JSON.stringify(now);
  count();
  if (key === asked) {
    return;
  }
  asked = key;
  const reply = await judge(now);
  if (key !== asked) {
    return;
  }
  section.className = "";
  if ("error" in reply) {
    points.clear();
    markWords([]);
    writeVerdict(verdict, text("unavailable"), "");
    asked = "";
    return;
  }
  const { report, grade } = reply;
  section.className = grade;
  writeVerdict(verdict, text(`verdict_${report.verdict}`), text(`summary_${report.verdict}`));
  points.update(reply, Number.POSITIVE_INFINITY);
  markWords([...report.findings, ...report.strengths]);
}

document.documentElement.lang = chrome.i18n.getUILanguage();
document.documentElement.dir = text("@@bidi_dir");
document.title = text("name");
for (const element of document.querySelectorAll("[data-text]")) {
  element.textContent = text(/** @type {HTMLElement} */ (element).dataset.text ?? "");
}
section.ariaLabel = text("name");
section.append(points.list);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  // Old marks would lie under other words until the answer comes.
  markWords([]);
  void update();
});
form.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.name === "kind") {
    chooseKind();
  }
  void update();
});
field.addEventListener("scroll", scroll, { passive: true });
chooseKind();
void update();
