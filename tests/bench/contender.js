// Measures one contender in a process of its own, and prints the figures as JSON.

import { texts } from "./texts.js";

/** For how long a contender is warmed up, and then measured, with texts of one length, in milliseconds of processor time. */
const PATIENCE = 2_000;
/** As many texts are measured at once as take this long: the processor's time is counted in microseconds. */
const LEAST = 2;

/** @param {number[]} samples */
function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

/**
 * How much of the processor's time a new text takes, in milliseconds, sampled until patience ends. On a busy machine the
 * clock would count what others do, too, and more of it the slower a contender is.
 * @param {() => string} next
 * @param {(text: string) => unknown} work
 */
async function timed(next, work) {
  const samples = [];
  let batch = 1;
  let left = PATIENCE;
  while (left > 0) {
    const texts = Array.from({ length: batch }, next);
    const before = process.cpuUsage();
    for (const text of texts) {
      const outcome = work(text);
      // Waiting costs time itself: only who needs it pays for it.
      if (outcome instanceof Promise) await outcome;
    }
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1000;
    left -= spent;
    if (spent < LEAST) batch *= 2;
    else samples.push(spent / batch);
  }
  return samples;
}

const [script, data, what] = process.argv.slice(2);
if (what === undefined) throw new Error("name a script, its data, and `start` or `speed`");
globalThis.gc?.();
const idle = process.memoryUsage().rss;
const begin = performance.now();
const { load } = await import(script ?? "");
/** @type {(text: string, kind: string) => unknown} */
const check = await load(new URL(data ?? ""));
await check("Hi Amara, I'd like to add you to my professional network on LinkedIn.", "invitation");
const start = performance.now() - begin;
globalThis.gc?.();
const memory = process.memoryUsage().rss - idle;
const speed = [];
if (what === "speed") {
  const drafts = /** @type {const} */ ([
    ["invitation", 300],
    ["recommendation", 1_500],
    ["recommendation", 3_000],
  ]);
  for (const [kind, length] of drafts) {
    const next = texts(length, 1);
    const work = (/** @type {string} */ text) => check(text, kind);
    // Once for the compilers to warm up.
    await timed(next, work);
    speed.push(median(await timed(next, work)));
  }
}
console.log(JSON.stringify({ start, speed, memory }));
