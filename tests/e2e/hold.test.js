/** The first press of Send on the worst drafts is held once; nothing else ever is. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, until } from "./browser.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

/** @typedef {import("./browser.js").Tab} Tab */

/** @param {{ alert: string }} panel */
const isHeld = ({ alert }) => alert === message("held");

/** @param {Tab} tab @param {number} [times] */
async function isSent(tab, times = 1) {
  await until(
    async () => (await tab.seen()).sent.length,
    (count) => count === times,
    `${times} sent`,
  );
}

for (const name of BROWSERS) {
  describe(`hold in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    /** @param {string} address @param {(tab: Tab) => Promise<void>} use */
    async function on(address, use) {
      const tab = await session.open(address);
      try {
        await use(tab);
      } finally {
        await tab.close();
      }
    }

    it("holds a blank invitation once, then lets it go", () =>
      on("/in/robert/invite?open=ask", async (tab) => {
        await tab.panelWhere(says("canned"), "a verdict");
        await tab.click("[data-send]");
        await tab.panelWhere(isHeld, "the hold");
        assert.deepEqual((await tab.seen()).sent, []);
        await tab.click("[data-send]");
        await isSent(tab);
        await until(
          () => tab.panel(),
          (panel) => panel === null,
          "the panel to go with its dialog",
        );
      }));

    it("takes a double click for one press", () =>
      on("/in/robert/invite?open=ask", async (tab) => {
        await tab.panelWhere(says("canned"), "a verdict");
        await tab.click("[data-send]", { count: 2 });
        await tab.panelWhere(isHeld, "the hold");
        assert.deepEqual((await tab.seen()).sent, []);
        await tab.click("[data-send]");
        await isSent(tab);
      }));

    it("holds the keyboard's presses too, and one text once only", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        const press = async () => {
          await (await tab.find("textarea")).focus();
          await tab.page.keyboard.down("Control");
          await tab.page.keyboard.press("Enter");
          await tab.page.keyboard.up("Control");
        };
        await tab.write(CANNED);
        await tab.panelWhere((panel) => panel.buttons.length > 0, "findings");
        await press();
        await tab.panelWhere(isHeld, "the hold");
        await tab.page.keyboard.type(" Hello");
        await tab.panelWhere((panel) => !isHeld(panel), "the hold to end with the text");
        for (const _ of " Hello") {
          await tab.page.keyboard.press("Backspace");
        }
        await tab.panelWhere(says("canned"), "the first verdict");
        await press();
        await isSent(tab);
      }));

    it("holds a form's submission by Enter and Space", async () => {
      for (const key of /** @type {const} */ (["Enter", " "])) {
        await on("/in/robert/invite?open=bare-note", async (tab) => {
          await tab.write(CANNED);
          await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 0, "findings");
          await (await tab.find("[data-send]")).focus();
          await tab.page.keyboard.press(key);
          await tab.panelWhere(isHeld, "the hold");
          assert.deepEqual((await tab.seen()).sent, []);
          await tab.page.keyboard.press(key);
          await isSent(tab);
        });
      }
    });

    it("lets a personal note go at once", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.write(PERSONAL);
        await tab.panelWhere(says("personal"), "a verdict");
        await tab.click("[data-send]");
        await isSent(tab);
        assert.deepEqual((await tab.seen()).sent, [PERSONAL]);
      }));

    it("leaves a disabled Send, Escape and other buttons to the page", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.judged();
        await tab.click("[data-send]");
        const panel = await tab.judged();
        assert.equal(panel.alert, "");
        await (await tab.find("textarea")).focus();
        await tab.page.keyboard.press("Escape");
        await until(
          () => tab.panel(),
          (gone) => gone === null,
          "Escape to close the dialog",
        );
      }));

    it("keeps keys pressed in the panel from the page, but not the ways out", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.write(CANNED);
        await tab.panelWhere((panel) => panel.buttons.length > 0, "findings");
        await tab.page.keyboard.press("Tab");
        const before = (await tab.seen()).keys.filter((/** @type {string} */ key) => key === "Enter").length;
        await tab.page.keyboard.press("Enter");
        const after = (await tab.seen()).keys.filter((/** @type {string} */ key) => key === "Enter").length;
        assert.equal(after, before);
        assert.deepEqual((await tab.seen()).sent, []);
        await tab.page.keyboard.press("Escape");
        await until(
          () => tab.panel(),
          (gone) => gone === null,
          "Escape to close the dialog",
        );
      }));
  });
}
