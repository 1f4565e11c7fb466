/** Buttons that send an invitation at once: the first press is held, with a note by the button. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, until } from "./browser.js";
import { message } from "./texts.js";

const CONNECT = '[data-direct="Dana Whitfield"]';

/** @typedef {import("./browser.js").Tab} Tab */

/** @param {Tab} tab @param {string[]} expected */
async function isSent(tab, expected) {
  const { sent } = await until(
    () => tab.seen(),
    ({ sent }) => sent.length >= expected.length,
    `${expected.length} sent`,
  );
  assert.deepEqual(sent, expected);
}

/** @param {string} name @returns {(panel: { alert: string }) => boolean} */
const isHeldFor =
  (name) =>
  ({ alert }) =>
    alert.startsWith(message("direct_held").replace("$1", name));

for (const name of BROWSERS) {
  describe(`buttons without a dialog in ${name}`, () => {
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
        const { untrusted, urls, errors } = await tab.seen();
        assert.deepEqual({ untrusted, urls, errors }, { untrusted: [], urls: [], errors: [] });
      } finally {
        await tab.close();
      }
    }

    for (const words of ["", "?words=none"]) {
      it(`holds the first press and names the person ${words}`, () =>
        on(`/mynetwork/grow/${words}`, async (tab) => {
          await tab.click(CONNECT);
          await tab.panelWhere(isHeldFor("Dana Whitfield"), "the note by the button");
          assert.deepEqual((await tab.seen()).sent, []);
          await tab.click(CONNECT);
          await isSent(tab, ["Dana Whitfield"]);
          await until(
            () => tab.panel(),
            (panel) => panel === null,
            "the note to go",
          );
          // What has become of the button is another matter.
          await tab.click(CONNECT);
          await isSent(tab, ["Dana Whitfield", "Dana Whitfield"]);
        }));

      it(`leaves all other buttons alone ${words}`, () =>
        on(`/mynetwork/grow/${words}`, async (tab) => {
          const others = ["accept", "ignore", "withdraw", "follow Mia Follow"];
          for (const other of others) {
            await tab.click(`[data-direct="${other}"]`);
          }
          await isSent(tab, others);
        }));
    }

    it("takes a double click for one press, and holds the keyboard's", () =>
      on("/mynetwork/grow/", async (tab) => {
        await tab.click(CONNECT, { count: 2 });
        await tab.panelWhere(isHeldFor("Dana Whitfield"), "the note by the button");
        assert.deepEqual((await tab.seen()).sent, []);
        await (await tab.find('[data-direct="Tom Baker"]')).focus();
        await tab.page.keyboard.press("Enter");
        await tab.panelWhere(isHeldFor("Tom Baker"), "the other button's note");
        await tab.page.keyboard.press("Escape");
        await until(
          () => tab.panel(),
          (panel) => panel === null,
          "Escape to take the note away",
        );
        await (await tab.find('[data-direct="Tom Baker"]')).focus();
        await tab.page.keyboard.press("Enter");
        await isSent(tab, ["Tom Baker"]);
      }));

    /** LinkedIn prints how many notes are left where one is written. */
    const learnNotesLeft = () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.judged();
      });

    /** @param {{ text: string }} panel */
    const saysNotesLeft = ({ text }) => text.includes(message("check_blank_left_message").replace("$2", "5"));

    it("holds a finger's first press, and says how many notes are left", async () => {
      await learnNotesLeft();
      await on("/mynetwork/grow/", async (tab) => {
        const button = await tab.find(CONNECT);
        await button.tap();
        const panel = await tab.panelWhere(saysNotesLeft, "the notes that are left");
        assert.ok(isHeldFor("Dana Whitfield")(panel), panel.alert);
        assert.deepEqual((await tab.seen()).sent, []);
        // Two taps on the same place within a moment are one press.
        const { x, y } = await panel.box();
        await tab.page.touchscreen.tap(x + 4, y + 4);
        await button.tap();
        await isSent(tab, ["Dana Whitfield"]);
      });
    });

    it("lets the note be turned off, for good", async () => {
      await learnNotesLeft();
      await on("/mynetwork/grow/", async (tab) => {
        await tab.click(CONNECT);
        const panel = await tab.panelWhere(saysNotesLeft, "the note with its switch");
        await panel.buttons[0]?.click();
        await tab.panelWhere(({ alert }) => alert === message("direct_is_off"), "the note to say that alone");
        await tab.click('[data-direct="Ana Ruiz"]');
        await isSent(tab, ["Ana Ruiz"]);
      });
    });
  });
}
