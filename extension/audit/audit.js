/**
 * Reads the data that the user downloaded from LinkedIn, and shows what it says of their habits.
 *
 * @import { News } from "./reader.js"
 */
import { forgetData, noteData, readAudit } from "../shared/data.js";
import { text } from "../shared/messages.js";
import { date, localise, save, the } from "../shared/page.js";
import init, { render } from "../wasm/fauxpas_audit.js";

const drop = the(".drop", HTMLElement);
const file = the("input[type=file]", HTMLInputElement);
const working = the("#working", HTMLElement);
const bar = the("progress", HTMLProgressElement);
const progress = the("#progress", HTMLElement);
const said = the("#said", HTMLElement);
const actions = the(".actions", HTMLElement);
const mirror = the(".mirror", HTMLElement);

/** The reading that goes on. @type {Worker | null} */
let reader = null;

/** What can be saved. @type {{ document: string, csv: string } | null} */
let rendered = null;

/** @param {string} words */
function say(words) {
  said.textContent = words;
}

/** @param {import("../shared/data.js").Audit | null} audit */
async function show(audit) {
  rendered = null;
  actions.hidden = audit === null;
  if (!audit) {
    mirror.replaceChildren();
    return;
  }
  await init({ module_or_path: new URL("../wasm/fauxpas_audit_bg.wasm", import.meta.url) });
  const {
    html,
    document: page,
    csv,
  } = render(
    audit,
    (/** @type {string} */ key, /** @type {string[]} */ substitutions) => text(key, ...substitutions),
    date,
  );
  rendered = { document: page, csv };
  mirror.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

function stop() {
  reader?.terminate();
  reader = null;
  working.hidden = true;
  drop.hidden = false;
  document.body.ariaBusy = "false";
}

/** @param {number} share from 0 to 1 */
function showProgress(share) {
  bar.value = share;
  progress.textContent = share < 1 ? text("audit_reading", String(Math.floor(share * 100))) : text("audit_counting");
}

/** @param {News} news */
async function hear(news) {
  if ("progress" in news) {
    showProgress(news.progress);
    return;
  }
  stop();
  if ("failure" in news) {
    say(text("audit_failed", news.failure));
    return;
  }
  const { kept, audit } = news;
  if (kept) {
    await noteData(true);
    await show(kept);
    say(text("audit_done"));
  } else if (audit.parts.length === 0) {
    // What is kept stays, but why nothing came of these files is shown.
    await show(audit);
    say(text("audit_nothing"));
  } else {
    const before = await readAudit();
    say(text("audit_older", date(before?.exported ?? "")));
  }
}

/** @param {FileList | null | undefined} list */
function read(list) {
  const files = [...(list ?? [])];
  if (files.length === 0 || reader) {
    return;
  }
  say("");
  drop.hidden = true;
  working.hidden = false;
  document.body.ariaBusy = "true";
  showProgress(0);
  reader = new Worker(new URL("reader.js", import.meta.url), { type: "module" });
  reader.addEventListener("message", ({ data }) => {
    hear(data).catch((error) => say(text("audit_failed", String(error))));
  });
  reader.addEventListener("error", (event) => {
    stop();
    say(text("audit_failed", event.message ?? ""));
  });
  reader.postMessage(files);
}

localise();
document.title = `${text("audit_title")} – ${text("name")}`;
the("#choose", HTMLElement).addEventListener("click", () => {
  file.value = "";
  file.click();
});
file.addEventListener("change", () => read(file.files));
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  read(event.dataTransfer?.files);
});
the("#cancel", HTMLElement).addEventListener("click", () => {
  stop();
  say(text("audit_cancelled"));
  the("#choose", HTMLElement).focus();
});
the("#print", HTMLElement).addEventListener("click", () => print());
the("#html", HTMLElement).addEventListener("click", () => save("faux-pas.html", rendered?.document ?? "", "text/html"));
the("#csv", HTMLElement).addEventListener("click", () => save("faux-pas.csv", rendered?.csv ?? "", "text/csv"));
the("#forget", HTMLElement).addEventListener("click", () => {
  forgetData()
    .then(() => show(null))
    .then(() => say(text("audit_forgotten")))
    .catch((error) => say(text("audit_failed", String(error))));
});
show(await readAudit())
  .catch((error) => say(text("audit_failed", String(error))))
  .finally(() => {
    document.body.ariaBusy = "false";
  });
