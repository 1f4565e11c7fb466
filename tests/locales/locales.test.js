/**
 * Every text that users read is in `_locales`, in every language, and nothing else is.
 *
 * Adding a text: put it into each messages.json, use it by its name. These tests find the names in the sources: in
 * quotes, or made from a template such as `check_${id}_title`, or in the markup's data-text, data-label and data-hint.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LOCALES = readdirSync(`${ROOT}extension/_locales`).sort();

/**
 * @typedef {object} Message
 * @property {string} message
 * @property {string} [description]
 * @property {Record<string, { content: string }>} [placeholders]
 */

/** @type {Record<string, Record<string, Message>>} */
const TEXTS = Object.fromEntries(
  LOCALES.map((locale) => [locale, JSON.parse(read(`extension/_locales/${locale}/messages.json`))]),
);
const ENGLISH = TEXTS.en;

/** @param {string} path @returns {string} */
function read(path) {
  return readFileSync(ROOT + path, "utf8");
}

/**
 * @param {string} folder
 * @param {RegExp} name
 * @returns {string[]} the paths of the files in it, at any depth
 */
function files(folder, name) {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length))
    .sort();
}

const SCRIPTS = files("extension", /\.js$/u);
const MARKUP = files("extension", /\.html$/u);
const RUST = [...files("crate/src", /\.rs$/u), ...files("audit/src", /\.rs$/u)];

/** @param {string} source @returns {string} the same without comments */
function code(source) {
  return source.replaceAll(/\/\*[\s\S]*?\*\//gu, "").replaceAll(/(?<=^|\s)\/\/.*$/gmu, "");
}

/** What must not be longer than this many characters, and why. @type {[RegExp, number, string][]} */
const LIMITS = [
  [/^name$/u, 45, "the stores"],
  [/^description$/u, 132, "the stores"],
  [/^kind_/u, 16, "three of them stand side by side in the popup"],
  [/^verdict_/u, 28, "it opens the panel's one line"],
  [/^menu/u, 45, "a context menu"],
  [/^(?:more|fewer|undo|copy|clear|phrase_add|offer_use)$/u, 20, "a button beside other things"],
  [/^part_/u, 30, "half the popup's width"],
  [/^weight_/u, 14, "a list's option"],
  [/^check_.*_title$/u, 60, "one line of the settings"],
  [/^check_.*_message$/u, 200, "the panel"],
  [/^check_.*_advice$/u, 260, "the panel"],
];

/** What is the same in every language. */
const SAME = new Set(["name", "direction", "practice_name"]);

/** What may be the same in English and another language by chance. */
const SHORT = 14;

describe("texts", () => {
  it("are in seven languages", () => {
    assert.deepEqual(LOCALES, ["de", "en", "es", "fr", "it", "nl", "pt_BR"]);
  });

  for (const locale of LOCALES) {
    const texts = TEXTS[locale];

    it(`are complete, and no more, in ${locale}`, () => {
      const missing = Object.keys(ENGLISH).filter((key) => !texts[key]?.message?.trim());
      const unknown = Object.keys(texts).filter((key) => !ENGLISH[key]);
      assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] });
    });

    it(`take the same substitutions in ${locale}`, () => {
      const of = (/** @type {string} */ text) =>
        [...text.matchAll(/\$(?:\d|\w+\$)/gu)].map(([name]) => name.toLowerCase()).sort();
      for (const [key, { message, placeholders }] of Object.entries(texts)) {
        const wanted = new Set(of(ENGLISH[key]?.message ?? ""));
        assert.deepEqual(new Set(of(message)), wanted, `${locale}: ${key}`);
        assert.deepEqual(placeholders, ENGLISH[key]?.placeholders, `${locale}: ${key}`);
      }
    });

    it(`have room in ${locale}`, () => {
      const long = Object.entries(texts).flatMap(([key, { message }]) =>
        LIMITS.filter(([name, most]) => name.test(key) && message.length > most).map(
          ([, most, where]) => `${key}: ${message.length} of ${most}, for ${where}`,
        ),
      );
      assert.deepEqual(long, []);
    });

    it(`name their own language in ${locale}`, () => {
      assert.equal(texts.language.message, locale.replace("_", "-"));
    });
  }

  it("have plural forms in pairs", () => {
    const keys = Object.keys(ENGLISH).filter((key) => !key.startsWith("check_"));
    const alone = keys.filter(
      (key) =>
        (key.endsWith("_one") && !ENGLISH[key.replace(/one$/u, "other")]) ||
        (key.endsWith("_other") && !ENGLISH[key.replace(/other$/u, "one")]),
    );
    assert.deepEqual(alone, []);
  });

  it("are translated", () => {
    const left = LOCALES.filter((locale) => locale !== "en").flatMap((locale) =>
      Object.entries(TEXTS[locale])
        .filter(([key, { message }]) => {
          return !SAME.has(key) && message.length > SHORT && message === ENGLISH[key]?.message;
        })
        .map(([key]) => `${locale}: ${key}`),
    );
    assert.deepEqual(left, []);
  });

  it("are explained to translators", () => {
    const bare = Object.keys(ENGLISH).filter((key) => !ENGLISH[key].description?.trim());
    assert.deepEqual(bare, []);
  });
});

describe("names of texts", () => {
  /** Names, and patterns of names, that the sources ask for. @type {Map<string, string>} */
  const asked = new Map();
  /** @param {string} name @param {string} file */
  const ask = (name, file) => asked.set(name, file);
  for (const file of SCRIPTS) {
    const source = code(read(file));
    for (const [, name] of source.matchAll(/["'`](\w+)["'`]/gu)) {
      ask(name, file);
    }
    for (const [, template] of source.matchAll(/`([^`\n]+)`/gu)) {
      const pattern = template.replaceAll(/\$\{[^}]*\}/gu, "*");
      if (/^[\w*]+$/u.test(pattern) && /^[a-z]+_.*\*|\*.*_[a-z]+$/u.test(pattern)) {
        ask(pattern, file);
      }
    }
    for (const [, key] of source.matchAll(/plural\(\s*"(\w+)"/gu)) {
      ask(`${key}_one`, file);
      ask(`${key}_other`, file);
    }
  }
  for (const file of MARKUP) {
    for (const [, name] of read(file).matchAll(/data-(?:text|label|hint)="(\w+)"/gu)) {
      ask(name, file);
    }
  }
  for (const [, name] of read("manifest.json").matchAll(/__MSG_(\w+)__/gu)) {
    ask(name, "manifest.json");
  }
  const praised = /^id = "(\w+)"\nis_strength = true$/gmu;
  const signals = [...read("crate/phrasebook/evidence.toml").matchAll(praised)].map(([, id]) => id);
  for (const file of RUST) {
    const source = code(read(file));
    for (const [, name] of source.matchAll(/"([a-z]\w+)"/gu)) {
      ask(name, file);
    }
    for (const [, name] of source.matchAll(/"([a-z]\w+_)\{/gu)) {
      ask(`${name}*`, file);
    }
    const id = /checks\/(?<id>\w+)\.rs$/u.exec(file)?.groups?.id;
    if (id && id !== "mod") {
      const variants = [...source.matchAll(/variant\("(\w+)"\)/gu)].map(([, variant]) => `_${variant}`);
      for (const variant of ["", ...variants, ...(source.includes(".counting(") ? ["_one"] : [])]) {
        ask(`check_${id}${variant}_message`, file);
        ask(`check_${id}${variant}_advice`, file);
      }
    }
  }

  /** @param {string} key */
  function isAsked(key) {
    if (asked.has(key)) {
      return true;
    }
    if (key.startsWith("signal_")) {
      const id = key.slice("signal_".length);
      return signals.includes(id) || asked.has(id);
    }
    // What a check says is asked for in Rust, by the check's id and variant, and never by a pattern.
    if (/^check_.*_(?:message|advice)$/u.test(key)) {
      return false;
    }
    const parts = [...asked.keys()].filter((name) => name.includes("*"));
    return parts.some((pattern) => new RegExp(`^${pattern.replaceAll("*", "\\w+")}$`, "u").test(key));
  }

  it("that nobody asks for are not kept", () => {
    assert.deepEqual(
      Object.keys(ENGLISH).filter((key) => !isAsked(key)),
      [],
    );
  });

  it("that are asked for exist", () => {
    const wanted = new Map();
    for (const file of SCRIPTS) {
      const source = code(read(file));
      for (const [, name] of source.matchAll(/\btext\(\s*"(\w+)"/gu)) {
        wanted.set(name, file);
      }
      for (const [, name] of source.matchAll(/plural\(\s*"(\w+)"/gu)) {
        wanted.set(`${name}_one`, file);
      }
      for (const [, name] of source.matchAll(/SettingsError\("(\w+)"/gu)) {
        wanted.set(name, file);
      }
    }
    for (const file of MARKUP) {
      for (const [, name] of read(file).matchAll(/data-(?:text|label|hint)="(\w+)"/gu)) {
        wanted.set(name, file);
      }
    }
    const missing = [...wanted].filter(([name]) => !ENGLISH[name]).map(([name, file]) => `${name} in ${file}`);
    assert.deepEqual(missing, []);
  });
});

describe("words outside _locales", () => {
  it("stand in no markup", () => {
    for (const file of MARKUP) {
      const content = read(file)
        .replaceAll(/<title>Faux Pas<\/title>/gu, "")
        .replaceAll(/<[^>]*>/gu, "")
        .trim();
      assert.equal(content, "", file);
      const spoken = [...read(file).matchAll(/\s(?:title|placeholder|aria-label|alt|value)="([^"]+)"/gu)].filter(
        ([, words]) => /\s/u.test(words),
      );
      assert.deepEqual(spoken, [], file);
    }
  });

  it("stand in no style", () => {
    for (const file of files("extension", /\.css$/u)) {
      const words = [...read(file).matchAll(/content:\s*"([^"]*)"/gu)].filter(([, said]) => /\p{L}/u.test(said));
      assert.deepEqual(words, [], file);
    }
  });

  it("stand in no script", () => {
    // What two plain words in a row can be but a sentence: an error for developers, a selector, a list of names.
    const allowed = /Error\($|closest\($|querySelector(?:All)?\($|matches\($|\bthe\($|\bname:$/u;
    for (const file of SCRIPTS) {
      const source = code(read(file));
      const sentences = [...source.matchAll(/(["'`])((?:(?!\1)[^\\\n])*)\1/gu)].filter(
        ({ index, 2: words }) =>
          /^\p{Lu}?\p{Ll}+(?:'\p{Ll}+)? \p{Ll}+(?:[ .,:?!]|$)/u.test(words) &&
          !allowed.test(source.slice(0, index).trimEnd()),
      );
      const shown = sentences.map(([, , words]) => words).filter((words) => !isClassList(words));
      assert.deepEqual(shown, [], file);
    }
  });
});

/** @param {string} words @returns {boolean} whether they are class names of the style sheets */
function isClassList(words) {
  const styles = files("extension", /\.css$/u)
    .map(read)
    .join("\n");
  return words.split(" ").every((name) => new RegExp(`\\.${name}\\b`, "u").test(styles));
}
