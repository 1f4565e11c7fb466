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

    it("knows a finger from the page, too: in the panel, and on Send", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.write(CANNED);
        const isWarning = (/** @type {{ text: string }} */ { text }) => text.startsWith(message("weight_warning"));
        const tap = async () => {
          const panel = await tab.panelWhere(({ buttons }) => buttons.some(isWarning), "a finding with a place");
          // The last letters may still change the findings, under the finger.
          await panel.buttons
            .find(isWarning)
            ?.tap()
            .catch(() => {});
          return (await tab.find("textarea")).evaluate((element) => {
            const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (element);
            return value.slice(selectionStart, selectionEnd);
          });
        };
        const words = await until(tap, (selected) => selected !== "", "a selection");
        assert.ok(CANNED.includes(words) && words.length < CANNED.length, words);
        await tab.panelWhere(says("canned"), "the verdict");
        const send = await tab.find("[data-send]");
        await send.tap();
        await tab.panelWhere(isHeld, "the hold");
        assert.deepEqual((await tab.seen()).sent, []);
        // Two taps on the same place within a moment are one press.
        await (await tab.find("textarea")).tap();
        await send.tap();
        await isSent(tab);
        const { untrusted, errors } = await tab.seen();
        assert.deepEqual({ untrusted, errors }, { untrusted: [], errors: [] });
      }));

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

    it("holds a question's answer and its send once between them", () =>
      on("/in/robert/invite?open=knowing", async (tab) => {
        await tab.judged();
        await tab.click("[aria-pressed]");
        await tab.click("[data-next]");
        await tab.panelWhere(isHeld, "the hold");
        await tab.click("[data-next]");
        await tab.click("[data-send]");
        await isSent(tab);
      }));

    it("holds what a page has made a button of, by mouse and by key", async () => {
      for (const key of /** @type {const} */ ([null, "Enter", " "])) {
        await on("/in/robert/invite?open=plain", async (tab) => {
          await tab.judged();
          const press = async () => {
            if (key) {
              await (await tab.find("[data-send]")).focus();
              await tab.page.keyboard.press(key);
            } else {
              await tab.click("[data-send]");
            }
          };
          await press();
          await tab.panelWhere(isHeld, "the hold");
          assert.deepEqual((await tab.seen()).sent, []);
          await press();
          await isSent(tab);
        });
      }
    });

    it("leaves a send that waits for an address to the page", () =>
      on("/in/robert/invite?open=address", async (tab) => {
        await tab.judged();
        await tab.click("[data-send]");
        assert.equal((await tab.judged()).alert, "");
      }));

    it("asks whether this one is worth a note, and holds nothing when there are none", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.judged();
        // The number that LinkedIn prints beside the note holds for the step without one.
        await tab.click("[data-next]");
        await tab.panelWhere(
          ({ text }) => text.includes(message("check_blank_left_message").replace("$2", "5")),
          "the notes that are left",
        );
        await tab.click("[data-close]");
        const spent = await session.open("/in/robert/invite?open=spent");
        await spent.judged();
        await spent.click("[data-open=upsell]");
        await spent.click("[data-close]");
        await spent.close();
        const blank = await session.open("/in/robert/invite?open=ask");
        await blank.panelWhere(
          ({ text }) => text.includes(message("check_blank_none_left_message")),
          "the news that there are none",
        );
        await blank.click("[data-send]");
        await isSent(blank);
        await blank.close();
      }));
  });
}
