/** Notes which of the extension's code Chromium runs, in its pages, its background and LinkedIn's pages. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How long an answer may take, in milliseconds. */
const PATIENCE = 3_000;

/** How often what was noted is written down, in milliseconds. */
const OFTEN = 200;

/** How many files were written; each test file is a process of its own. */
let written = 0;

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} folder where to put what is noted
 * @returns {Promise<() => Promise<void>>} writes down what was noted since the last time; what runs a script takes its
 *   counts along when it ends
 */
export async function collect(browser, folder) {
  /** @type {Set<import("puppeteer-core").CDPSession>} */
  const sessions = new Set();
  /** Sessions of the tests' own that are being made: where one of those ends, counting would end in its target. */
  let foreign = 0;
  const begin = async (/** @type {import("puppeteer-core").CDPSession} */ session) => {
    try {
      // Sent in the same breath as the session begins, before its target may run.
      await Promise.all([
        session.send("Profiler.enable"),
        session.send("Profiler.startPreciseCoverage", { callCount: true, detailed: true }),
      ]);
      sessions.add(session);
    } catch {
      // A target without scripts.
    }
  };
  const { _connection: connection } = /** @type {any} */ (browser);
  connection.on("sessionattached", (/** @type {import("puppeteer-core").CDPSession} */ session) => {
    if (foreign === 0) {
      void begin(session);
    }
  });
  for (const target of browser.targets().filter((target) => target.url().startsWith("chrome-extension:"))) {
    await begin(await target.createCDPSession());
  }
  const take = async () => {
    const taken = await Promise.all(
      [...sessions].map((session) =>
        // A target that is just going may never answer.
        session.send("Profiler.takePreciseCoverage", undefined, { timeout: PATIENCE }).then(
          ({ result }) => result,
          () => {
            sessions.delete(session);
            return [];
          },
        ),
      ),
    );
    const ours = taken.flat().filter(({ url }) => url.startsWith("chrome-extension:"));
    if (ours.length > 0) {
      written += 1;
      await writeFile(join(folder, `${process.pid}-${written}.json`), JSON.stringify(ours));
    }
  };
  // Workers end, and pages move on, without asking.
  let isTaking = false;
  const timer = setInterval(async () => {
    if (!isTaking) {
      isTaking = true;
      await take().catch(() => {});
      isTaking = false;
    }
  }, OFTEN);
  browser.once("disconnected", () => clearInterval(timer));
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async () => {
    const page = await newPage();
    const { close, createCDPSession, goto, reload } = page;
    page.createCDPSession = async () => {
      foreign += 1;
      try {
        return await createCDPSession.call(page);
      } finally {
        foreign -= 1;
      }
    };
    page.close = async (options) => {
      await take();
      await close.call(page, options);
    };
    page.goto = async (url, options) => {
      await take();
      return goto.call(page, url, options);
    };
    page.reload = async (options) => {
      await take();
      return reload.call(page, options);
    };
    return page;
  };
  return take;
}
