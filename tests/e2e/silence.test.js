/** Where the extension has nothing to say, it says nothing. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch } from "./browser.js";

const DECOYS = [
  "message",
  "message-renamed",
  "post",
  "withdraw",
  "remove",
  "limit",
  "upsell",
  "email",
  "discard",
  "withdraw-dialog",
  "limit-renamed",
  "report",
  "position",
  "apply",
  "event",
  "group",
  "mail",
  "premium",
];

for (const name of BROWSERS) {
  describe(`silence in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    for (const decoy of DECOYS) {
      for (const setting of ["mount=light", "mount=shadow", "mount=light&words=none"]) {
        it(`is silent at ${decoy} (${setting})`, async () => {
          const tab = await session.open(`/feed/decoys?open=${decoy}&${setting}`);
          try {
            await tab.click("textarea, [contenteditable], [data-send]");
            // What is put into the page comes within one turn of the press that it answers.
            await tab.frame.evaluate(
              () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
            );
            assert.equal(await tab.panel(), null);
          } finally {
            await tab.close();
          }
        });
      }
    }

    it("is silent on the page itself", async () => {
      const tab = await session.open("/feed/decoys");
      await tab.click("input");
      await tab.page.keyboard.type("dana");
      await tab.click(".connect");
      await tab.click(".comments textarea");
      await tab.page.keyboard.type("I'd like to add you to my professional network");
      assert.equal(await tab.panel(), null);
      await tab.close();
    });
  });
}
