/**
 * The browsers, with the built extension in them, and what differs between the two.
 *
 * Pages come from tests/fixtures, at LinkedIn's own address: the real manifest decides where the extension runs.
 */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { collect } from "../coverage/collect.js";
import { netLog, observer, privileged } from "./network.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TYPES = /** @type {Record<string, string>} */ ({ css: "text/css", html: "text/html", js: "text/javascript" });
const SITE = "https://www.linkedin.com";

/** The strictest policy that LinkedIn may send. */
const POLICY = "script-src 'self'; require-trusted-types-for 'script'";

/** Where Firefox puts the extension, which it would else choose by chance. */
const UUID = "5f0f8b0e-3f0e-4d6e-9d64-0c9d4a1f1c11";

/** The extension's name in Firefox. */
const ID = "faux-pas@fauxpas.app";

/** @typedef {"chrome" | "firefox"} Name */

/** Where to note which code runs, if that is asked for; Chromium alone can. */
const COVERAGE = process.env.FAUXPAS_COVERAGE;

/** @type {readonly Name[]} */
export const BROWSERS = COVERAGE ? ["chrome"] : ["chrome", "firefox"];

const PROGRAMS = {
  chrome: [
    process.env.CHROME_BIN,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  firefox: [
    process.env.FIREFOX_BIN,
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ],
};

/**
 * @typedef {object} Item something in the panel that a screen reader finds
 * @property {string} text
 * @property {() => Promise<void>} click
 * @property {() => Promise<void>} tap presses it with a finger
 */

/**
 * @typedef {object} Panel what a screen reader finds of ours
 * @property {string} status the verdict
 * @property {string} alert what is said about a held Send
 * @property {string} text all of it
 * @property {Item[]} buttons
 * @property {() => Promise<{ x: number, y: number, width: number, height: number }>} box
 */

/**
 * @template T
 * @param {() => Promise<T>} read
 * @param {(value: T) => unknown} isWanted
 * @param {string} what what is being waited for, for the message
 * @returns {Promise<T>}
 */
export async function until(read, isWanted, what) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (isWanted(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}; last: ${JSON.stringify(value)}`);
    }
  }
}

/** @param {Name} name */
function program(name) {
  const found = PROGRAMS[name].find((path) => path && existsSync(path));
  if (!found) {
    throw new Error(`no ${name} found; set ${name === "chrome" ? "CHROME_BIN" : "FIREFOX_BIN"} to its path`);
  }
  return found;
}

/**
 * @param {Name} name
 * @returns {string} the folder of the unpacked extension that the build made
 */
export function extension(name) {
  return `${process.env.FAUXPAS_DIST ?? `${ROOT}dist`}/${name}`;
}

/**
 * @param {Name} name
 * @param {string | null} [folder] of the unpacked extension; null for a browser without it
 * @param {boolean} [isHeadless] whether nobody is to see it
 * @param {Record<string, string>} [variables] of its environment, besides those of the tests
 */
export async function launch(name, folder = extension(name), isHeadless = true, variables = {}) {
  const env = { ...process.env, ...variables };
  const log = name === "chrome" ? await netLog() : null;
  const browser =
    name === "chrome"
      ? await puppeteer.launch({
          executablePath: program(name),
          headless: isHeadless,
          env,
          pipe: true,
          enableExtensions: true,
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            ...(log ? [log.argument] : []),
            // Code that was compiled for an earlier page would be counted by its functions alone, not by its lines.
            ...(COVERAGE ? ["--js-flags=--no-compilation-cache"] : []),
          ],
        })
      : await puppeteer.launch({
          browser: "firefox",
          executablePath: program(name),
          headless: isHeadless,
          env,
          // Without it, the extension's own pages can't be opened.
          args: ["--remote-allow-system-access"],
          extraPrefsFirefox: { "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }) },
        });
  const watch = log?.watch ?? observer(browser);
  await watch.before?.();
  // Counting begins before the extension does.
  const note = COVERAGE && name === "chrome" ? collect(browser, COVERAGE) : async () => {};
  const id = folder ? await browser.installExtension(folder) : "";
  const session = new Session(name, browser, id, watch, note);
  // It opens before the tests' own pages do, or it would come between them and the user's eye.
  if (folder) {
    await session.welcome();
  }
  return session;
}

export class Session {
  #note;
  #watch;
  /** What pages asked for that no test serves, and what was written into their consoles. @type {Set<string>} */
  #strays = new Set();

  /**
   * @param {Name} name
   * @param {import("puppeteer-core").Browser} browser
   * @param {string} id the extension's; empty where there is none
   * @param {import("./network.js").Watch} watch
   * @param {() => Promise<void>} note writes down which code ran, where that is asked for
   */
  constructor(name, browser, id, watch, note) {
    this.#note = note;
    this.name = name;
    this.browser = browser;
    this.id = id;
    this.#watch = watch;
  }

  /** Removes the extension from the browser; Firefox only. */
  async remove() {
    await this.browser.uninstallExtension(this.id);
  }

  /**
   * Opens a fixture at LinkedIn's address.
   *
   * @param {string} address path and query; the last segment of the path names the fixture
   * @param {{ width: number, height: number }} [viewport]
   */
  async open(address, viewport = { width: 900, height: 800 }) {
    const page = await this.browser.newPage();
    await page.setViewport(viewport);
    await page.setRequestInterception(true);
    page.on("request", (request) => void this.#answer(request));
    page.on("pageerror", (error) => this.#strays.add(`console: ${error}`));
    page.on("console", (message) => {
      // Chromium's advice on what the page itself does is none of ours.
      if (["error", "warn"].includes(message.type()) && !message.text().startsWith("Blocked aria-hidden")) {
        this.#strays.add(`console: ${message.text()}`);
      }
    });
    await page.goto(SITE + address);
    return new Tab(this.name, page);
  }

  /** Ends the extension and starts it again, as an update does. */
  async reload() {
    if (this.name === "chrome") {
      // The answer never comes: who would give it goes, too.
      (await this.worker()).evaluate("chrome.runtime.reload()").catch(() => {});
    } else {
      await privileged(
        this.browser,
        `AddonManager.getAddonByID(${JSON.stringify(ID)}).then((addon) => addon.reload())`,
      );
    }
  }

  /** Ends the background, as browsers do with one that has nothing to do; the next message starts it again. */
  async endBackground() {
    if (this.name === "chrome") {
      if (this.browser.targets().some((target) => target.type() === "service_worker")) {
        await (await this.worker()).close();
      }
    } else {
      const extension = `WebExtensionPolicy.getByID(${JSON.stringify(ID)}).extension`;
      await privileged(this.browser, `${extension}.terminateBackground({ ignoreDevToolsAttached: true })`);
    }
  }

  /** The background's worker that runs now; Chrome only. */
  async worker() {
    const isWorker = (/** @type {import("puppeteer-core").Target} */ target) => target.type() === "service_worker";
    await this.browser.waitForTarget(isWorker);
    const worker = await this.browser.targets().findLast(isWorker)?.worker();
    if (!worker) {
      throw new Error("the background has no worker");
    }
    // A worker can be reached before the browser has given it the extension's interfaces.
    await until(
      () => worker.evaluate("typeof chrome === 'object' && Boolean(chrome.runtime?.onMessage)"),
      (isReady) => isReady === true,
      "the worker to start",
    );
    return worker;
  }

  /**
   * @param {string} path inside the extension
   * @returns {string} its address
   */
  address(path) {
    return this.name === "firefox" ? `moz-extension://${UUID}/${path}` : `chrome-extension://${this.id}/${path}`;
  }

  /**
   * Opens a page of the extension's own.
   *
   * @param {string} path inside the extension
   * @param {{ width: number, height: number }} [viewport]
   */
  async own(path, viewport = { width: 900, height: 800 }) {
    const page = await this.browser.newPage();
    await page.setViewport(viewport);
    const url = this.address(path);
    if (this.name === "chrome") {
      await page.goto(url);
    } else {
      // Puppeteer waits for events that Firefox doesn't send for such pages.
      const { connection } = /** @type {any} */ (this.browser);
      const context = /** @type {any} */ (page.mainFrame())._id;
      await connection.send("browsingContext.navigate", { context, url, wait: "none" });
      await until(
        () => page.evaluate(() => `${document.readyState} ${location.href}`).catch(() => ""),
        (state) => state === `complete ${url}`,
        `${path} to load`,
      );
    }
    return page;
  }

  /** The page that opens once after installing. */
  async welcome() {
    const find = async () => {
      for (const page of await this.browser.pages()) {
        if ((await page.evaluate(() => location.pathname).catch(() => "")) === "/welcome/welcome.html") {
          return page;
        }
      }
      return null;
    };
    return /** @type {import("puppeteer-core").Page} */ (await until(find, Boolean, "the welcome page"));
  }

  /** Opens the popup as a page. */
  popup() {
    return this.own("popup/popup.html", { width: 380, height: 600 });
  }

  /**
   * Opens the popup as a page, but with another tab in front: where it is really used, it is no tab.
   *
   * @param {Tab} tab
   */
  async popupOver(tab) {
    const popup = await this.popup();
    await tab.page.bringToFront();
    const isBehind = () =>
      popup.evaluate(async () => {
        const [front] = await chrome.tabs.query({ active: true, currentWindow: true });
        return front?.id !== (await chrome.tabs.getCurrent())?.id;
      });
    await until(isBehind, Boolean, "the tab to come to the front");
    // Puppeteer's own way waits for events that Firefox doesn't send for such pages.
    await popup.evaluate(() => location.reload()).catch(() => {});
    return popup;
  }

  /**
   * Ends the browser.
   *
   * @throws {Error} if anything but the extension's own files and the tests' pages was asked for, in any context, or the
   *   extension wrote into a page's console
   */
  async close() {
    const strays = await this.takeStrays();
    await this.#note();
    await this.browser.close();
    strays.push(...(await this.#watch.after()));
    if (strays.length > 0) {
      throw new Error(`seen in ${this.name}, where nothing may be: ${[...new Set(strays)].join("; ")}`);
    }
  }

  /** @returns {Promise<string[]>} what was seen until now and may not be; of Chromium's network, only what pages asked for */
  async takeStrays() {
    const strays = [...this.#strays, ...(await this.#watch.during())];
    this.#strays.clear();
    return strays;
  }

  /**
   * Serves the fixtures, and nothing else.
   *
   * @param {import("puppeteer-core").HTTPRequest} request
   */
  async #answer(request) {
    const url = request.url();
    const { origin, pathname, protocol } = new URL(url);
    const frames = request.initiator()?.stack?.callFrames ?? [];
    if (frames.some((frame) => frame.url.includes("-extension://"))) {
      this.#strays.add(`${url} for the extension`);
    }
    if (protocol.endsWith("-extension:")) {
      // Whether a page gets any of those is the browser's to say.
      await request.continue().catch(() => {});
      return;
    }
    if (pathname === "/favicon.ico") {
      // The browser's own wish.
      await request.respond({ status: 204, body: "" }).catch(() => {});
      return;
    }
    const file = pathname.split("/").findLast(Boolean) ?? "";
    const [, type] = file.includes(".") ? file.split(".") : ["", "html"];
    try {
      if (origin !== SITE) {
        throw new Error("nothing else exists");
      }
      const body = await readFile(`${ROOT}tests/fixtures/${file.includes(".") ? file : `${fixture(pathname)}.html`}`);
      await request.respond({
        body,
        contentType: `${TYPES[type]}; charset=utf-8`,
        headers: { "content-security-policy": POLICY },
      });
    } catch {
      if (protocol !== "data:" && protocol !== "blob:") {
        this.#strays.add(url);
      }
      await request.respond({ status: 404, body: "" }).catch(() => {});
    }
  }
}

/**
 * @param {string} path
 * @returns {string} the fixture that plays LinkedIn's page at this path
 */
function fixture(path) {
  const isForm = /\/recommendations?\/(?:edit\/)?(?<form>request|ask|write)\//u.exec(path);
  if (isForm) {
    return isForm.groups?.form === "write" ? "recommendation" : "request";
  }
  if (path.startsWith("/sales/")) {
    return "sales";
  }
  if (path === "/preload/custom-invite/") {
    return "invite";
  }
  return path.split("/").findLast(Boolean) ?? "";
}

export class Tab {
  /**
   * @param {Name} name
   * @param {import("puppeteer-core").Page} page
   */
  constructor(name, page) {
    this.name = name;
    this.page = page;
  }

  /** @returns {import("puppeteer-core").Frame} the frame in which dialogs open */
  get frame() {
    return this.page.frames().at(-1) ?? this.page.mainFrame();
  }

  /** @returns {Promise<Panel | null>} */
  panel() {
    return this.name === "chrome" ? chromePanel(this.page, this.frame) : firefoxPanel(this.page, this.frame);
  }

  /**
   * @param {(panel: Panel) => unknown} isWanted
   * @param {string} what
   * @returns {Promise<Panel>}
   */
  async panelWhere(isWanted, what) {
    return /** @type {Panel} */ (
      await until(
        () => this.panel(),
        (panel) => panel !== null && isWanted(panel),
        what,
      )
    );
  }

  /** @returns {Promise<Panel>} the panel, once it has a verdict */
  judged() {
    return this.panelWhere((panel) => panel.status !== "", "a verdict");
  }

  /** What the page has noticed. @returns {Promise<any>} */
  seen() {
    return this.frame.evaluate("window.seen");
  }

  /**
   * Finds an element of the page, in open shadow roots too.
   *
   * @param {string} selector
   */
  async find(selector) {
    const found = await this.frame.waitForSelector(`>>> :is(${selector})`);
    if (!found) {
      throw new Error(`there is no ${selector}`);
    }
    return found;
  }

  /** @param {string} selector */
  async click(selector, options = {}) {
    await (await this.find(selector)).click(options);
  }

  /**
   * Types over whatever the field holds.
   *
   * @param {string} text
   */
  async write(text) {
    const field = await this.find("textarea, [contenteditable]");
    await field.click();
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("a");
    await this.page.keyboard.up("Control");
    await field.type(text);
  }

  async close() {
    await this.page.close();
  }
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} text
 * @param {Panel["box"]} box where it is
 * @returns {Item}
 */
function item(page, text, box) {
  const middle = async () => {
    const { x, y, width, height } = await box();
    return /** @type {const} */ ([x + width / 2, y + height / 2]);
  };
  return {
    text,
    click: async () => page.mouse.click(...(await middle())),
    tap: async () => page.touchscreen.tap(...(await middle())),
  };
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").Frame} frame
 * @returns {Promise<Panel | null>}
 */
async function chromePanel(page, frame) {
  const client = await page.createCDPSession();
  try {
    const frameId = /** @type {any} */ (frame)._id;
    const { nodes } = await client.send("Accessibility.getFullAXTree", { frameId });
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const region = nodes.find((node) => node.role?.value === "region" && node.name?.value === "Faux Pas");
    if (!region) {
      return null;
    }
    /** @type {typeof nodes} */
    const inside = [];
    /** @param {typeof region} node */
    const visit = (node) => {
      inside.push(node);
      for (const id of node.childIds ?? []) {
        const child = byId.get(id);
        if (child) {
          visit(child);
        }
      }
    };
    /** @param {typeof region} node @returns {string} */
    const said = (node) =>
      node.role?.value === "StaticText"
        ? (node.name?.value ?? "")
        : (node.childIds ?? []).map((id) => said(/** @type {typeof region} */ (byId.get(id)))).join(" ");
    visit(region);
    /** @param {string} role */
    const of = (role) => inside.filter((node) => node.role?.value === role);
    /** @param {number | undefined} backendNodeId */
    const box = async (backendNodeId) => {
      const session = await page.createCDPSession();
      const { model } = await session.send("DOM.getBoxModel", { backendNodeId });
      await session.detach();
      const [x, y] = model.border;
      return { x, y, width: model.width, height: model.height };
    };
    return {
      status: of("status").map(said).join(""),
      alert: of("alert").map(said).join(""),
      text: said(region),
      buttons: of("button").map((node) => item(page, node.name?.value ?? "", () => box(node.backendDOMNodeId))),
      box: () => box(region.backendDOMNodeId),
    };
  } finally {
    await client.detach();
  }
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").Frame} frame
 * @returns {Promise<Panel | null>}
 */
async function firefoxPanel(page, frame) {
  const context = /** @type {any} */ (frame)._id;
  const { connection } = /** @type {any} */ (page.browser());
  /** @param {string} method @param {object} parameters */
  const send = async (method, parameters) => (await connection.send(method, parameters)).result;
  const target = { context };
  const serializationOptions = { includeShadowTree: "all", maxDomDepth: null };
  const { result } = await send("script.evaluate", {
    expression: "document.documentElement",
    target,
    awaitPromise: false,
    serializationOptions,
  });
  /** @type {any[]} */
  const all = [];
  /** @param {any} node */
  const visit = (node) => {
    all.push(node);
    for (const child of node?.value?.children ?? []) {
      visit(child);
    }
    if (node?.value?.shadowRoot) {
      visit(node.value.shadowRoot);
    }
  };
  visit(result);
  /** @param {any} node @param {string} name */
  const attribute = (node, name) => node.value?.attributes?.[name];
  const region = all.find(
    (node) => attribute(node, "role") === "region" && attribute(node, "aria-label") === "Faux Pas",
  );
  if (!region) {
    return null;
  }
  all.length = 0;
  visit(region);
  const inside = [...all];
  /** @param {any} node @returns {string} */
  const said = (node) => {
    if (attribute(node, "hidden") !== undefined || attribute(node, "aria-hidden") === "true") {
      return "";
    }
    return node.value?.nodeValue ?? (node.value?.children ?? []).map(said).filter(Boolean).join(" ");
  };
  /** @param {(node: any) => boolean} is */
  const of = (is) => inside.filter((node) => is(node) && attribute(node, "hidden") === undefined);
  /** @param {any} node */
  const box = async (node) => {
    const functionDeclaration =
      "(element) => { const { x, y, width, height } = element.getBoundingClientRect(); return JSON.stringify({ x, y, width, height }); }";
    const { result } = await send("script.callFunction", {
      functionDeclaration,
      target,
      awaitPromise: false,
      arguments: [{ sharedId: node.sharedId }],
    });
    return JSON.parse(result.value);
  };
  return {
    status: of((node) => attribute(node, "role") === "status")
      .map(said)
      .join(""),
    alert: of((node) => attribute(node, "role") === "alert")
      .map(said)
      .join(""),
    text: said(region),
    buttons: of((node) => node.value?.localName === "button").map((node) => item(page, said(node), () => box(node))),
    box: () => box(region),
  };
}
