/** Quiet mode: nothing in the page; the verdict is on the toolbar's icon, and the report in the popup. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, until } from "./browser.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

for (const name of BROWSERS) {
  describe(`quiet mode in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    /** A page of the extension's own, which may ask the browser. @type {import("puppeteer-core").Page} */
    let page;
    before(async () => {
      session = await launch(name);
      page = await session.own("options/options.html");
    });
    after(() => session?.close());

    /** @param {object} settings */
    const set = (settings) => page.evaluate((settings) => chrome.storage.sync.set(settings), settings);

    /** What stands on the icon of the tab in front. */
    const badge = () =>
      page.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        return chrome.action.getBadgeText({ tabId: tab?.id });
      });

    /** @param {string} sign */
    const badgeIs = (sign) => until(badge, (shown) => shown === sign, `the badge "${sign}"`);

    it("puts nothing into the page, holds nothing, and says the verdict on the icon", async () => {
      await set({ quiet: true });
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.page.bringToFront();
      const untouched = await tab.frame.evaluate(() => document.querySelectorAll("*").length);
      await badgeIs("✕");
      assert.equal(await tab.panel(), null);
      assert.equal(await tab.frame.evaluate(() => document.querySelectorAll("*").length), untouched);
      await tab.click("[data-next]");
      await tab.write(PERSONAL);
      await badgeIs("✓");
      await tab.write(CANNED);
      await badgeIs("✕");
      await tab.click("[data-send]");
      await until(
        async () => (await tab.seen()).sent,
        (sent) => sent.length === 1,
        "Send to work at once",
      );
      await badgeIs("");
      await tab.close();
    });

    it("applies at once, both ways, in tabs that are open", async () => {
      await set({ quiet: false });
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.page.bringToFront();
      await tab.panelWhere(says("canned"), "the panel");
      await set({ quiet: true });
      await until(
        () => tab.panel(),
        (panel) => panel === null,
        "the panel to go",
      );
      await badgeIs("✕");
      await set({ quiet: false });
      await tab.panelWhere(says("canned"), "the panel to come back");
      await badgeIs("");
      await tab.close();
    });

    it("takes the verdict off the icon when the page goes, or the frame", async () => {
      await set({ quiet: true });
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.page.bringToFront();
      await badgeIs("✕");
      await tab.page.goto("https://www.linkedin.com/in/robert/invite?open=ask&mount=iframe");
      await badgeIs("✕");
      await tab.page.$eval("iframe", (frame) => frame.remove());
      await badgeIs("");
      await tab.page.goto("https://www.linkedin.com/in/robert/invite?open=ask");
      await badgeIs("✕");
      await tab.page.goto("https://www.linkedin.com/feed/decoys");
      await badgeIs("");
      await tab.close();
    });

    it("shows the popup the draft behind it, live", async () => {
      await set({ quiet: true });
      const tab = await session.open("/in/robert/invite?open=note&mount=iframe");
      await tab.frame.waitForSelector("textarea");
      const popup = await session.popupOver(tab);
      const said = (/** @type {string} */ verdict) =>
        until(
          () =>
            popup
              .$eval("#current", (section) => (section.hasAttribute("hidden") ? "" : (section.textContent ?? "")))
              .catch(() => ""),
          (text) => text.includes(message(`verdict_${verdict}`)),
          `the popup to say ${verdict}`,
        );
      await said("canned");
      assert.equal(await popup.$eval("#current .facts", (list) => list.checkVisibility()), false);
      await tab.write(PERSONAL);
      await said("personal");
      await tab.click("[data-close]");
      await until(
        () => popup.$eval("#current", (section) => section.hasAttribute("hidden")),
        (isHidden) => isHidden,
        "the popup to forget it",
      );
      await tab.close();
      await popup.close();
    });
  });
}
