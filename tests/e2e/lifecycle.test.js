/** What comes and goes around an open dialog: the page's own tidying, the background, the extension itself. */
import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BROWSERS, extension, launch, until } from "./browser.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

for (const name of BROWSERS) {
  describe(`life cycle in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    it("puts a removed panel back, but not for ever", async () => {
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.judged();
      /** Removes what follows the dialog's body, as a page does that re-renders. */
      const remove = () =>
        tab.frame.evaluate(() => {
          const panel = document.querySelector(".artdeco-modal__content + div:not([class])");
          panel?.remove();
          return panel !== null;
        });
      await remove();
      await tab.judged();
      await until(remove, (isThere) => !isThere, "the panel to stay away");
      await tab.click("[data-send]");
      await until(
        async () => (await tab.seen()).sent.length,
        (count) => count === 1,
        "Send to work",
      );
      await tab.close();
    });

    it("speaks at a dialog once it can be seen", async () => {
      const tab = await session.open("/in/robert/invite");
      const style = await tab.page.addStyleTag({ content: "[data-dialog] { visibility: hidden }" });
      await tab.click(".connect");
      await tab.find("[data-dialog]");
      assert.equal(await tab.panel(), null);
      await style.evaluate((element) => /** @type {Element} */ (element).remove());
      await tab.panelWhere(says("canned"), "a verdict");
      await tab.close();
    });

    it("finds a dialog that opens again, and one in a new shadow root", async () => {
      const tab = await session.open("/in/robert/invite?mount=shadow&open=ask");
      await tab.judged();
      await tab.click("[data-close]");
      await until(
        () => tab.panel(),
        (panel) => panel === null,
        "the panel to go",
      );
      await tab.click(".connect");
      await tab.panelWhere(says("canned"), "a verdict in the second dialog");
      await tab.close();
    });
  });

  describe(`more of the life cycle in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    it("carries on in the dialog that a page puts in another's place", async () => {
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.panelWhere(says("canned"), "a verdict");
      await tab.click("[data-send]");
      await tab.panelWhere(({ alert }) => alert !== "", "the hold");
      await tab.frame.evaluate(() => {
        const dialog = document.querySelector("[data-dialog]");
        const copy = /** @type {Element} */ (dialog?.cloneNode(true));
        copy.querySelector("div:not([class])")?.remove();
        dialog?.replaceWith(copy);
      });
      const panel = await tab.panelWhere(says("canned"), "a verdict in the new one");
      assert.equal(panel.alert, "");
      await tab.click("[data-send]");
      // It was held for this text, and is not held again: the page, which has lost its listeners, gets the press.
      assert.equal((await tab.judged()).alert, "");
      await tab.close();
    });

    it("is there after going back, and gone with its dialog", async () => {
      const tab = await session.open("/in/robert/invite?open=ask");
      await tab.panelWhere(says("canned"), "a verdict");
      await tab.page.goto("https://www.linkedin.com/feed/decoys");
      await tab.page.evaluate("void history.back()");
      await tab.panelWhere(says("canned"), "a verdict after going back");
      await tab.click("[data-next]");
      await tab.write(PERSONAL);
      await tab.panelWhere(says("personal"), "what is typed then to be judged");
      await tab.click("[data-close]");
      await until(
        () => tab.panel(),
        (panel) => panel === null,
        "the panel to go",
      );
      await tab.close();
    });

    it("keeps apart two dialogs that are open at once", async () => {
      const tab = await session.open("/in/robert/invite?open=note");
      await tab.write(PERSONAL);
      await tab.panelWhere(says("personal"), "a verdict");
      await tab.frame.evaluate(() => {
        const other = document.createElement("div");
        other.role = "dialog";
        other.ariaModal = "true";
        for (const says of ["Cancel", "Discard"]) {
          other.appendChild(document.createElement("button")).textContent = says;
        }
        document.body.append(other);
      });
      await tab.click("[data-send]");
      await until(
        async () => (await tab.seen()).sent,
        (sent) => sent.length === 1,
        "Send to work",
      );
      await tab.close();
    });
  });

  describe(`no WebAssembly in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    /** @type {string} */
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "faux-pas-"));
      await cp(extension(name), folder, { recursive: true });
      await rm(join(folder, "wasm", "fauxpas_bg.wasm"));
      session = await launch(name, folder);
    });
    after(async () => {
      await session?.close();
      await rm(folder, { recursive: true });
    });

    it("says that checking is unavailable, and holds nothing", async () => {
      const tab = await session.open("/in/robert/invite?open=note");
      await tab.panelWhere(({ status }) => status === message("unavailable"), "the panel to say so");
      await tab.write(CANNED);
      await tab.click("[data-send]");
      await until(
        async () => (await tab.seen()).sent,
        (sent) => sent.length === 1,
        "Send to work",
      );
      assert.deepEqual((await tab.seen()).sent, [CANNED]);
      await tab.close();
    });

    it("holds no button that sends at once", async () => {
      const tab = await session.open("/mynetwork/grow/");
      await tab.click('[data-direct="Dana Whitfield"]');
      assert.deepEqual((await tab.seen()).sent, ["Dana Whitfield"]);
      await tab.close();
    });
  });
}

describe("the background comes and goes", () => {
  /** @type {import("./browser.js").Session} */
  let session;
  before(async () => {
    session = await launch("chrome");
  });
  after(() => session?.close());

  it("answers after its worker was ended", async () => {
    const tab = await session.open("/in/robert/invite?open=note");
    await tab.panelWhere(says("canned"), "a first verdict");
    const worker = await session.worker();
    await worker.close();
    await tab.write(PERSONAL);
    await tab.panelWhere(says("personal"), "a verdict of the new worker");
    await tab.close();
  });

  it("counts a dialog that it can't read, and keeps its structure without a name", async () => {
    const tab = await session.open("/in/robert/invite?open=unreadable");
    await tab.find("canvas");
    await tab.click("[data-close]");
    await tab.click("[data-navigate]");
    const worker = await session.worker();
    const kept = await until(
      () => /** @type {Promise<any>} */ (worker.evaluate("chrome.storage.local.get('diagnostics')")),
      (stored) => stored.diagnostics?.length > 0,
      "the count",
    );
    const [{ surface, structure, count, day }] = kept.diagnostics;
    assert.equal(surface, "invitation");
    assert.equal(count, 1);
    assert.match(day, /^\d{4}-\d\d-\d\d$/u);
    assert.match(structure, /#send-invite-modal/u);
    assert.match(structure, /canvas #ember0-… \[data-x\]/u);
    assert.doesNotMatch(structure, /Dana|whitfield|\/in\//iu);
    await tab.close();
  });

  it("disappears when the extension goes away under an open dialog", async () => {
    const tab = await session.open("/in/robert/invite?open=ask");
    await tab.panelWhere(says("canned"), "a verdict");
    const popup = await session.popup();
    await tab.page.bringToFront();
    // The answer never comes: the page that would give it goes, too.
    popup.evaluate("chrome.runtime.reload()").catch(() => {});
    await until(
      () => tab.panel(),
      (panel) => panel === null,
      "the panel to go",
    );
    await tab.click("[data-send]");
    await until(
      async () => (await tab.seen()).sent.length,
      (count) => count === 1,
      "Send to work",
    );
    assert.deepEqual((await tab.seen()).errors, []);
    await tab.close();
  });
});

describe("the extension goes away in firefox", () => {
  it("takes what it shows out of sight, and leaves Send alone", async () => {
    const session = await launch("firefox");
    const tab = await session.open("/in/robert/invite?open=ask");
    await tab.panelWhere(says("canned"), "a verdict");
    await session.remove();
    await until(
      async () => (await tab.panel())?.box(),
      (box) => !box || box.height === 0,
      "the panel to go",
    );
    await tab.click("[data-send]");
    assert.deepEqual((await tab.seen()).sent, [""]);
    await session.close();
  });
});
