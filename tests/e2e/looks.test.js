/** How the pages and the panel look to those who read them in other ways: in other languages, by keyboard, by ear. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, until } from "./browser.js";
import { clipped, LANGUAGES, obstacles, panelInTheOpen, speaking } from "./looks.js";
import { CANNED, message, says } from "./texts.js";

/** @typedef {import("puppeteer-core").Page} Page */

/** Each page, and what it shows once it is ready. */
const PAGES = /** @type {const} */ ([
  ["popup/popup.html", ".verdict:not(:empty)", { width: 380, height: 600 }],
  ["options/options.html", "body[aria-busy=false]", { width: 900, height: 800 }],
  ["options/options.html", "body[aria-busy=false]", { width: 360, height: 800 }],
  ["audit/audit.html", "body[aria-busy=false]", { width: 900, height: 800 }],
  ["audit/audit.html", "body[aria-busy=false]", { width: 360, height: 800 }],
  ["welcome/welcome.html", ".verdict:not(:empty)", { width: 1000, height: 800 }],
  ["welcome/welcome.html", ".verdict:not(:empty)", { width: 360, height: 800 }],
]);

/** Shows all that a page can show. @param {Page} page */
const unfold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("section[aria-labelledby]")
    )) {
      section.hidden = false;
    }
  });

for (const name of BROWSERS) {
  for (const language of /** @type {(keyof typeof LANGUAGES)[]} */ (Object.keys(LANGUAGES))) {
    it(`fits in ${language}, ${name}`, () =>
      speaking(name, language, async (folder) => {
        const session = await launch(name, folder);
        try {
          for (const [path, ready, viewport] of PAGES) {
            const page = await session.own(path, viewport);
            await page.waitForSelector(ready);
            await unfold(page);
            assert.deepEqual(await clipped(page), [], `${path} at ${viewport.width}`);
            await page.close();
          }
        } finally {
          await session.close();
        }
      }));
  }

  it(`is usable with text twice as large, ${name}`, async () => {
    const session = await launch(name);
    try {
      for (const [path, ready, { width, height }] of PAGES) {
        const page = await session.own(path, { width: width === 380 ? 760 : width, height });
        await page.waitForSelector(ready);
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "200%";
        });
        await unfold(page);
        assert.deepEqual(await clipped(page), [], `${path} at ${width}`);
        await page.close();
      }
    } finally {
      await session.close();
    }
  });
}

describe("access", () => {
  /** @type {import("./browser.js").Session} */
  let session;
  before(async () => {
    session = await launch("chrome");
  });
  after(() => session?.close());

  for (const scheme of ["light", "dark"]) {
    const features = [{ name: "prefers-color-scheme", value: scheme }];

    it(`has no obstacles on any page, ${scheme}`, async () => {
      for (const [path, ready, viewport] of PAGES) {
        const page = await session.own(path, viewport);
        await page.emulateMediaFeatures(features);
        await page.waitForSelector(ready);
        await unfold(page);
        assert.deepEqual(await obstacles(page), [], path);
        await page.close();
      }
    });

    it(`has no obstacles in the panel, ${scheme}`, async () => {
      const tab = await session.open(`/in/robert/invite?open=note&theme=${scheme}`);
      await tab.page.emulateMediaFeatures(features);
      await tab.write(CANNED);
      await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 1, "findings");
      await tab.click("[data-send]");
      await tab.panelWhere(({ alert }) => alert === message("held"), "the hold");
      await panelInTheOpen(tab);
      assert.deepEqual(await obstacles(tab.page), []);
      await tab.close();
    });
  }

  it("shows the focus wherever the keyboard goes", async () => {
    for (const [path, ready, viewport] of PAGES) {
      const page = await session.own(path, viewport);
      await page.waitForSelector(ready);
      const all = await page.$$eval(
        "a[href], button, input, select, textarea, summary",
        (controls) => controls.filter((control) => control.checkVisibility() && !control.matches(":disabled")).length,
      );
      const reached = new Set();
      for (let press = 0; press < all + 5; press += 1) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) {
            return null;
          }
          // What can't be seen itself shows its focus on what stands for it.
          const shown = [element, element.closest("label"), element.parentElement].some(
            (one) => one && getComputedStyle(one).outlineStyle !== "none",
          );
          return { place: [...document.querySelectorAll("*")].indexOf(element), shown, what: element.outerHTML };
        });
        if (focus) {
          reached.add(focus.place);
          assert.ok(focus.shown, `${path}: ${focus.what}`);
        }
      }
      // Of radio buttons that belong together, one is reached by Tab and the others by arrows.
      const radios = await page.$$eval("input[type=radio]", (radios) => radios.length);
      assert.ok(reached.size >= all - radios, `${path}: ${reached.size} of ${all}`);
      await page.close();
    }
  });

  it("moves nothing for those who want no motion, and tells nothing by colour where colours are forced", async () => {
    const page = await session.own("popup/popup.html", { width: 380, height: 600 });
    await page.type("#text", CANNED);
    const signs = await until(
      () => page.$$eval(".sign", (signs) => signs.map((sign) => sign.textContent)),
      (signs) => signs.length > 0,
      "findings",
    );
    assert.ok(signs.every(Boolean));
    const moving = await page.$$eval("*", (all) =>
      all.filter((one) => getComputedStyle(one).animationName !== "none").map((one) => one.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(moving, []);
    await page.close();
  });
});
