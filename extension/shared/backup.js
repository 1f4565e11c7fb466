/**
 * Settings as a file to keep, and phrases as a list to pass on.
 *
 * @import { Phrase, Settings } from "./settings.js"
 */
import { assertPhrases, assertSettings, isRecord, SettingsError } from "./settings.js";

/** Grows when a setting changes its meaning. */
const VERSION = 1;

/** No backup or list of ours is larger, in bytes. */
const LARGEST = 1_000_000;

/**
 * @param {Settings} settings
 * @returns {string} the backup's text
 */
export function toBackup(settings) {
  return `${JSON.stringify({ program: "faux-pas", version: VERSION, settings }, null, 2)}\n`;
}

/**
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {SettingsError} if it is too large to be one of ours
 */
export async function readText(file) {
  if (file.size > LARGEST) {
    throw new SettingsError("error_large");
  }
  return (await file.text()).replace(/^\uFEFF/u, "");
}

/**
 * @param {string} text
 * @returns {Settings}
 * @throws {SettingsError} if the text is no backup that this version can read
 */
export function fromBackup(text) {
  /** @type {unknown} */
  let backup;
  try {
    backup = JSON.parse(text);
  } catch {
    throw new SettingsError("error_not_backup");
  }
  if (!isRecord(backup) || backup.program !== "faux-pas" || !Number.isInteger(backup.version)) {
    throw new SettingsError("error_not_backup");
  }
  if (Number(backup.version) > VERSION) {
    throw new SettingsError("error_newer");
  }
  return assertSettings(backup.settings);
}

/**
 * @param {Record<string, Phrase>} phrases
 * @returns {string} a line each: what it is, a tab, the phrase
 */
export function toList(phrases) {
  return Object.entries(phrases)
    .map(([phrase, means]) => `${means}\t${phrase}\n`)
    .join("");
}

/**
 * @param {string} text a line each, as {@link toList} writes them; a line without a tab is a canned phrase
 * @returns {Record<string, Phrase>}
 * @throws {SettingsError} if a line is neither, or there is too much
 */
export function fromList(text) {
  /** @type {Record<string, Phrase>} */
  const phrases = {};
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    const [first, ...rest] = line.split("\t");
    const [means, phrase] = rest.length > 0 ? [first.trim(), rest.join(" ").trim()] : ["canned", first.trim()];
    if (phrase) {
      if (means !== "canned" && means !== "fine") {
        throw new SettingsError("error_line", String(index + 1));
      }
      phrases[phrase] = means;
    }
  }
  if (Object.keys(phrases).length === 0) {
    throw new SettingsError("error_no_phrases");
  }
  assertPhrases(phrases);
  return phrases;
}
