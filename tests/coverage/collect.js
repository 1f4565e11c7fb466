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
 * @returns {() => Promise<void>} writes down what was noted since the last time; what runs a script takes its
 *   counts along when it ends
 */
export function collect(browser, folder) {
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
  /** Those of the background's workers, by their targets. @type {Map<string, import("puppeteer-core").CDPSession>} */
  const workers = new Map();
  /** @param {any} event */
  const attached = ({ sessionId, targetInfo: { type, targetId } }) => {
    const session = connection.session(sessionId);
    session.on("Target.attachedToTarget", attached);
    // In each target one session alone counts, since counting ends with the first that ends: not those that the tests
    // make for themselves, which have no parent, nor those by which pages know of the worker that serves them, too.
    if (type !== "service_worker") {
      if (session.parentSession() !== session) {
        void begin(session);
      }
    } else if (!workers.has(targetId)) {
      workers.set(targetId, session);
      void begin(session);
    }
  };
  connection.on("Target.attachedToTarget", attached);
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
  const send = connection.send.bind(connection);
  connection.send = async (/** @type {string} */ method, /** @type {any} */ parameters, /** @type {any} */ options) => {
    if (method === "Target.detachFromTarget") {
      // Puppeteer lets go of workers at once, so that they may end.
      if ([...workers.values()].some((session) => session.id() === parameters.sessionId)) {
        return undefined;
      }
    } else if (method === "Target.closeTarget") {
      const session = workers.get(parameters.targetId);
      if (session) {
        await take();
        workers.delete(parameters.targetId);
        sessions.delete(session);
        await session.detach().catch(() => {});
      }
    }
    return send(method, parameters, options);
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
