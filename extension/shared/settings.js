/**
 * The user's settings, which the browser keeps and carries to their other machines.
 *
 * Each value is an item of its own in the browser's storage: two tabs or two machines that change different things
 * don't undo each other, and one that can't be read costs no other.
 *
 * @import { Level, Strictness } from "../contract.js"
 */

/**
 * @typedef {object} Settings
 * @property {boolean} hold whether the first press of Send on the worst drafts is held
 * @property {boolean} holdWithoutDialog the same for buttons that send at once, without a dialog
 * @property {boolean} quiet whether nothing is put into LinkedIn's pages; the toolbar icon then says the verdict
 * @property {"free" | "premium"} plan the user's LinkedIn account, which decides how long a note may be
 * @property {Strictness} strictness how much is objected to
 * @property {boolean} memory whether fingerprints of sent notes are kept on this machine
 * @property {Record<string, Level>} checks by a check's id, what becomes of its findings where that is the user's choice
 * @property {Record<string, "off">} sections parts of LinkedIn, by the first segment of their path, left alone
 * @property {Record<string, Phrase>} phrases the user's own phrases, and what they are to them
 */

/** @typedef {"canned" | "fine"} Phrase to be objected to, or never */

/** @typedef {Pick<Settings, "hold" | "holdWithoutDialog" | "quiet" | "checks" | "sections">} Told what content scripts know */

/** @typedef {"checks" | "sections" | "phrases"} Table a setting that has an entry for each of many names */

/**
 * What is to change: values, and entries of tables; an entry of null goes back to what it was without the user.
 *
 * @typedef {Partial<Omit<Settings, Table> & { [T in Table]: { [name: string]: Settings[T][string] | null } }>} Patch
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  hold: true,
  holdWithoutDialog: true,
  quiet: false,
  plan: "free",
  strictness: "balanced",
  memory: true,
  checks: Object.freeze({}),
  sections: Object.freeze({}),
  phrases: Object.freeze({}),
});

/** What each value may be: for a table, each of its entries. @type {Record<keyof Settings, readonly unknown[]>} */
const ALLOWED = {
  hold: [true, false],
  holdWithoutDialog: [true, false],
  quiet: [true, false],
  plan: ["free", "premium"],
  strictness: ["lenient", "balanced", "strict"],
  memory: [true, false],
  checks: ["off", "note", "caution", "warning"],
  sections: ["off"],
  phrases: ["canned", "fine"],
};

/** @type {readonly Table[]} */
const TABLES = ["checks", "sections", "phrases"];

/** What the browser's sync takes: one item for each phrase, and some hundred for everything else. */
export const MOST_PHRASES = 350;
export const LONGEST_PHRASE = 200;

/**
 * @param {string} name
 * @returns {name is Table}
 */
function isTable(name) {
  return TABLES.includes(/** @type {Table} */ (name));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {string} name
 * @param {unknown} value of a setting, or of an entry of a table
 * @returns {name is keyof Settings} whether there is such a setting and it may have this value
 */
function isAllowed(name, value) {
  return Object.hasOwn(ALLOWED, name) && ALLOWED[/** @type {keyof Settings} */ (name)].includes(value);
}

/** @returns {Settings} of their own, so that tables can be filled */
function defaults() {
  return { ...DEFAULTS, checks: {}, sections: {}, phrases: {} };
}

/**
 * @param {Record<string, unknown>} items as the browser stores them
 * @returns {Settings} each value as stored, or its default where that can't be read
 */
function fromItems(items) {
  const settings = defaults();
  for (const [key, value] of Object.entries(items)) {
    const [name, ...rest] = key.split(".");
    const entry = rest.join(".");
    if (isAllowed(name, value)) {
      if (!isTable(name)) {
        Object.assign(settings, { [name]: value });
      } else if (entry) {
        Object.assign(settings[name], { [entry]: value });
      }
    }
  }
  return settings;
}

/**
 * @param {Patch} patch
 * @returns {{ set: Record<string, unknown>, remove: string[] }}
 */
function toItems(patch) {
  /** @type {Record<string, unknown>} */
  const set = {};
  const remove = [];
  for (const [name, value] of Object.entries(patch)) {
    for (const [key, item] of isTable(name)
      ? Object.entries(value).map(([entry, item]) => [`${name}.${entry}`, item])
      : [[name, value]]) {
      if (item === null) {
        remove.push(key);
      } else {
        set[key] = item;
      }
    }
  }
  return { set, remove };
}

/** Where a copy of the organisation's policy is kept. */
const POLICY = "policy";

/**
 * Keeps something on this machine, where it can be read in no time; what is there already is not written again.
 *
 * @param {string} key
 * @param {object} value
 * @returns {Promise<void>} rejects if the browser could not store it
 */
async function keep(key, value) {
  const { [key]: kept } = await chrome.storage.local.get(key);
  if (JSON.stringify(value) !== JSON.stringify(kept ?? {})) {
    await chrome.storage.local.set({ [key]: value });
  }
}

/**
 * Keeps a copy of the organisation's policy: after the browser's start, the managed storage may take seconds to answer.
 *
 * @returns {Promise<void>}
 */
export async function copyPolicy() {
  // Firefox has no such storage at all where nothing is managed.
  await keep(POLICY, await chrome.storage.managed.get(null).catch(() => ({})));
}

/**
 * Keeps what content scripts must know at the moment of a press, so that none has to work it out.
 *
 * @returns {Promise<void>} rejects if the browser could not store it
 */
export async function tellContent() {
  const { hold, holdWithoutDialog, quiet, checks, sections } = await readSettings();
  /** @type {Told} */
  const told = { hold, holdWithoutDialog, quiet, checks, sections };
  await keep("settings", told);
}

/**
 * What an organisation decided for its people, in the browser's managed storage.
 *
 * @returns {Promise<Partial<Settings>>} only what it decided; nothing where there is no organisation
 */
export async function readPolicy() {
  const { [POLICY]: copy } = await chrome.storage.local.get(POLICY).catch(() => ({ [POLICY]: undefined }));
  const stored = isRecord(copy) ? copy : {};
  /** @type {Record<string, unknown>} */
  const policy = {};
  for (const name of ["hold", "holdWithoutDialog", "quiet", "strictness", "memory"]) {
    if (isAllowed(name, stored[name])) {
      policy[name] = stored[name];
    }
  }
  const { disabledChecks, cannedPhrases, finePhrases } = stored;
  const names = (/** @type {unknown} */ list) =>
    Array.isArray(list) ? list.filter((name) => typeof name === "string" && name.trim() !== "") : [];
  const all = (/** @type {unknown} */ list, /** @type {string} */ value) => names(list).map((name) => [name, value]);
  const checks = Object.fromEntries(all(disabledChecks, "off"));
  const phrases = Object.fromEntries([...all(cannedPhrases, "canned"), ...all(finePhrases, "fine")]);
  return {
    ...policy,
    ...(Object.keys(checks).length > 0 && { checks }),
    ...(Object.keys(phrases).length > 0 && { phrases }),
  };
}

/**
 * @returns {Promise<Settings>} the user's own; the defaults if nothing can be read
 */
export async function readOwnSettings() {
  try {
    return fromItems(await chrome.storage.sync.get(null));
  } catch {
    return defaults();
  }
}

/** @returns {Promise<Settings>} what counts: the organisation's word, then the user's, then the default */
export async function readSettings() {
  const [own, policy] = await Promise.all([readOwnSettings(), readPolicy()]);
  return {
    ...own,
    ...policy,
    checks: { ...own.checks, ...policy.checks },
    phrases: { ...own.phrases, ...policy.phrases },
  };
}

/**
 * @param {Patch} patch the settings to change
 * @returns {Promise<void>} rejects if the browser could not store them; nothing has changed then
 */
export async function changeSettings(patch) {
  const { set, remove } = toItems(patch);
  if (Object.keys(set).length > 0) {
    await chrome.storage.sync.set(set);
  }
  if (remove.length > 0) {
    await chrome.storage.sync.remove(remove);
  }
}

/**
 * Makes the settings what a backup says, and forgets any other; what a newer version stored is left alone.
 *
 * @param {Settings} settings
 * @returns {Promise<void>} rejects if the browser could not store them; nothing has changed then
 */
export async function replaceSettings(settings) {
  const { set } = toItems(settings);
  const old = Object.keys(await chrome.storage.sync.get(null));
  const gone = old.filter((key) => !(key in set) && Object.hasOwn(ALLOWED, key.split(".")[0]));
  await chrome.storage.sync.set(set);
  if (gone.length > 0) {
    await chrome.storage.sync.remove(gone);
  }
}

/**
 * @param {(settings: Settings) => void} callback called with each change, from wherever it comes
 * @param {AbortSignal} [signal] ends the calls
 */
export function onSettingsChange(callback, signal) {
  let latest = 0;
  /** @param {Record<string, unknown>} changes @param {string} area */
  const listener = async (changes, area) => {
    if (area !== "sync" && !(area === "local" && POLICY in changes)) {
      return;
    }
    latest += 1;
    const mine = latest;
    const settings = await readSettings();
    if (mine === latest && !signal?.aborted) {
      callback(settings);
    }
  };
  chrome.storage.onChanged.addListener(listener);
  signal?.addEventListener("abort", () => chrome.storage.onChanged.removeListener(listener));
}

/** Why a value can't be a setting. */
export class SettingsError extends Error {
  /**
   * @param {string} key of the text that says why
   * @param {string[]} substitutions
   */
  constructor(key, ...substitutions) {
    super(key);
    this.key = key;
    this.substitutions = substitutions;
  }
}

/**
 * @param {Record<string, unknown>} phrases
 * @throws {SettingsError} if there are too many, or one is too long
 */
export function assertPhrases(phrases) {
  const all = Object.keys(phrases);
  if (all.length > MOST_PHRASES) {
    throw new SettingsError("error_phrases_many", String(all.length), String(MOST_PHRASES));
  }
  const long = all.find((phrase) => phrase.length > LONGEST_PHRASE);
  if (long) {
    throw new SettingsError("error_phrase_long", `${long.slice(0, 40)}…`, String(LONGEST_PHRASE));
  }
}

/**
 * @param {unknown} value
 * @returns {Settings} the same, in full
 * @throws {SettingsError} if any of it is no setting
 */
export function assertSettings(value) {
  if (!isRecord(value)) {
    throw new SettingsError("error_not_backup");
  }
  for (const [name, setting] of Object.entries(value)) {
    const entries = isTable(name) && isRecord(setting) ? Object.entries(setting) : [["", setting]];
    for (const [entry, item] of entries) {
      if (!isAllowed(name, item) || (isTable(name) && !entry)) {
        throw new SettingsError("error_setting", entry ? `${name}: ${entry}` : name);
      }
    }
  }
  const settings = { ...defaults(), ...value };
  assertPhrases(settings.phrases);
  return settings;
}
