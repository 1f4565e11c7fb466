// What the extension costs on a page as busy as a feed, where it has nothing to say.

import { launch } from "../e2e/browser.js";

const ROUNDS = 5;

/**
 * @typedef {object} Cost
 * @property {number} busy how long the page's main thread was busy, in milliseconds
 * @property {number} heap what its JavaScript holds afterwards, in bytes
 */

/**
 * @param {import("../e2e/browser.js").Session} session
 * @returns {Promise<Cost>}
 */
async function visit(session) {
  const tab = await session.open("/feed");
  const client = await tab.page.createCDPSession();
  // In the thread's own time: other programs on the machine don't count.
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const start = await busy();
  await tab.page.evaluate("run()");
  const spent = (await busy()) - start;
  await client.send("HeapProfiler.enable");
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  await tab.close();
  return { busy: spent, heap: usedSize };
}

/**
 * The same, but traced: what of the main thread's work is the extension's. Tracing costs time itself, so the other figures
 * are not taken from it.
 *
 * @param {import("../e2e/browser.js").Session} session
 * @returns {Promise<{ ours: number[], atRest: number }>} how long each piece of it took, in milliseconds, and how many
 *   pieces there were in two seconds in which nothing happened
 */
async function trace(session) {
  const tab = await session.open("/feed");
  const record = async (/** @type {string} */ script) => {
    await tab.page.tracing.start({ categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
    await tab.page.evaluate(script);
    const bytes = await tab.page.tracing.stop();
    /** @type {{ traceEvents: { name: string, dur?: number, tdur?: number, args?: { data?: { url?: string } } }[] }} */
    const { traceEvents } = JSON.parse(new TextDecoder().decode(bytes));
    return traceEvents
      .filter(({ name, args }) => name === "FunctionCall" && args?.data?.url?.startsWith("chrome-extension:"))
      .map(({ dur = 0, tdur = dur }) => tdur / 1000);
  };
  const ours = await record("run()");
  const rest = await record("new Promise((done) => setTimeout(done, 2_000))");
  await tab.close();
  return { ours, atRest: rest.length };
}

/** @param {number[]} samples @returns {number} the one that was disturbed least */
const least = (samples) => Math.min(...samples);

/** Visits the page with and without the extension in turns, in the same run. */
export async function feedCosts() {
  const [withUs, without] = [await launch("chrome"), await launch("chrome", null)];
  try {
    /** @type {Cost[]} */
    const costs = [];
    /** @type {Cost[]} */
    const bare = [];
    // The first visit warms up what is warm in a browser that is used.
    await visit(withUs);
    await visit(without);
    for (let round = 0; round < ROUNDS; round += 1) {
      costs.push(await visit(withUs));
      bare.push(await visit(without));
    }
    const { ours, atRest } = await trace(withUs);
    const busy = least(bare.map((cost) => cost.busy));
    return {
      busy,
      added: least(costs.map((cost) => cost.busy)) - busy,
      own: ours.reduce((sum, time) => sum + time, 0),
      longest: Math.max(0, ...ours),
      heap: least(costs.map((cost) => cost.heap)) - least(bare.map((cost) => cost.heap)),
      atRest,
    };
  } finally {
    await withUs.close();
    await without.close();
  }
}
