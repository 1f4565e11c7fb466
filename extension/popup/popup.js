/**
 * The popup: a place to try a draft without LinkedIn, or to see one that is open there.
 *
 * @import { Draft, Finding, Kind, Parts, Relationship, Span, Strength } from "../contract.js"
 */
import { judge, text } from "../shared/messages.js";
import { localise, plural, the } from "../shared/page.js";
import { make, Points, showFacts, showVerdict } from "../shared/points.js";
import { changeSettings, readSettings } from "../shared/settings.js";
import { showCurrent } from "./current.js";

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

const form = the("form", HTMLFormElement);
const recipient = the("#recipient", HTMLInputElement);
const knowing = the("#knowing", HTMLElement);
const relationship = the("#relationship", HTMLSelectElement);
const field = the("#text", HTMLTextAreaElement);
const label = the("label[for=text]", HTMLElement);
const marks = the(".marks", HTMLElement);
const count = the(".counts output", HTMLOutputElement);
const plan = the("#plan", HTMLSelectElement);
const parts = the(".parts", HTMLUListElement);
const section = the("#report", HTMLElement);
const verdict = the("#report .verdict", HTMLElement);
/** What the user's own data says of the person whose name stands above. */
const facts = make("ul", "facts");
const said = the(".actions [role=status]", HTMLElement);
const points = new Points(([span]) => {
  field.focus();
  field.setSelectionRange(span.start, span.end);
});

/** @returns {Kind} */
function kind() {
  return /** @type {Kind} */ (new FormData(form).get("kind"));
}

/** @returns {number | null} how many characters LinkedIn takes from this account, where that is known */
function limit() {
  return kind() === "invitation" ? Number(plan.selectedOptions[0]?.dataset.limit) : null;
}

/** @returns {Draft} */
function draft() {
  const name = recipient.value.trim();
  return {
    kind: kind(),
    text: field.value,
    recipient: name ? { name } : null,
    relationship: kind() === "invitation" ? null : /** @type {Relationship} */ (relationship.value || null),
    limit: limit(),
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
  plan.hidden = chosen !== "invitation";
  relationship.replaceChildren(new Option(text("relationship_unknown"), ""), ...options);
  relationship.value = value;
}

/** Says how long the text is. */
function showCount() {
  const { length } = field.value;
  const most = limit();
  count.className = most !== null && length > most ? "over" : "";
  count.textContent = plural("count", length);
}

/** @param {Parts | undefined} has which parts of a good invitation the text has; undefined where there is nothing to tick */
function showParts(has) {
  parts.hidden = !has;
  for (const item of parts.children) {
    const part = /** @type {keyof Parts} */ (/** @type {HTMLElement} */ (item).dataset.part);
    const isDone = has?.[part] ?? false;
    item.className = isDone ? "done" : "";
    const state = make("span", "unseen", `: ${text(isDone ? "part_there" : "part_missing")}`);
    item.replaceChildren(make("span", "", text(`part_${part}`), state));
  }
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
  showCount();
  if (key === asked) {
    return;
  }
  asked = key;
  keep(now);
  const reply = await judge(now, { parts: true });
  if (key !== asked) {
    return;
  }
  section.className = "report";
  if ("error" in reply) {
    points.clear();
    showFacts(facts, null);
    markWords([]);
    showVerdict(verdict, text("unavailable"));
    showParts(undefined);
    asked = "";
    return;
  }
  const { report, grade } = reply;
  section.classList.add(grade);
  showVerdict(verdict, report);
  points.update(reply, Number.POSITIVE_INFINITY);
  showFacts(facts, report);
  markWords([...report.findings, ...report.strengths]);
  showParts(reply.parts);
}

/**
 * Keeps a draft as long as the browser runs, so that closing the popup costs nothing.
 *
 * @param {Draft} now
 */
function keep(now) {
  chrome.storage.session.set({ draft: now }).catch(() => {
    // Then it is lost when the popup closes: nothing that the user must hear of while writing.
  });
}

/** @param {Partial<Draft>} drafted */
function fill(drafted) {
  const radio = form.querySelector(`[name=kind][value="${CSS.escape(drafted.kind ?? "invitation")}"]`);
  if (radio instanceof HTMLInputElement) {
    radio.checked = true;
  }
  chooseKind();
  recipient.value = drafted.recipient?.name ?? "";
  relationship.value = drafted.relationship ?? "";
  field.value = drafted.text ?? "";
}

async function start() {
  const [{ draft: kept }, settings] = await Promise.all([
    chrome.storage.session.get("draft").catch(() => ({ draft: undefined })),
    readSettings(),
  ]);
  plan.value = settings.plan;
  // What was typed before the browser answered counts for more than what was kept.
  if (kept && field.value === "" && recipient.value === "") {
    fill(/** @type {Partial<Draft>} */ (kept));
  }
  await update();
  showCurrent(the("#current", HTMLElement), settings.quiet, (open) => {
    fill(open);
    field.focus();
    void update();
  });
}

localise();
section.ariaLabel = text("name");
facts.hidden = true;
section.append(points.list, facts);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  // Old marks would lie under other words until the answer comes.
  markWords([]);
  void update();
});
form.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.name === "kind") {
    chooseKind();
  } else if (event.target === plan) {
    changeSettings({ plan: plan.value === "premium" ? "premium" : "free" }).catch(() => {
      // It holds while the popup is open; the settings page says what is wrong with the storage.
    });
  }
  void update();
});
field.addEventListener("scroll", scroll, { passive: true });
the("#settings", HTMLButtonElement).addEventListener("click", () => {
  void chrome.runtime.openOptionsPage();
  window.close();
});
the("#copy", HTMLButtonElement).addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = text("copied");
  } catch {
    field.select();
    said.textContent = text("copy_failed");
  }
});
the("#clear", HTMLButtonElement).addEventListener("click", () => {
  fill({ kind: kind() });
  field.focus();
  void update();
});
chooseKind();
showCount();
void start();
