/** The extension's own pages: settings, welcome page and popup, in both browsers. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BROWSERS, extension, launch, until } from "./browser.js";
import { privileged } from "./network.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

/** @typedef {import("puppeteer-core").Page} Page */

const OPTIONS = "options/options.html";
const THIN = "Hi Dana, I see you work at Acme as a data engineer. I'd love to connect.";

/** @param {Page} page @param {string} selector */
const read = (page, selector) => page.$eval(selector, (element) => element.textContent ?? "");

/** @param {Page} page @param {string} selector */
const press = (page, selector) => page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).click());

/** @param {Page} page @returns {Promise<any>} what the browser syncs */
const synced = (page) => page.evaluate(() => chrome.storage.sync.get(null));

/** @param {Page} page @param {string} selector of an empty field @returns {Promise<string>} what is pasted there */
async function pasted(page, selector) {
  await page.focus(selector);
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
  return until(
    () => page.$eval(selector, (field) => /** @type {HTMLInputElement} */ (field).value),
    (value) => value !== "",
    "what was copied",
  );
}

/** @param {import("./browser.js").Tab} tab @param {string} words of what the user chooses to leave out */
async function leaveOut(tab, words) {
  const { buttons } = await tab.panelWhere(
    (panel) => panel.buttons.some(({ text }) => text === message("leave_out") || text === "⋯"),
    "the choices",
  );
  await buttons.find(({ text }) => text === message("leave_out") || text === "⋯")?.click();
  const open = await tab.panelWhere((panel) => panel.buttons.some(({ text }) => text.startsWith(words)), words);
  await open.buttons.find(({ text }) => text.startsWith(words))?.click();
}

/** Runs in a page, whose browser stores nothing from then on. */
function breakStorage() {
  for (const method of ["set", "remove"]) {
    Object.defineProperty(chrome.storage.sync, method, { value: () => Promise.reject(new Error("the disk is gone")) });
  }
}

/** Runs inside Firefox, with all its rights: presses Alt, Shift and P as a keyboard does. */
function pressCommand() {
  const { Cc, Ci } = /** @type {any} */ (globalThis);
  const keyboard = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  keyboard.beginInputTransactionForTests(window);
  const keys = [
    { key: "Alt", code: "AltLeft", keyCode: 18 },
    { key: "Shift", code: "ShiftLeft", keyCode: 16 },
    { key: "P", code: "KeyP", keyCode: 80 },
  ].map((key) => new KeyboardEvent("", key));
  for (const key of keys) {
    keyboard.keydown(key);
  }
  for (const key of keys.reverse()) {
    keyboard.keyup(key);
  }
}

/** @param {Page} page @param {string} said */
const hears = (page, said) =>
  until(
    () => read(page, "#said [role=status]"),
    (words) => words === said,
    said,
  );

for (const name of BROWSERS) {
  describe(`pages in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    /** @type {string} */
    let folder;
    before(async () => {
      session = await launch(name);
      folder = await mkdtemp(join(tmpdir(), "faux-pas-"));
    });
    after(async () => {
      await session?.close();
      await rm(folder, { recursive: true });
    });

    /** @param {string} path inside the extension @returns {Promise<Page>} the page of it that something else opens */
    async function opened(path) {
      const find = async () => {
        for (const page of await session.browser.pages()) {
          if ((await page.evaluate(() => location.href).catch(() => "")) === session.address(path)) {
            return page;
          }
        }
        return null;
      };
      return /** @type {Page} */ (await until(find, Boolean, path));
    }

    /** @param {string} path @param {(page: Page) => Promise<void>} use */
    async function on(path, use) {
      const page = await session.own(path);
      try {
        if (path === OPTIONS) {
          await page.waitForSelector("body[aria-busy=false]");
        }
        await use(page);
      } finally {
        await page.evaluate(() => Promise.all([chrome.storage.sync.clear(), chrome.storage.local.clear()]));
        await page.close();
      }
    }

    /** @param {Page} page @param {string} text @param {(report: any) => unknown} isWanted @param {string} what */
    const judges = (page, text, isWanted, what) =>
      until(
        () =>
          page.evaluate(
            (text) => chrome.runtime.sendMessage({ type: "check", draft: { kind: "invitation", text } }),
            text,
          ),
        isWanted,
        what,
      );

    /** @param {any} reply */
    const checksOf = (reply) => reply.report.findings.map((/** @type {any} */ { check }) => check);

    /** @param {Page} page @param {string} button @param {string} content */
    async function give(page, button, content) {
      const path = join(folder, "given.txt");
      await writeFile(path, content);
      // The page's own button would open the browser's dialog, which nobody is there to answer.
      await page.evaluate(() => {
        HTMLInputElement.prototype.click = () => {};
      });
      await press(page, button);
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
        await page.$("input[type=file]")
      );
      await input.uploadFile(path);
    }

    it("opens the welcome page once installed, where Send is held once", async () => {
      const page = await session.welcome();
      const verdict = () => read(page, ".verdict");
      await until(verdict, (said) => said.startsWith(message("verdict_canned")), "the canned note's verdict");
      await press(page, "button.primary");
      assert.equal(await read(page, ".held"), message("held"));
      await press(page, "button.primary");
      assert.equal(await read(page, ".held"), message("practice_sent"));
      await press(page, "#personal");
      await until(verdict, (said) => said.startsWith(message("verdict_personal")), "the personal note's verdict");
      await press(page, "#canned");
      await page.waitForSelector("button.says");
      await press(page, "button.says");
      const [canned, selected] = await page.$eval("textarea", ({ value, selectionStart, selectionEnd }) => [
        value,
        value.slice(selectionStart, selectionEnd),
      ]);
      assert.ok(selected && selected !== canned && canned.includes(selected), selected);
      await press(page, "[name=quiet]");
      await until(
        () => synced(page),
        ({ quiet }) => quiet === true,
        "quiet mode",
      );
      await page.evaluate(() => chrome.storage.sync.clear());
      const isQuiet = () => page.$eval("[name=quiet]", (box) => /** @type {HTMLInputElement} */ (box).checked);
      await until(isQuiet, (is) => !is, "quiet mode to end");
      await page.evaluate(breakStorage);
      await press(page, "[name=quiet]");
      await until(
        () => read(page, ".stance [role=status]"),
        (said) => said === message("error_storage"),
        "the news that nothing was stored",
      );
      assert.equal(await until(isQuiet, (is) => !is, "the box to show what is stored"), false);
    });

    it("keeps each setting, and takes it back", () =>
      on(OPTIONS, async (page) => {
        await press(page, "[name=hold]");
        await hears(page, message("saved"));
        await press(page, "[name=strictness][value=strict]");
        await press(page, "[name=plan][value=premium]");
        await until(
          () => synced(page),
          (items) => items.hold === false && items.strictness === "strict" && items.plan === "premium",
          "three settings",
        );
        await press(page, "#said button");
        await until(
          () => synced(page),
          (items) => items.plan === undefined || items.plan === "free",
          "the last one taken back",
        );
        await until(
          () => page.$eval("[name=plan][value=free]", (radio) => /** @type {HTMLInputElement} */ (radio).checked),
          Boolean,
          "the page to show it",
        );
      }));

    it("switches checks off and weighs them", () =>
      on(OPTIONS, async (page) => {
        await judges(page, CANNED, (reply) => checksOf(reply).includes("canned_phrase"), "the check");
        await press(page, "[data-check=canned_phrase] input");
        await judges(page, CANNED, (reply) => !checksOf(reply).includes("canned_phrase"), "the check to be silent");
        await press(page, "[data-check=canned_phrase] input");
        await page.select("[data-check=canned_phrase] select", "note");
        await judges(
          page,
          CANNED,
          ({ report }) =>
            report.findings.some(
              (/** @type {any} */ { check, severity }) => check === "canned_phrase" && severity === "note",
            ),
          "another severity",
        );
      }));

    it("explains each check", () =>
      on(OPTIONS, async (page) => {
        const rows = await page.$$eval("[data-check]", (rows) => rows.map((row) => row.textContent ?? ""));
        assert.ok(rows.length > 15);
        assert.ok(rows.every((row) => row.length > 100));
        assert.match(await read(page, "[data-check=link]"), /calendly\.com/u);
      }));

    it("holds thin notes where the user is strict", () =>
      on(OPTIONS, async (page) => {
        await judges(page, THIN, ({ grade, hold }) => grade === "fair" && !hold, "a thin note");
        await press(page, "[name=strictness][value=strict]");
        await judges(page, THIN, ({ grade, hold }) => grade === "worst" && hold, "a thin note to be held");
      }));

    it("finds the user's own phrases, and forgets them", () =>
      on(OPTIONS, async (page) => {
        await page.type("[name=phrase]", "compare NOTES");
        await press(page, ".add button");
        await hears(page, message("added"));
        await judges(page, PERSONAL, (reply) => checksOf(reply).includes("own_phrase"), "the phrase");
        await press(page, ".phrases button");
        await judges(page, PERSONAL, (reply) => !checksOf(reply).includes("own_phrase"), "the phrase to go");
      }));

    it("imports phrases, or says why not and changes nothing", () =>
      on(OPTIONS, async (page) => {
        await give(page, "#import", "canned\tCompare notes\r\nfine\tI'd like to add you to my professional network\n");
        await hears(page, message("imported_other").replace("$COUNT$", "2"));
        await judges(page, PERSONAL, (reply) => checksOf(reply).includes("own_phrase"), "an imported phrase");
        const before = await synced(page);
        for (const [content, said] of [
          ["wrong\tphrase", message("error_line").replace("$LINE$", "1")],
          ["\n\n", message("error_no_phrases")],
          ["x".repeat(1_000_001), message("error_large")],
          [
            "x".repeat(2_000),
            message("error_phrase_long")
              .replace("$PHRASE$", `${"x".repeat(40)}…`)
              .replace("$MOST$", "200"),
          ],
          [
            Array.from({ length: 5000 }, (_, number) => `phrase ${number}`).join("\n"),
            message("error_phrases_many").replace("$COUNT$", "5000").replace("$MOST$", "350"),
          ],
        ]) {
          await give(page, "#import", content);
          await hears(page, said);
        }
        assert.deepEqual(await synced(page), before);
      }));

    it("restores a backup in full, or not at all", () =>
      on(OPTIONS, async (page) => {
        const settings = { hold: false, quiet: true, checks: { link: "off" }, phrases: { "Compare notes": "canned" } };
        const backup = { program: "faux-pas", version: 1, settings };
        await give(page, "#restore", JSON.stringify(backup));
        await hears(page, message("restored"));
        const items = await synced(page);
        assert.equal(items.hold, false);
        assert.equal(items["checks.link"], "off");
        assert.equal(items["phrases.Compare notes"], "canned");
        for (const [content, said] of [
          ["{", message("error_not_backup")],
          ["[]", message("error_not_backup")],
          [JSON.stringify({ ...backup, settings: 7 }), message("error_not_backup")],
          [JSON.stringify({ ...backup, version: 2 }), message("error_newer")],
          [
            JSON.stringify({ ...backup, settings: { ...settings, hold: "yes" } }),
            message("error_setting").replace("$NAME$", "hold"),
          ],
          [
            JSON.stringify({ ...backup, settings: { checks: { link: "loud" } } }),
            message("error_setting").replace("$NAME$", "checks: link"),
          ],
        ]) {
          await give(page, "#restore", content);
          await hears(page, said);
          assert.deepEqual(await synced(page), items);
        }
        await press(page, "#reset");
        await hears(page, message("reset_done"));
        assert.notEqual((await synced(page)).hold, false);
      }));

    it("reads what it can of settings that are corrupt or newer, and leaves them alone", () =>
      on(OPTIONS, async (page) => {
        const items = { hold: "perhaps", quiet: true, "checks.link": 7, "phrases.": "canned", later: { deep: [1] } };
        await page.evaluate((items) => chrome.storage.sync.set(items), items);
        await until(
          () => page.$eval("[name=quiet]", (box) => /** @type {HTMLInputElement} */ (box).checked),
          Boolean,
          "what can be read",
        );
        assert.equal(await page.$eval("[name=hold]", (box) => /** @type {HTMLInputElement} */ (box).checked), true);
        await judges(page, CANNED, ({ report }) => report.verdict === "canned", "a judgement all the same");
        await press(page, "[name=memory]");
        await hears(page, message("saved"));
        assert.deepEqual((await synced(page)).later, { deep: [1] });
      }));

    it("says when the browser has no more room, and keeps what was there", () =>
      on(OPTIONS, async (page) => {
        await page.evaluate(async () => {
          for (const size of [8000, 500, 40]) {
            for (let item = 0; item < 20; item += 1) {
              await chrome.storage.sync.set({ [`filler${size}.${item}`]: "x".repeat(size) }).catch(() => {});
            }
          }
        });
        const phrase = "a long phrase that finds no room ".repeat(6).trim();
        await page.$eval(
          "[name=phrase]",
          (field, phrase) => {
            /** @type {HTMLInputElement} */ (field).value = phrase;
          },
          phrase,
        );
        await press(page, ".add button");
        await hears(page, message("error_full"));
        assert.equal((await synced(page))[`phrases.${phrase}`], undefined);
      }));

    it("says when the browser can't store, and shows what is stored", () =>
      on(OPTIONS, async (page) => {
        await press(page, "[name=memory]");
        await hears(page, message("saved"));
        await page.evaluate(breakStorage);
        await press(page, "#said button");
        await hears(page, message("error_storage"));
        await press(page, "[name=hold]");
        await until(
          () => page.$eval("[name=hold]", (box) => /** @type {HTMLInputElement} */ (box).checked),
          Boolean,
          "the box to show what is stored",
        );
        await hears(page, message("error_storage"));
        assert.equal(await page.$eval("#said button", (button) => button.checkVisibility()), false);
        assert.deepEqual(await synced(page), { memory: false });
      }));

    it("writes phrases and settings into files that bring them back", () =>
      on(OPTIONS, async (page) => {
        await page.evaluate(() =>
          chrome.storage.sync.set({ hold: false, "checks.link": "off", "phrases.Compare notes": "canned" }),
        );
        await page.waitForSelector("#export:enabled");
        const before = await synced(page);
        await page.evaluate(() => {
          const create = URL.createObjectURL;
          URL.createObjectURL = (blob) => {
            void (/** @type {Blob} */ (blob).text().then((content) => Object.assign(window, { saved: content })));
            return create(blob);
          };
          // What the browser does with a file is its own.
          HTMLAnchorElement.prototype.click = () => {};
        });
        /** @param {string} button @returns {Promise<string>} what it saves */
        const saved = async (button) => {
          await page.evaluate("window.saved = ''");
          await press(page, button);
          return until(() => /** @type {Promise<string>} */ (page.evaluate("window.saved")), Boolean, "a file");
        };
        const [phrases, backup] = [await saved("#export"), await saved("#save")];
        await press(page, "#reset");
        await hears(page, message("reset_done"));
        await give(page, "#import", phrases);
        await hears(page, message("imported_one").replace("$COUNT$", "1"));
        const { "phrases.Compare notes": means, hold } = await synced(page);
        assert.equal(means, "canned");
        assert.notEqual(hold, false);
        await give(page, "#restore", backup);
        await hears(page, message("restored"));
        const after = await synced(page);
        for (const [name, value] of Object.entries(before)) {
          assert.equal(after[name], value, name);
        }
      }));

    it("keeps what two tabs change at once", () =>
      on(OPTIONS, async (page) => {
        const other = await session.own(OPTIONS);
        await other.waitForSelector("body[aria-busy=false]");
        await Promise.all([
          press(page, "[name=hold]"),
          press(other, "[name=memory]"),
          press(page, "[data-check=link] input"),
          press(other, "[data-check=blank] input"),
        ]);
        await until(
          () => synced(page),
          (items) =>
            items.hold === false &&
            items.memory === false &&
            items["checks.link"] === "off" &&
            items["checks.blank"] === "off",
          "all four",
        );
        await until(
          () => other.$eval("[name=hold]", (box) => /** @type {HTMLInputElement} */ (box).checked),
          (isHeld) => !isHeld,
          "one tab to show what the other changed",
        );
        await other.close();
      }));

    it("shows and forgets what is remembered, and dialogs that could not be read", () =>
      on(OPTIONS, async (page) => {
        await page.evaluate(() =>
          chrome.storage.local.set({
            sent: [
              { fingerprint: "00", on: "2026-03-03" },
              { fingerprint: "01", on: "2026-04-01" },
            ],
            diagnostics: [{ surface: "invitation", structure: "div[role=dialog]", count: 3, day: "2026-04-02" }],
          }),
        );
        await until(
          () => read(page, "#remembered"),
          (said) => said === "2 notes remembered since March 3, 2026.",
          "the number and the day",
        );
        assert.match(await read(page, ".diagnostics"), /3 times.*div\[role=dialog\]/su);
        await page.click("#copy");
        await hears(page, message("copied"));
        assert.match(await pasted(page, "[name=phrase]"), /invitation ×3 ?div\[role=dialog\]/u);
        await page.evaluate(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"));
        });
        await press(page, "#copy");
        await hears(page, message("error_storage"));
        await press(page, "#clear");
        await until(
          () => read(page, ".diagnostics"),
          (said) => said === "",
          "no dialogs",
        );
        assert.equal(await page.$eval("#diagnosed", (words) => words.checkVisibility()), true);
        await press(page, "#forget");
        await hears(page, message("forgotten"));
        assert.equal(await read(page, "#remembered"), message("remembered_none"));
        assert.equal(await page.evaluate(async () => (await chrome.storage.local.get("sent")).sent), undefined);
      }));

    it("keeps the popup's draft, ticks off its parts, and has the cursor in the field", async () => {
      const first = await session.popup();
      await first.waitForSelector(".verdict:not(:empty)");
      assert.equal(await first.evaluate(() => document.activeElement?.id), "text");
      await first.type("#recipient", "Dana Whitfield");
      await first.type("#text", PERSONAL);
      await until(
        () => first.$$eval(".parts .done", (parts) => parts.length),
        (count) => count === 4,
        "four parts",
      );
      await first.close();
      const second = await session.popup();
      await until(
        () => second.$eval("#text", (field) => /** @type {HTMLTextAreaElement} */ (field).value),
        (text) => text === PERSONAL,
        "the draft",
      );
      await press(second, "#clear");
      await until(
        () => second.$$eval(".parts .done", (parts) => parts.length),
        (count) => count === 0,
        "nothing to tick",
      );
      await second.select("#plan", "premium");
      await until(
        () => synced(second),
        ({ plan }) => plan === "premium",
        "the plan",
      );
      await second.evaluate(() => chrome.storage.sync.clear());
      await second.close();
    });

    it("copies the popup's text, or says that it can't and selects it", async () => {
      const popup = await session.popup();
      const said = (/** @type {string} */ words) =>
        until(
          () => read(popup, ".actions [role=status]"),
          (heard) => heard === words,
          words,
        );
      await popup.type("#text", THIN);
      await popup.click("#copy");
      await said(message("copied"));
      assert.equal(await pasted(popup, "#recipient"), THIN);
      await popup.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"));
      });
      await popup.click("#copy");
      await said(message("copy_failed"));
      const selected = await popup.$eval("#text", (element) => {
        const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (element);
        return value.slice(selectionStart, selectionEnd);
      });
      assert.equal(selected, THIN);
      await popup.evaluate(() => chrome.storage.session.clear());
      await popup.close();
    });

    it("leads from the popup and from the welcome page to the settings", async () => {
      for (const page of [await session.popup(), await session.welcome()]) {
        await press(page, "#settings");
        await (await opened(OPTIONS)).close();
        // The popup closes itself, where browsers let it.
        await page.close().catch(() => {});
      }
    });

    it("offers the draft that is open on LinkedIn", async () => {
      const tab = await session.open("/in/robert/invite?mount=shadow");
      await tab.click(".connect");
      await tab.judged();
      await tab.click("[data-next]");
      await tab.write(PERSONAL);
      await tab.panelWhere(says("personal"), "a verdict");
      const popup = await session.popupOver(tab);
      await until(
        () => popup.$eval("#current", (section) => section.textContent ?? "").catch(() => ""),
        (said) => said.includes("Dana Whitfield") && said.includes(message("verdict_personal")),
        "the offer",
      );
      await press(popup, "#current button");
      await until(
        () => popup.$eval("#text", (field) => /** @type {HTMLTextAreaElement} */ (field).value),
        (text) => text === PERSONAL,
        "the draft",
      );
      await popup.close();
      await tab.close();
    });

    it("says in the panel when what is left out can't be stored", async () => {
      await on(OPTIONS, async (page) => {
        await page.evaluate(async () => {
          // Much at once: browsers allow so many changes a minute, and other tests want some.
          const most = Array.from({ length: 12 }, (_, index) => [`much${index}`, "x".repeat(8_000)]);
          await chrome.storage.sync.set(Object.fromEntries(most));
          for (const size of [2_000, 500, 100, 20, 1]) {
            for (let index = 0, isFull = false; !isFull; index += 1) {
              isFull = await chrome.storage.sync.set({ [`${size}-${index}`]: "x".repeat(size) }).then(
                () => false,
                () => true,
              );
            }
          }
        });
        const tab = await session.open("/in/robert/invite?open=note");
        await tab.write(CANNED);
        await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 1, "the panel");
        for (const words of ["Not on linkedin.com/in", "Not this check: A sentence"]) {
          await leaveOut(tab, words);
          const panel = await tab.panelWhere(({ text }) => text.includes(message("error_storage")), "the reason");
          assert.ok(says("canned")(panel), panel.status);
        }
        await tab.close();
      });
    });

    it("has its entries in the context menu", () =>
      on("popup/popup.html", async (page) => {
        const ids = ["check", "invitation", "recommendation_request", "recommendation"];
        for (const id of ids) {
          await page.evaluate((id) => /** @type {any} */ (chrome.contextMenus.update(id, { enabled: true })), id);
        }
      }));

    if (name === "firefox") {
      // Chromium gives the keys that its drivers press to the page alone.
      it("opens the popup, with the draft behind it, by the command's keys", () =>
        on(OPTIONS, async (page) => {
          const tab = await session.open("/in/robert/invite?open=note");
          await tab.page.bringToFront();
          await tab.write(PERSONAL);
          await tab.panelWhere(says("personal"), "a verdict");
          await privileged(session.browser, `(${pressCommand})()`);
          await until(
            () =>
              page.evaluate(() => {
                const [popup] = chrome.extension.getViews({ type: "popup" });
                return popup?.document.querySelector("#current")?.textContent ?? "";
              }),
            (said) => said.includes(message("verdict_personal")),
            "the popup",
          );
          await tab.close();
        }));
    }

    if (name === "chrome") {
      it("takes text that was chosen in the context menu into the popup", async () => {
        // No driver opens the menu itself.
        const worker = await session.worker();
        await worker.evaluate(
          `chrome.contextMenus.onClicked.dispatch({ menuItemId: "recommendation", selectionText: ${JSON.stringify(THIN)} })`,
        );
        const url = session.address("popup/popup.html");
        const target = await session.browser.waitForTarget((target) => target.url() === url);
        const popup = await target.asPage();
        await until(
          () => popup.$eval("#text", (field) => /** @type {HTMLTextAreaElement} */ (field).value).catch(() => ""),
          (text) => text === THIN,
          "the text",
        );
        assert.ok(await popup.$("[value=recommendation]:checked"));
        await popup.evaluate(() => chrome.storage.session.clear());
        await popup.close();
      });
    }

    it("remembers what was sent, and says when it is sent again", async () => {
      const send = async () => {
        const tab = await session.open("/in/robert/invite?open=note");
        await tab.write(PERSONAL);
        const panel = await tab.panelWhere(says("personal"), "a verdict");
        await tab.click("[data-send]");
        await until(
          () => tab.panel(),
          (gone) => gone === null,
          "the dialog to close",
        );
        await tab.close();
        return panel;
      };
      // Written, but not sent.
      const left = await session.open("/in/robert/invite?open=note");
      await left.write(PERSONAL);
      await left.panelWhere(says("personal"), "a verdict");
      await left.click("[data-close]");
      await left.close();
      await send();
      await on(OPTIONS, async (page) => {
        const sent = /** @type {any[]} */ (
          await until(
            () => page.evaluate(async () => (await chrome.storage.local.get("sent")).sent),
            Boolean,
            "a fingerprint",
          )
        );
        assert.equal(sent.length, 1);
        assert.deepEqual(Object.keys(sent[0]), ["fingerprint", "on"]);
        assert.doesNotMatch(JSON.stringify(sent), /Dana|RustConf|deploys/u);
        const tab = await session.open("/in/robert/invite?open=note");
        await tab.write(PERSONAL.replace("Dana", "Robin"));
        await tab.panelWhere(
          ({ text }) => text.includes("Almost the same note as another since"),
          "what it says of a note sent again",
        );
        await tab.close();
        await press(page, "[name=memory]");
        await hears(page, message("saved"));
      });
    });

    it("leaves out what the user wants left out, from the panel, and takes that back", async () => {
      const tab = await session.open("/in/robert/invite?open=note");
      await tab.write(CANNED);
      const canned = () => tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 1, "the panel");
      const choose = (/** @type {string} */ words) => leaveOut(tab, words);
      const undo = async () => {
        const panel = await tab.panelWhere(
          (panel) => panel.buttons.some(({ text }) => text === message("undo")),
          "the way back",
        );
        await panel.buttons.find(({ text }) => text === message("undo"))?.click();
      };
      await canned();
      await choose("Not this check: A sentence");
      await tab.panelWhere(
        ({ text }) => text.includes("is off") && !text.includes(message("check_canned_phrase_message")),
        "the check to be off",
      );
      await undo();
      await tab.panelWhere(({ text }) => text.includes(message("check_canned_phrase_message")), "the check again");
      await choose(message("leave_message"));
      await tab.panelWhere(({ status }) => status === message("message_off"), "silence");
      await undo();
      await canned();
      await choose("Not on linkedin.com/in");
      await tab.panelWhere(({ status }) => status === "Off on linkedin.com/in.", "silence on this part");
      await tab.click("[data-send]");
      await until(
        async () => (await tab.seen()).sent.length,
        (count) => count === 1,
        "the note to go without a hold",
      );
      await tab.close();
      const silent = await session.open("/in/robert/invite?open=note");
      await silent.write(CANNED);
      assert.equal(await silent.panel(), null);
      await silent.close();
      await on(OPTIONS, async (page) => {
        assert.equal(await page.$eval(".sections", (list) => list.checkVisibility()), true);
        await press(page, ".sections button");
        await until(
          () => synced(page),
          (items) => !("sections.in" in items),
          "the part to be back",
        );
      });
    });
  });
}

it("opens nothing after an update", async () => {
  const session = await launch("firefox");
  try {
    await (await session.welcome()).close();
    const page = await session.own(OPTIONS);
    await page.evaluate(() => chrome.storage.session.set({ mark: true }));
    await session.browser.installExtension(extension("firefox"));
    const isBack = async () => {
      const again = await session.own("popup/popup.html");
      try {
        // What the browser remembers for its session alone goes with the old version. The new one has done what it does
        // after an update once it has made its context menu anew.
        return await again.evaluate(async () => {
          await /** @type {any} */ (chrome.contextMenus.update("recommendation", {}));
          return !(await chrome.storage.session.get("mark")).mark;
        });
      } finally {
        await again.close();
      }
    };
    await until(() => isBack().catch(() => false), Boolean, "the new version");
    for (const page of await session.browser.pages()) {
      assert.doesNotMatch(await page.evaluate(() => location.href).catch(() => ""), /welcome/u);
    }
  } finally {
    await session.close();
  }
});
