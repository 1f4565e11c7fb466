/** The page that opens once, after installing: what this is, and a dialog to practise in. */
import { judge, text } from "../shared/messages.js";
import { localise, reason, the } from "../shared/page.js";
import { Points, showVerdict } from "../shared/points.js";
import { changeSettings, onSettingsChange, readPolicy, readSettings } from "../shared/settings.js";

const form = the("form", HTMLFormElement);
const field = the("textarea", HTMLTextAreaElement);
const report = the(".report", HTMLElement);
const verdict = the(".verdict", HTMLElement);
const held = the(".held", HTMLElement);
const quiet = the("[name=quiet]", HTMLInputElement);
const status = the(".stance [role=status]", HTMLElement);
const points = new Points(([span]) => {
  field.focus();
  field.setSelectionRange(span.start, span.end);
});

/** The draft that was last asked about, and whether it deserves a second press. */
let asked = "";
let isWorst = false;
/** The draft whose first press was held. @type {string | null} */
let pressed = null;

async function update() {
  const now = field.value;
  asked = now;
  held.textContent = "";
  const reply = await judge({ kind: "invitation", text: now, recipient: { name: text("practice_name") } });
  if (asked !== now) {
    return;
  }
  isWorst = !("error" in reply) && reply.grade === "worst";
  report.className = "report";
  if ("error" in reply) {
    points.clear();
    showVerdict(verdict, text("unavailable"));
  } else {
    report.classList.add(reply.grade);
    showVerdict(verdict, reply.report);
    points.update(reply, Number.POSITIVE_INFINITY);
  }
}

async function showQuiet() {
  const [settings, policy] = await Promise.all([readSettings(), readPolicy()]);
  quiet.checked = settings.quiet;
  quiet.disabled = "quiet" in policy;
}

/** @param {string} key */
function write(key) {
  field.value = text(key);
  pressed = null;
  void update();
}

localise();
document.title = text("welcome_title");
report.ariaLabel = text("name");
report.role = "region";
report.append(points.list);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isWorst && pressed !== field.value) {
    pressed = field.value;
    held.textContent = text("held");
  } else {
    held.textContent = text("practice_sent");
  }
});
field.addEventListener("input", () => void update());
the("#canned", HTMLButtonElement).addEventListener("click", () => write("practice_canned_text"));
the("#personal", HTMLButtonElement).addEventListener("click", () => write("practice_personal_text"));
the("#settings", HTMLButtonElement).addEventListener("click", () => void chrome.runtime.openOptionsPage());
quiet.addEventListener("change", async () => {
  try {
    await changeSettings({ quiet: quiet.checked });
    status.textContent = text("saved");
  } catch (error) {
    status.textContent = reason(error);
    await showQuiet();
  }
});
onSettingsChange(() => void showQuiet());
await showQuiet();
write("practice_canned_text");
