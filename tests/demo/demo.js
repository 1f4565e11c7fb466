// Shows the extension at work on practice pages with the structure of LinkedIn's dialogs: `cargo xtask demo`.
//
// The first argument is the folder for screenshots. With `--headless` as the second, it types three drafts, prints what
// the panel says of each, and ends; otherwise it opens the first dialog and leaves the browser to its user.

import { mkdir, readFile } from "node:fs/promises";
import { launch } from "../e2e/browser.js";

/** @typedef {import("../../extension/contract.js").Verdict} Verdict */
/** @typedef {"light" | "dark"} Theme */

/**
 * @typedef {object} Scene
 * @property {string} name of its screenshots
 * @property {string} title
 * @property {string} address
 * @property {string} [next] what to press before there is a field
 * @property {string} text
 * @property {Verdict} verdict
 */

/** @type {readonly Scene[]} */
const SCENES = [
  {
    name: "canned",
    title: "LinkedIn's default invitation",
    address: "/invite?open=ask",
    next: "[data-next=note]",
    text: "Hi Dana, I'd like to add you to my professional network on LinkedIn.",
    verdict: "canned",
  },
  {
    name: "personal",
    title: "A personal note",
    address: "/invite?open=ask",
    next: "[data-next=note]",
    text: "Hi Dana, we met at the Lisbon data meetup on Tuesday: your talk on cutting the nightly import from six hours to ten minutes sent me straight back to our own scheduler. Compare notes?",
    verdict: "personal",
  },
  {
    name: "request",
    title: "A stranger asked for a recommendation",
    address: "/in/dana/edit/forms/recommendation/request/?open=request-message",
    text: "Hi Dana, we have never met, but I admire your profile. Could you write me a recommendation? I am looking for a new job.",
    verdict: "inappropriate",
  },
];

/** How much of the page is shown around a dialog, in CSS pixels. */
const MARGIN = 16;

const [images, mode] = process.argv.slice(2);
if (images === undefined) throw new Error("name the folder for screenshots: cargo xtask demo does");

/** @type {Record<string, { message: string }>} */
const messages = JSON.parse(
  await readFile(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);

/**
 * @param {import("../e2e/browser.js").Session} session
 * @param {Scene} scene
 * @param {Theme} theme
 * @returns {Promise<string>} what the panel says
 */
async function play(session, { name, address, next, text, verdict }, theme) {
  const tab = await session.open(`${address}&theme=${theme}`);
  await tab.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  if (next !== undefined) await tab.click(next);
  await tab.write(text);
  const words = messages[`verdict_${verdict}`]?.message ?? verdict;
  let said = "";
  // The last key's answer may still be on its way: what the panel says counts once it says the same twice.
  await tab.panelWhere((panel) => {
    const isSettled = panel.status.includes(words) && panel.text === said;
    said = panel.text;
    return isSettled;
  }, `the verdict "${words}"`);
  const box = await (await tab.find("[role=dialog]")).boundingBox();
  if (box === null) throw new Error("the dialog is not drawn");
  const clip = { x: box.x - MARGIN, y: box.y - MARGIN, width: box.width + 2 * MARGIN, height: box.height + 2 * MARGIN };
  await tab.page.screenshot({ path: `${images}/${name}-${theme}.png`, clip });
  await tab.close();
  return said.replaceAll(/\s+/gu, " ");
}

/** @param {import("puppeteer-core").Browser} browser */
async function showPopup(browser) {
  const worker = await browser.waitForTarget((target) => target.type() === "service_worker");
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 560 });
  await page.goto(new URL("/popup/popup.html", worker.url()).href);
  await page.type("#recipient", "Dana Whitfield");
  await page.type("textarea", SCENES[0]?.text ?? "");
  await page.waitForFunction(
    (words) => document.querySelector("#report [role=status]")?.textContent.includes(words),
    {},
    messages.verdict_canned?.message,
  );
  // The popup keeps its draft, so it is written once for both.
  for (const theme of /** @type {Theme[]} */ (["light", "dark"])) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await page.screenshot({ path: `${images}/popup-${theme}.png`, fullPage: true });
  }
  await page.close();
}

const isHeadless = mode === "--headless";
const session = await launch("chrome", undefined, isHeadless);
if (isHeadless) {
  await mkdir(images, { recursive: true });
  try {
    for (const scene of SCENES) {
      const said = await play(session, scene, "light");
      await play(session, scene, "dark");
      console.log(`\n${scene.title}\n  “${scene.text}”\n  ${said}`);
    }
    await showPopup(session.browser);
    console.log(`\nScreenshots: ${images}`);
  } finally {
    await session.close();
  }
} else {
  await session.open("/invite?open=ask");
  console.log("\nThe browser is yours: add a note, and see what the panel says. Close it to end the demo.");
}
