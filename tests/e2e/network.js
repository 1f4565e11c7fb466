/**
 * Watches all that a browser asks the network for, in every context of the extension, and what it says of the extension
 * in the page's console.
 *
 * What tests serve never reaches the network, and the extension's own files don't come from there. So nothing that a page,
 * a content script or the background asks for may be seen here at all.
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @typedef {object} Watch
 * @property {() => Promise<void>} [before] called once the browser runs, before the extension is installed
 * @property {() => Promise<string[]>} during what was seen until now, where that can be asked
 * @property {() => Promise<string[]>} after what was seen, once the browser has ended
 */

/**
 * Chromium writes what its network stack did into a file, from its first moment to its last.
 *
 * @returns {Promise<{ argument: string, watch: Watch }>}
 */
export async function netLog() {
  const folder = await mkdtemp(join(tmpdir(), "faux-pas-net-"));
  const file = join(folder, "log.json");
  const after = async () => {
    const { constants, events } = JSON.parse(await readFile(file, "utf8"));
    await rm(folder, { recursive: true });
    const start = constants.logEventTypes.URL_REQUEST_START_JOB;
    // The browser's own requests, for its updates say, are no origin's; for a page's icon it asks in the page's name, and
    // now and then before the tests can answer.
    const isBrowsers = (/** @type {any} */ { url, initiator }) => initiator === NOBODY || url === ICON;
    return events
      .filter((/** @type {any} */ { type, params }) => type === start && params?.url && !isBrowsers(params))
      .map((/** @type {any} */ { params }) => `${params.url} for ${params.initiator}`);
  };
  return { argument: `--log-net-log=${file}`, watch: { during: async () => [], after } };
}

const NOBODY = "not an origin";
const ICON = "https://www.linkedin.com/favicon.ico";

/**
 * Firefox tells its own code of each request, and on whose behalf it is made.
 *
 * @param {import("puppeteer-core").Browser} browser
 * @returns {Watch}
 */
export function observer(browser) {
  /** @type {string[]} */
  let seen = [];
  const read = async () => {
    seen = JSON.parse(await privileged(browser, "JSON.stringify(globalThis.seenOfExtension)"));
    return seen;
  };
  return {
    before: async () => {
      await privileged(browser, `(${watchInside})()`);
    },
    during: read,
    after: async () => seen,
  };
}

/** Runs inside Firefox, with all its rights. */
function watchInside() {
  const { Ci, Services } = /** @type {any} */ (globalThis);
  /** @type {string[]} */
  const seen = [];
  Object.assign(globalThis, { seenOfExtension: seen });
  const { TYPE_DOCUMENT, TYPE_FONT, TYPE_IMAGE, TYPE_SCRIPT, TYPE_STYLESHEET, TYPE_SUBDOCUMENT } = Ci.nsIContentPolicy;
  // A content script asks in the page's name, but the tests' pages ask for nothing else.
  const ofPages = [TYPE_DOCUMENT, TYPE_FONT, TYPE_IMAGE, TYPE_SCRIPT, TYPE_STYLESHEET, TYPE_SUBDOCUMENT];
  const requests = {
    observe(/** @type {any} */ channel) {
      const { loadInfo, URI } = channel.QueryInterface(Ci.nsIChannel);
      const principal = loadInfo?.triggeringPrincipal;
      const isOfPage = principal?.schemeIs("https") && ofPages.includes(loadInfo.externalContentPolicyType);
      if (/^(?:http|ws)/u.test(URI.spec) && !principal?.isSystemPrincipal && !isOfPage) {
        seen.push(`${URI.spec} for ${principal?.spec}`);
      }
    },
  };
  Services.obs.addObserver(requests, "http-on-opening-request");
  Services.console.registerListener({
    observe(/** @type {any} */ message) {
      // Its background and its pages have a console of their own; and a tab that closes breaks off what runs in it.
      if (
        message instanceof Ci.nsIScriptError &&
        /^moz-extension:.*\/content\//u.test(message.sourceName) &&
        !/^(?:Script terminated by timeout|Promise rejected after context unloaded)/u.test(message.errorMessage)
      ) {
        seen.push(`console: ${message.errorMessage}`);
      }
    },
  });
}

/**
 * @param {import("puppeteer-core").Browser} browser Firefox
 * @param {string} expression what to evaluate in its own window; a promise is waited for
 * @returns {Promise<any>}
 */
export async function privileged(browser, expression) {
  const { connection } = /** @type {any} */ (browser);
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const target = { context: tree.result.contexts[0].context };
  const { result } = await connection.send("script.evaluate", { expression, target, awaitPromise: true });
  if (result.type !== "success") {
    throw new Error(`Firefox can't evaluate ${expression}: ${result.exceptionDetails?.text}`);
  }
  return result.result.value;
}
