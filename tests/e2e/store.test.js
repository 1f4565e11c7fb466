/** The pictures that the stores show, taken as the tests go: 1280 by 800, in dist/store. */
import assert from "node:assert/strict";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { extension, launch } from "./browser.js";
import { CANNED, PERSONAL, says } from "./texts.js";

const FOLDER = join(extension("chrome"), "../store");
const SIZE = { width: 1280, height: 800 };
const REQUEST = "Hi Dana, we have never met, but I admire your profile. Could you write me a recommendation?";

describe("pictures for the stores", () => {
  /** @type {import("./browser.js").Session} */
  let session;
  before(async () => {
    session = await launch("chrome");
    await mkdir(FOLDER, { recursive: true });
  });
  after(() => session?.close());

  /** @param {import("puppeteer-core").Page} page @param {string} name */
  async function picture(page, name) {
    const path = /** @type {`${string}.png`} */ (join(FOLDER, `${name}.png`));
    await page.screenshot({ path });
    assert.ok((await stat(path)).size > 10_000, "a picture with something on it");
    await page.close();
  }

  const scenes = /** @type {const} */ ([
    ["1-canned", "/in/dana/invite?open=note", CANNED, "canned"],
    ["2-personal", "/in/dana/invite?open=note", PERSONAL, "personal"],
    ["3-request", "/in/dana/edit/forms/recommendation/request/?open=request-message", REQUEST, "inappropriate"],
  ]);
  for (const [name, address, text, verdict] of scenes) {
    it(name, async () => {
      const tab = await session.open(address, SIZE);
      await tab.write(text);
      await tab.panelWhere(says(verdict), verdict);
      await picture(tab.page, name);
    });
  }

  it("4-settings", async () => {
    const page = await session.own("options/options.html", SIZE);
    await page.waitForSelector("body[aria-busy=false]");
    await picture(page, "4-settings");
  });

  it("5-welcome", async () => {
    const page = await session.own("welcome/welcome.html", SIZE);
    await page.waitForSelector(".verdict:not(:empty)");
    await picture(page, "5-welcome");
  });
});
