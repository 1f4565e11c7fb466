// Measures one contender in a process of its own, and prints the figures as JSON.

import { texts } from "./texts.js";

/** For how long a contender is warmed up, and then measured, with texts of one length, in milliseconds. */
const PATIENCE = 600;
const FEWEST = 5;
const MOST = 4_000;

/** @param {number[]} samples */
function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

/**
 * How long each of many new texts takes, in milliseconds, until patience ends.
 * @param {() => string} next
 * @param {(text: string) => unknown} work
 */
async function timed(next, work) {
  const samples = [];
  const end = performance.now() + PATIENCE;
  while (samples.length < FEWEST || (samples.length < MOST && performance.now() < end)) {
    const text = next();
    const start = process.hrtime.bigint();
    const outcome = work(text);
    // Waiting costs time itself: only who needs it pays for it.
    if (outcome instanceof Promise) await outcome;
    samples.push(Number(process.hrtime.bigint() - start) / 1e6);
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
globalThis.gc?.();
const memory = process.memoryUsage().rss - idle;
console.log(JSON.stringify({ start, speed, memory }));
