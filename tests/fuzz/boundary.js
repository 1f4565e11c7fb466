/**
 * Hostile JavaScript values for the WebAssembly modules: the same ones for the same seed.
 *
 * `node tests/fuzz/boundary.js MINUTES [SEED]` tries new ones for so long; `boundary.test.js` tries a few.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const MODULES = new URL("../../dist/chrome/wasm/", import.meta.url);
/** How long 3,000 characters may take, in milliseconds of processor time. */
const MOST_TIME = 50;
/** How much memory a module may come to have, in bytes. */
const MOST_MEMORY = 64 * 2 ** 20;

/** @typedef {{ next: () => number, below: (end: number) => number, one: <T>(list: readonly T[]) => T }} Chance */

/** @param {number} seed @returns {Chance} */
function chanceFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ end) => Math.floor(next() * end);
  return { next, below, one: (list) => list[below(list.length)] };
}

const PIECES = [
  "Hi Anna, ",
  "we met at KubeCon on Tuesday. ",
  "I'd like to add you to my professional network on LinkedIn. ",
  "Liebe Frau Müller, ",
  "{{first_name}} ",
  "calendly.com/acme/15min ",
  "\ud800",
  "\udfff",
  "e\u0301\u0301",
  "👩‍👩‍👧",
  "\u202e",
  "\0",
  "\u200b",
  "\r\n",
  "30 % ",
  "日本語 ",
];

/** @param {Chance} chance @returns {string} */
function string(chance) {
  if (chance.next() < 0.05) return chance.one(PIECES).repeat(chance.below(200));
  let text = "";
  for (let count = chance.below(8); count > 0; count -= 1) {
    text += chance.next() < 0.2 ? String.fromCharCode(chance.below(65_536)) : chance.one(PIECES);
  }
  return text;
}

/** Values of every type, and objects that do something when they are read. @type {((chance: Chance, depth: number) => unknown)[]} */
const VALUES = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => -1,
  () => -0,
  () => 2 ** 53,
  () => Number.POSITIVE_INFINITY,
  () => 1e-300,
  (chance) => chance.below(2 ** 32),
  () => 10n ** 30n,
  () => true,
  () => Symbol("s"),
  (chance) => string(chance),
  (chance) => new String(string(chance)),
  () => () => "f",
  () => new Date(Number.NaN),
  () => /x/g,
  () => new Error("e"),
  () => Object.create(null),
  () => new Uint8Array([0xff, 0xfe]),
  () => new ArrayBuffer(8),
  () => new Set(["a"]),
  (chance, depth) => new Map([[string(chance), value(chance, depth + 1)]]),
  (chance, depth) => Array.from({ length: chance.below(4) }, () => value(chance, depth + 1)),
  (chance, depth) => ({ [string(chance)]: value(chance, depth + 1), length: 3 }),
  // biome-ignore lint/suspicious/noSparseArray: that is the point
  () => [, "a", , "b"],
  () => {
    /** @type {Record<string, unknown>} */
    const circle = {};
    circle.circle = circle;
    return circle;
  },
  (chance) => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    if (chance.next() < 0.5) revoke();
    return proxy;
  },
  (chance, depth) => new Proxy({}, { get: () => value(chance, depth + 2), has: () => true, ownKeys: () => [] }),
  () =>
    new Proxy(
      {},
      {
        get() {
          throw new RangeError("no");
        },
      },
    ),
  (chance, depth) => ({
    *[Symbol.iterator]() {
      for (let count = chance.below(5); count > 0; count -= 1) yield value(chance, depth + 1);
    },
  }),
  () => ({
    [Symbol.iterator]() {
      throw new SyntaxError("no");
    },
  }),
  () => ({
    [Symbol.toPrimitive]() {
      throw new TypeError("no");
    },
  }),
  () => ({ valueOf: () => 7, toString: () => "seven", toJSON: () => "json" }),
];

/** @param {Chance} chance @param {number} depth @returns {unknown} */
function value(chance, depth) {
  return depth > 6 ? undefined : chance.one(VALUES)(chance, depth);
}

/** What a draft's fields hold when they hold what they should. @type {Record<string, (chance: Chance, depth: number) => unknown>} */
const FIELDS = {
  kind: (chance) => chance.one(["invitation", "recommendation_request", "recommendation"]),
  text: (chance) => string(chance),
  recipient: (chance, depth) => some(chance, depth, ["name", "headline", "company", "school", "mutual_connections"]),
  sender: (chance, depth) => some(chance, depth, ["name", "companies"]),
  relationship: (chance) => chance.one(["none", "worked_in_same_group", null]),
  limit: (chance) => chance.below(400),
  notes_left: (chance) => chance.below(4),
  sent: (chance, depth) => list(chance, () => some(chance, depth, ["fingerprint", "on"])),
  evidence: (chance, depth) =>
    some(chance, depth, ["exported", "today", "connected_on", "messages", "shared_company", "notes"]),
  preferences: (chance, depth) => some(chance, depth, ["strictness", "checks", "canned", "fine"]),
  name: (chance) => chance.one(["Anna Kowalska", "田中 太郎", "O'Brien, MBA", string(chance)]),
  headline: (chance) => string(chance),
  company: (chance) => string(chance),
  school: (chance) => string(chance),
  mutual_connections: (chance) => chance.below(100),
  companies: (chance) => list(chance, () => string(chance)),
  fingerprint: () => "00112233445566778899aabbccddeeff",
  on: () => "2026-03-03",
  exported: () => "2026-11-20",
  today: () => "2026-11-24",
  connected_on: () => "2026-11-19",
  messages: (chance) => chance.below(3),
  shared_company: (chance, depth) => some(chance, depth, ["name", "from", "until"]),
  from: () => "2020-01-01",
  until: () => null,
  notes: (chance, depth) => list(chance, () => some(chance, depth, ["fingerprint", "count", "since"])),
  count: (chance) => chance.below(2 ** 32),
  since: () => "2026-02-01",
  strictness: (chance) => chance.one(["lenient", "balanced", "strict"]),
  checks: (chance) => ({ link: "off", [string(chance)]: "note" }),
  canned: (chance) => list(chance, () => string(chance)),
  fine: (chance) => list(chance, () => string(chance)),
};

/** @template T @param {Chance} chance @param {() => T} item @returns {T[]} */
const list = (chance, item) => Array.from({ length: chance.below(4) }, item);

/** Fields without which nothing is read. */
const NEEDED = new Set(["fingerprint", "on", "exported", "name", "from", "count", "since"]);

/** An object with some of some fields, most of them as they should be. @param {Chance} chance @param {number} depth @param {string[]} names */
function some(chance, depth, names) {
  /** @type {Record<string, unknown>} */
  const object = {};
  for (const name of names) {
    if (chance.next() < (NEEDED.has(name) ? 0.02 : 0.4)) continue;
    const wild = chance.next() < 0.02;
    const held = wild ? value(chance, depth + 1) : FIELDS[name](chance, depth + 1);
    if (chance.next() < 0.03) {
      Object.defineProperty(object, name, { configurable: true, enumerable: true, get: () => held, set() {} });
    } else {
      object[name] = held;
    }
  }
  return object;
}

const DRAFT = [
  "kind",
  "text",
  "recipient",
  "sender",
  "relationship",
  "limit",
  "notes_left",
  "sent",
  "evidence",
  "preferences",
];

/** @param {Chance} chance @returns {unknown} */
function draft(chance) {
  if (chance.next() < 0.05) return value(chance, 0);
  const object = some(chance, 0, DRAFT);
  if (chance.next() < 0.9) {
    object.kind = FIELDS.kind(chance, 1);
    object.text = FIELDS.text(chance, 1);
  }
  return object;
}

/** What `chrome.i18n` answers, which a page that embeds the module decides. @type {((chance: Chance) => unknown)[]} */
const TEXTS = [
  () => undefined,
  () => ({ i18n: { getMessage: (/** @type {string} */ key) => key } }),
  () => ({ i18n: { getMessage: () => "" } }),
  () => ({ i18n: { getMessage: () => 7 } }),
  () => ({ i18n: { getMessage: "no function" } }),
  () => ({
    i18n: {
      getMessage() {
        throw new Error("context invalidated");
      },
    },
  }),
  (chance) => ({ i18n: { getMessage: () => string(chance) } }),
  () => ({
    get i18n() {
      throw new Error("no");
    },
  }),
];

/** A value as it may be shown: some throw whatever is done with them. @param {unknown} thing @returns {string} */
function shown(thing) {
  for (const show of [JSON.stringify, String]) {
    try {
      return show(thing).slice(0, 2_000);
    } catch {
      // The next way may work.
    }
  }
  return typeof thing;
}

/**
 * Calls both modules with hostile values.
 *
 * @param {number} seed
 * @param {(calls: number) => boolean} goesOn asked before each call
 * @returns {Promise<{ calls: number, refused: number, memory: number, slowest: number }>} how many calls there were, how many
 *   ended with an error, how many bytes the modules came to have, and the longest time of one in milliseconds
 */
export async function attack(seed, goesOn) {
  const load = async (/** @type {string} */ name) => {
    const module = await import(new URL(`${name}.js`, MODULES).href);
    const { memory } = await module.default({ module_or_path: await readFile(new URL(`${name}_bg.wasm`, MODULES)) });
    return { ...module, memory };
  };
  const [checks, audit] = await Promise.all([load("fauxpas"), load("fauxpas_audit")]);
  const chance = chanceFrom(seed);
  const canned = { kind: "invitation", text: "I'd like to add you to my professional network on LinkedIn." };
  const world = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
  const before = Object.getOwnPropertyDescriptor(world, "chrome");
  /** @type {((name: unknown) => unknown)[]} */
  const calls = [
    checks.check,
    checks.check,
    checks.check,
    checks.parts,
    checks.fingerprint,
    checks.isMendable,
    () => checks.grade(chance.one(["thin", string(chance)]), chance.one([undefined, "strict", string(chance)])),
    () => checks.verdict(chance.one(["invitation", string(chance)]), string(chance), string(chance)),
    (thing) =>
      audit.render(
        thing,
        () => chance.one(["", "x", 7]),
        () => value(chance, 5),
      ),
  ];
  let count = 0;
  let refused = 0;
  let slowest = 0;
  try {
    for (; goesOn(count); count += 1) {
      const call = chance.one(calls);
      const thing = draft(chance);
      world.chrome = chance.one(TEXTS)(chance);
      const start = process.cpuUsage();
      try {
        call(thing);
      } catch (error) {
        refused += 1;
        if (error instanceof WebAssembly.RuntimeError || !(error instanceof Error)) {
          assert.fail(
            `${error instanceof Error ? error.stack : shown(error)} after ${count} calls, for ${shown(thing)}`,
          );
        }
      }
      const { user, system } = process.cpuUsage(start);
      const time = (user + system) / 1_000;
      slowest = Math.max(slowest, time);
      // What a collection of garbage costs is not the module's; it comes seldom, and not twice for one value.
      if (time > MOST_TIME) {
        const again = process.cpuUsage();
        try {
          call(thing);
        } catch {}
        const { user } = process.cpuUsage(again);
        assert(user / 1_000 <= MOST_TIME * 10, `${user / 1_000} ms for ${shown(thing)}`);
      }
      if (count % 64 === 0) {
        world.chrome = undefined;
        assert.equal(checks.check(canned).verdict, "canned", `something else after ${count} calls`);
      }
    }
  } finally {
    if (before) Object.defineProperty(world, "chrome", before);
    else delete world.chrome;
  }
  const memory = Math.max(checks.memory.buffer.byteLength, audit.memory.buffer.byteLength);
  assert(memory <= MOST_MEMORY, `${memory} bytes of memory after ${count} calls`);
  return { calls: count, refused, memory, slowest };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, file, minutes = "1", seed = String(Date.now() % 2 ** 31)] = process.argv;
  const end = Date.now() + Number(minutes) * 60_000;
  console.log(`${fileURLToPath(pathToFileURL(file).href)}: seed ${seed}`);
  const outcome = await attack(Number(seed), () => Date.now() < end);
  console.log(
    `${outcome.calls} calls, ${outcome.refused} refused, ${outcome.memory / 2 ** 20} MB, slowest ${outcome.slowest} ms`,
  );
}
