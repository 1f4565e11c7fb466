/** The user's settings: one object, which the browser keeps and carries to the user's other machines. */

const KEY = "settings";

/** Grows when a setting changes its meaning; what is stored by a newer version is kept when this one writes. */
const VERSION = 1;

/**
 * @typedef {object} Settings
 * @property {boolean} hold whether the first press of Send on the worst drafts is held
 * @property {boolean} holdWithoutDialog the same for buttons that send at once, without a dialog
 * @property {boolean} quiet whether nothing is put into LinkedIn's pages; the toolbar icon then says the verdict
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ hold: true, holdWithoutDialog: true, quiet: false });

/**
 * @param {unknown} stored
 * @returns {Record<string, unknown>} the same if it is an object, else an empty one
 */
function asObject(stored) {
  return typeof stored === "object" && stored !== null && !Array.isArray(stored)
    ? /** @type {Record<string, unknown>} */ (stored)
    : {};
}

/**
 * @param {unknown} stored what the browser kept, which may be anything
 * @returns {Settings} each setting as stored, or its default where that can't be read
 */
function valid(stored) {
  const values = asObject(stored);
  /** @type {Record<string, unknown>} */
  const settings = { ...DEFAULTS };
  for (const [name, standard] of Object.entries(DEFAULTS)) {
    if (typeof values[name] === typeof standard) {
      settings[name] = values[name];
    }
  }
  return /** @type {Settings} */ (/** @type {unknown} */ (settings));
}

/** @returns {Promise<Settings>} the defaults if nothing can be read */
export async function readSettings() {
  try {
    return valid((await chrome.storage.sync.get(KEY))[KEY]);
  } catch {
    return { ...DEFAULTS };
  }
}

/** The change that is being written; the next one waits for it. @type {Promise<unknown>} */
let writing = Promise.resolve();

/**
 * @param {Partial<Settings>} patch the settings to change
 * @returns {Promise<void>} rejects if the browser could not store them; nothing has changed then
 */
export function changeSettings(patch) {
  const write = async () => {
    const stored = asObject((await chrome.storage.sync.get(KEY))[KEY]);
    const version = Math.max(VERSION, Number(stored.version) || 0);
    await chrome.storage.sync.set({ [KEY]: { ...stored, ...patch, version } });
  };
  const written = writing.then(write);
  writing = written.catch(() => {});
  return written;
}

/**
 * @param {(settings: Settings) => void} callback called with each change, from wherever it comes
 * @param {AbortSignal} [signal] ends the calls
 */
export function onSettingsChange(callback, signal) {
  /** @param {Record<string, chrome.storage.StorageChange>} changes @param {string} area */
  const listener = (changes, area) => {
    if (area === "sync" && KEY in changes) {
      callback(valid(changes[KEY].newValue));
    }
  };
  chrome.storage.onChanged.addListener(listener);
  signal?.addEventListener("abort", () => chrome.storage.onChanged.removeListener(listener));
}
