/** Notes which of the extension's code Chromium runs, in its pages, its background and LinkedIn's pages. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

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
  connection.on("sessionattached", (/** @type {import("puppeteer-core").CDPSession} */ session) => void begin(session));
  for (const target of browser.targets().filter((target) => target.url().startsWith("chrome-extension:"))) {
    await begin(await target.createCDPSession());
  }
  const take = async () => {
    const taken = await Promise.all(
      [...sessions].map((session) =>
        session.send("Profiler.takePreciseCoverage").then(
          ({ result }) => result,
          () => [],
        ),
      ),
    );
    const ours = taken.flat().filter(({ url }) => url.startsWith("chrome-extension:"));
    if (ours.length > 0) {
      written += 1;
      await writeFile(join(folder, `${process.pid}-${written}.json`), JSON.stringify(ours));
    }
  };
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async () => {
    const page = await newPage();
    const { close, goto, reload } = page;
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
