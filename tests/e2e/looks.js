/** What can be wrong with how a page looks, and the extension in other languages than English. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extension } from "./browser.js";

/** @typedef {Record<string, { message: string }>} Texts */

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What makes English 40 % longer without making it another language. */
const LONGER = 1.4;

/**
 * @param {string} text
 * @returns {string} the same with longer words, its placeholders untouched
 */
function lengthen(text) {
  return text.replaceAll(/\$\w+\$?|\p{L}{3,}/gu, (word) =>
    word.startsWith("$") ? word : word + "ä".repeat(Math.round(word.length * (LONGER - 1) + 0.5)),
  );
}

/** @param {string} text @returns {string} the same in letters that are written from right to left */
function mirror(text) {
  return text.replaceAll(/\$\w+\$?|\p{L}/gu, (part) =>
    part.startsWith("$") ? part : String.fromCodePoint(0x05d0 + ((part.codePointAt(0) ?? 0) % 27)),
  );
}

/** @type {Record<"de" | "longer" | "rtl", (english: Texts) => Promise<Texts>>} */
export const LANGUAGES = {
  de: async () => JSON.parse(await readFile(join(extension("chrome"), "_locales/de/messages.json"), "utf8")),
  longer: async (english) => change(english, lengthen),
  rtl: async (english) => ({ ...change(english, mirror), direction: { message: "rtl" } }),
};

/** @param {Texts} texts @param {(text: string) => string} how @returns {Texts} */
function change(texts, how) {
  const kept = ["language", "direction"];
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      kept.includes(key) ? text : { ...text, message: how(text.message) },
    ]),
  );
}

/**
 * Makes the extension speak another language than the browser, which has but English.
 *
 * @param {import("./browser.js").Name} browser
 * @param {keyof typeof LANGUAGES} language
 * @param {(folder: string) => Promise<void>} use
 */
export async function speaking(browser, language, use) {
  const folder = await mkdtemp(join(tmpdir(), "faux-pas-"));
  try {
    await cp(extension(browser), folder, { recursive: true });
    const path = join(folder, "_locales/en/messages.json");
    const texts = await LANGUAGES[language](JSON.parse(await readFile(path, "utf8")));
    await writeFile(path, JSON.stringify(texts));
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} what a blind or a keyboard user would trip over
 */
export async function obstacles(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run();
    return violations.map(
      (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(" | ")}`,
    );
  });
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} the texts that don't fit where they stand
 */
export function clipped(page) {
  return page.evaluate(() => {
    const found = [];
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    }
    for (const element of document.body.querySelectorAll("*")) {
      const { overflowX, clipPath, display } = getComputedStyle(element);
      const isMeantTo = /auto|scroll/u.test(overflowX) || clipPath !== "none" || display === "inline";
      const { width } = element.getBoundingClientRect();
      if (!isMeantTo && width > 0 && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`);
      }
    }
    return found;
  });
}

/**
 * Puts what the panel shows into the page alone, in an open shadow root, where tools can look at it; Chrome only.
 *
 * @param {import("./browser.js").Tab} tab
 */
export async function panelInTheOpen({ page }) {
  const client = await page.createCDPSession();
  const { root } = await client.send("DOM.getDocument", { depth: -1, pierce: true });
  /** @param {any} node @returns {any} */
  const find = (node) =>
    node.attributes?.join(" ").includes("paper panel")
      ? node
      : [...(node.children ?? []), ...(node.shadowRoots ?? []), node.contentDocument]
          .filter(Boolean)
          .map(find)
          .find(Boolean);
  const { object } = await client.send("DOM.resolveNode", { backendNodeId: find(root).backendNodeId });
  await client.send("Runtime.callFunctionOn", {
    objectId: object.objectId,
    functionDeclaration: `function () {
      const styles = this.getRootNode().adoptedStyleSheets;
      const host = document.createElement("div");
      const shadow = host.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = styles;
      shadow.append(this.cloneNode(true));
      document.title = "Panel";
      document.documentElement.lang = "en";
      const heading = document.createElement("h1");
      heading.textContent = document.title;
      const main = document.createElement("main");
      main.append(heading, host);
      document.body.replaceChildren(main);
    }`,
  });
  await client.detach();
}
