/**
 * The settings: each counts from the moment it is changed, here and in every open tab.
 *
 * @import { Kind, Level, Severity } from "../contract.js"
 * @import { Diagnostic } from "../background/diagnostics.js"
 * @import { Patch, Phrase, Settings } from "../shared/settings.js"
 */

import { forgetDiagnostics, readDiagnostics } from "../background/diagnostics.js";
import { fromBackup, fromList, readText, toBackup, toList } from "../shared/backup.js";
import { forget, readSent } from "../shared/memory.js";
import { text } from "../shared/messages.js";
import { date, localise, plural, reason, save, the } from "../shared/page.js";
import { make } from "../shared/points.js";
import {
  assertPhrases,
  assertSettings,
  changeSettings,
  DEFAULTS,
  onSettingsChange,
  readOwnSettings,
  readPolicy,
  readSettings,
  replaceSettings,
} from "../shared/settings.js";

/**
 * A check, as the build writes it from the registry.
 *
 * @typedef {object} Check
 * @property {string} id
 * @property {Kind[]} kinds
 * @property {Severity} severity
 * @property {string[]} good drafts in English that it lets pass
 */

/** @type {readonly Severity[]} */
const SEVERITIES = ["warning", "caution", "note"];

const said = the("#said", HTMLElement);
const status = the("[role=status]", HTMLElement, said);
const undo = the("button", HTMLButtonElement, said);
const file = the("input[type=file]", HTMLInputElement);
const form = the("form", HTMLFormElement);

/** What the undo button takes back. @type {(() => Promise<unknown>) | null} */
let takeBack = null;

/**
 * @param {string} words
 * @param {boolean} isWrong
 */
function say(words, isWrong) {
  said.classList.toggle("wrong", isWrong);
  undo.hidden = takeBack === null;
  // Written anew even where it is the same, so that it is read out again.
  status.textContent = "";
  status.textContent = words;
}

/**
 * Does something to the settings, says what came of it, and offers to undo it.
 *
 * @param {() => Promise<string>} act returns what to say
 */
async function attempt(act) {
  const before = await readOwnSettings();
  try {
    const words = await act();
    takeBack = () => replaceSettings(before);
    say(words, false);
  } catch (error) {
    takeBack = null;
    say(reason(error), true);
  }
  await draw();
}

/** @param {Patch} patch @param {string} [words] */
function change(patch, words = text("saved")) {
  return attempt(async () => {
    await changeSettings(patch);
    return words;
  });
}

/**
 * @param {"text/plain" | "application/json"} type
 * @param {(content: string) => Promise<string>} use
 */
function openFile(type, use) {
  file.value = "";
  file.accept = type === "text/plain" ? ".txt,.tsv,text/plain" : ".json,application/json";
  file.onchange = () => {
    const [chosen] = file.files ?? [];
    if (chosen) {
      void attempt(async () => use(await readText(chosen)));
    }
  };
  file.click();
}

/** @param {string} draft @param {string} className */
function quote(draft, className) {
  const quoted = make("blockquote", className, draft);
  // It is written in the direction of its own language.
  quoted.dir = "auto";
  return quoted;
}

/** @param {Check} check */
function checkRow(check) {
  const { id, kinds, severity, good } = check;
  const row = make("li", "");
  row.dataset.check = id;
  const box = make("input", "");
  box.type = "checkbox";
  const label = make("label", "choice", box, make("span", "", text(`check_${id}_title`)));
  const levels = make("select", "");
  levels.ariaLabel = `${text(`check_${id}_title`)}: ${text("severity")}`;
  levels.append(
    ...SEVERITIES.map((level) => {
      const isOwn = level === severity;
      return new Option(isOwn ? text("severity_default", text(`weight_${level}`)) : text(`weight_${level}`), level);
    }),
  );
  /** @param {Level | null} level */
  const set = (level) => change({ checks: { [id]: level } });
  const chosen = () => (levels.value === severity ? null : /** @type {Level} */ (levels.value));
  box.addEventListener("change", () => void set(box.checked ? chosen() : "off"));
  levels.addEventListener("change", () => void set(chosen()));
  const bad = text(`check_${id}_bad`);
  const isEnglish = text("language") === "en";
  const more = make(
    "div",
    "",
    make("p", "", text(`check_${id}_why`)),
    ...(bad ? [quote(bad, "")] : []),
    ...(isEnglish ? good.slice(0, 1).map((draft) => quote(draft, "good")) : []),
    make("p", "", text(`check_${id}_advice`, text("recipient_unnamed"))),
    make("p", "soft small", text("looks_at", kinds.map((kind) => text(`kind_${kind}`)).join(", "))),
  );
  row.append(label, levels, make("details", "why", make("summary", "", text("why")), more));
  return row;
}

/**
 * @param {string} words
 * @param {string} about what it is, in a word; empty for none
 * @param {(() => void) | null} remove null where it can't be removed
 */
function entryRow(words, about, remove) {
  const row = make(
    "li",
    "",
    make("span", "", make("bdi", "", words), ...(about ? [" ", make("small", "soft", about)] : [])),
  );
  if (remove) {
    const button = make("button", "", text("remove"));
    button.type = "button";
    button.ariaLabel = `${text("remove")}: ${words}`;
    button.addEventListener("click", remove);
    row.append(button);
  } else {
    row.append(make("small", "soft", text("by_organisation")));
  }
  return row;
}

/** Disables what the organisation decided, and says so. @param {HTMLInputElement | HTMLSelectElement} control @param {boolean} isDecided */
function decide(control, isDecided) {
  control.disabled = isDecided;
  const choice = control.closest("label")?.querySelector("span");
  choice?.querySelector(".decided")?.remove();
  if (isDecided) {
    choice?.append(make("small", "decided", text("by_organisation")));
  }
}

/** @param {Diagnostic[]} diagnostics */
function drawDiagnostics(diagnostics) {
  the(".diagnostics", HTMLUListElement).replaceChildren(
    ...diagnostics.map(({ surface, structure, count, day }) => {
      const summary = make("summary", "", text(`kind_${surface}`), ": ", plural("diagnostics", count, date(day)));
      return make("li", "", make("details", "structure", summary, make("pre", "", structure)));
    }),
  );
  the("#diagnosed", HTMLElement).hidden = diagnostics.length > 0;
  the("#copy", HTMLButtonElement).hidden = diagnostics.length === 0;
  the("#clear", HTMLButtonElement).hidden = diagnostics.length === 0;
}

/** Shows the settings as they are now. */
async function draw() {
  const [settings, policy, sent] = await Promise.all([readSettings(), readPolicy(), readSent()]);
  drawDiagnostics(await readDiagnostics());
  for (const control of document.querySelectorAll("input[name]")) {
    if (control instanceof HTMLInputElement && control.name in DEFAULTS) {
      const value = settings[/** @type {keyof Settings} */ (control.name)];
      control.checked = control.type === "radio" ? control.value === value : value === true;
      decide(control, control.name in policy);
    }
  }
  for (const row of document.querySelectorAll("[data-check]")) {
    const { check = "" } = /** @type {HTMLElement} */ (row).dataset;
    const box = the("input", HTMLInputElement, row);
    const levels = the("select", HTMLSelectElement, row);
    const level = settings.checks[check];
    box.checked = level !== "off";
    levels.disabled = level === "off";
    const own = level && level !== "off" ? level : checks.find(({ id }) => id === check)?.severity;
    levels.value = own ?? levels.value;
    decide(box, policy.checks?.[check] !== undefined);
  }
  const phrases = Object.entries(settings.phrases).sort(([one], [other]) => one.localeCompare(other));
  the(".phrases", HTMLUListElement).replaceChildren(
    ...phrases.map(([phrase, means]) => {
      const isDecided = policy.phrases && phrase in policy.phrases;
      return entryRow(
        phrase,
        text(`phrase_${means}`),
        isDecided ? null : () => void change({ phrases: { [phrase]: null } }, text("removed")),
      );
    }),
  );
  the("#export", HTMLButtonElement).disabled = phrases.length === 0;
  const sections = Object.keys(settings.sections).sort();
  the("section:has(.sections)", HTMLElement).hidden = sections.length === 0;
  the(".sections", HTMLUListElement).replaceChildren(
    ...sections.map((section) =>
      entryRow(`linkedin.com/${section}`, "", () => void change({ sections: { [section]: null } }, text("removed"))),
    ),
  );
  the("#remembered", HTMLElement).textContent =
    sent.length > 0 ? plural("remembered", sent.length, date(sent[0].on)) : text("remembered_none");
  the("#forget", HTMLButtonElement).disabled = sent.length === 0;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const phrase = String(data.get("phrase")).trim();
  if (!phrase) {
    return;
  }
  void attempt(async () => {
    const { phrases } = await readOwnSettings();
    const means = /** @type {Phrase} */ (data.get("means"));
    assertPhrases({ ...phrases, [phrase]: means });
    await changeSettings({ phrases: { [phrase]: means } });
    form.reset();
    return text("added");
  });
});

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.name in DEFAULTS) {
    void change({ [target.name]: target.type === "radio" ? target.value : target.checked });
  }
});

/** @type {Record<string, () => void>} */
const ACTIONS = {
  import: () =>
    openFile("text/plain", async (content) => {
      const added = fromList(content);
      const { phrases } = await readOwnSettings();
      assertPhrases({ ...phrases, ...added });
      await changeSettings({ phrases: added });
      return plural("imported", Object.keys(added).length);
    }),
  export: async () => save("faux-pas-phrases.txt", toList((await readOwnSettings()).phrases), "text/plain"),
  forget: () =>
    attempt(async () => {
      await forget();
      return text("forgotten");
    }).then(() => {
      // What is forgotten can't come back.
      takeBack = null;
      undo.hidden = true;
    }),
  copy: async () => {
    const all = (await readDiagnostics()).map(
      ({ surface, structure, count }) => `${surface} ×${count}\n${structure}\n`,
    );
    try {
      await navigator.clipboard.writeText(all.join("\n"));
      takeBack = null;
      say(text("copied"), false);
    } catch (error) {
      say(reason(error), true);
    }
  },
  clear: async () => {
    await forgetDiagnostics();
    await draw();
  },
  save: async () => save("faux-pas-settings.json", toBackup(await readOwnSettings()), "application/json"),
  restore: () =>
    openFile("application/json", async (content) => {
      await replaceSettings(fromBackup(content));
      return text("restored");
    }),
  reset: () =>
    attempt(async () => {
      await replaceSettings(assertSettings({}));
      return text("reset_done");
    }),
};
for (const [id, act] of Object.entries(ACTIONS)) {
  the(`#${id}`, HTMLButtonElement).addEventListener("click", act);
}

undo.addEventListener("click", async () => {
  const back = takeBack;
  takeBack = null;
  try {
    await back?.();
    say(text("undone"), false);
  } catch (error) {
    say(reason(error), true);
  }
  await draw();
});

localise();
document.title = text("settings_title");
the("#version", HTMLElement).textContent = `Faux Pas ${chrome.runtime.getManifest().version}`;
/** @type {Check[]} */
const checks = await (await fetch("checks.json")).json();
the(".checks", HTMLUListElement).append(...checks.map(checkRow));
await draw();
document.body.ariaBusy = "false";
onSettingsChange(() => void draw());
chrome.storage.onChanged.addListener((_, area) => {
  if (area === "local") {
    void draw();
  }
});
