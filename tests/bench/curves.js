// How the cost of an answer grows: with the text, with the user's own phrases, and where somebody means harm.

import { pathToFileURL } from "node:url";
import { start } from "./faux-pas.js";
import { texts } from "./texts.js";

const LENGTHS = [100, 1_000, 10_000, 100_000, 1_000_000];
const PHRASES = [1, 10, 100, 1_000, 10_000];
const HUGE = 10_000_000;

/** What huge texts are made of. */
const HOSTILE = /** @type {const} */ ([
  ["a", "one word of `a`"],
  ["{{", "`{{`"],
  ["Hi ", "`Hi Hi Hi`"],
  ["👍", "one emoji"],
  ["\n", "newlines"],
  ["e\u0301", "combining marks"],
  ["@", "`@`"],
  ["http://", "`http://`"],
  ['"', "quotes"],
  ["netwrok profesional conenct ", "slips of default texts"],
  ["{{name}}", "`{{name}}` in one link", "http://"],
]);

/** @typedef {{ what: string, size: number, time: number, share: number }} Point `time` in ms, `share` in ns a unit */

/**
 * The least time of a few rounds, in milliseconds: whatever disturbs only adds to it.
 * @param {() => unknown} work
 */
function quickest(work) {
  let least = Number.POSITIVE_INFINITY;
  const end = performance.now() + 300;
  for (let round = 0; round < 3 || (round < 1_000 && performance.now() < end); round += 1) {
    const start = process.hrtime.bigint();
    work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return least;
}

/** @param {string} module the folder of the module */
export async function curves(module) {
  const check = await start(pathToFileURL(module));
  const judge = (/** @type {string} */ text, /** @type {object} */ more = {}) =>
    check({ kind: "invitation", text, recipient: { name: "Amara Diallo", headline: "Engineer at Acme" }, ...more });
  // For the compilers to warm up.
  const warm = texts(300, 3);
  for (let round = 0; round < 3_000; round += 1) judge(warm());
  const point = (/** @type {string} */ what, /** @type {number} */ size, /** @type {() => unknown} */ work) => {
    const time = quickest(work);
    return { what, size, time, share: (time * 1e6) / size };
  };
  return {
    lengths: LENGTHS.map((length) => {
      const next = texts(length, 4);
      return point("characters", length, () => judge(next()));
    }),
    phrases: PHRASES.map((count) => {
      const canned = Array.from({ length: count }, (_, serial) => `your import of ${serial} tables`);
      const next = texts(300, 5);
      return point("own phrases", count, () => judge(next(), { preferences: { canned } }));
    }),
    hostile: HOSTILE.map(([unit, what, before = ""]) => {
      const sizes = [HUGE / 100, HUGE / 10, HUGE];
      return sizes.map((size) => {
        const bytes = new TextEncoder().encode(unit).length;
        const text = before + unit.repeat(Math.ceil(size / bytes));
        return point(what, size, () => judge(text));
      });
    }),
  };
}
