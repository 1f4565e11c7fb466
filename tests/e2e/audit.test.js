/** The page that reads the data that members download, and what it adds to a dialog, in both browsers. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, launch, until } from "./browser.js";
import { obstacles } from "./looks.js";
import { message } from "./texts.js";

/** @typedef {import("puppeteer-core").Page} Page */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REQUEST = "/in/dana/edit/forms/recommendation/request/?words=none&open=request";

/** @param {number} days ago @returns {Date} */
const ago = (days) => new Date(Date.now() - days * 86_400_000);

/** @param {Date} day @returns {string} as connections have it */
const written = (day) =>
  `${day.getUTCDate()} ${day.toLocaleString("en", { month: "short", timeZone: "UTC" })} ${day.getUTCFullYear()}`;

/** @param {Page} page */
const status = (page) => page.$eval("#said", (element) => element.textContent ?? "");

/** @param {Page} page @param {string} selector */
const press = (page, selector) => page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).click());

/**
 * @param {import("./browser.js").Name} name
 * @param {Page} page
 * @param {string} path of a file
 * @returns {Promise<(act: "over" | "leave" | "drop") => Promise<void>>} drags it over the page: with Chromium's own drag
 *   and drop; Firefox's drivers have none for files, so there the page gets the events that it would cause
 */
async function dragOf(name, page, path) {
  if (name === "chrome") {
    const client = await page.createCDPSession();
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    await client.send("Input.dispatchDragEvent", { type: "dragEnter", x: 200, y: 400, data });
    return async (act) => {
      const [x, y] = act === "leave" ? [-5, -5] : [200, 400];
      await client.send("Input.dispatchDragEvent", { type: act === "drop" ? "drop" : "dragOver", x, y, data });
    };
  }
  const [file, content] = [basename(path), await readFile(path, "utf8")];
  return (act) =>
    page.evaluate(
      (type, file, content) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], file));
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      },
      { over: "dragover", leave: "dragleave", drop: "drop" }[act],
      file,
      content,
    );
}

for (const name of BROWSERS) {
  describe(`data of LinkedIn's in ${name}`, () => {
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

    /** @param {string[]} options @returns {string} the path of an export */
    function exported(...options) {
      const path = join(folder, `${options.join("")}Complete_LinkedInDataExport_11-24-2026.zip`);
      const run = ["run", "--quiet", "--package", "fauxpas-exports", "--", path, ...options];
      execFileSync("cargo", run, { cwd: ROOT });
      return path;
    }

    /** @param {Page} page @param {string[]} paths */
    async function give(page, ...paths) {
      await page.waitForSelector("body[aria-busy=false]");
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
        await page.$("input[type=file]")
      );
      await input.uploadFile(...paths);
    }

    /** @param {Page} page @param {string} said */
    const hears = (page, said) =>
      until(
        () => status(page),
        (words) => words === said,
        said,
      );

    /** @param {(page: Page) => Promise<void>} use */
    async function onPage(use) {
      const page = await session.own("audit/audit.html");
      try {
        await use(page);
        await page.waitForSelector("body[aria-busy=false]");
        if (await page.$(".actions:not([hidden])")) {
          await press(page, "#forget");
          await hears(page, message("audit_forgotten"));
        }
      } finally {
        await page.close();
      }
    }

    for (const vintage of ["2019", "2023", "2026"]) {
      it(`reads an export of ${vintage}, keeps it, and forgets it`, () =>
        onPage(async (page) => {
          await give(page, exported("--vintage", vintage));
          await hears(page, message("audit_done"));
          assert.equal(await page.$$eval("figure rect", (bars) => bars.length > 10), true);
          const unread = await page.$$eval("section:last-child tbody td:last-child", (cells) =>
            cells.map((cell) => cell.textContent),
          );
          assert.deepEqual(unread, ["0", "0", "0", "0", "0", "0"]);
          assert.deepEqual(await obstacles(page), []);
          const again = await session.own("audit/audit.html");
          await again.waitForSelector(".mirror table");
          await again.close();
          await press(page, "#forget");
          await hears(page, message("audit_forgotten"));
          assert.equal(await page.$eval(".mirror", (mirror) => mirror.childElementCount), 0);
        }));
    }

    it("names what it can't read, and keeps the rest", () =>
      onPage(async (page) => {
        const broken = join(folder, "Connections.csv");
        await writeFile(broken, "First Name,Last Name,Connected On\nAna,Ruiz,15 Jan 2024\nTom,Baker,<b>soon</b>\n");
        const letter = join(folder, "letter.csv");
        await writeFile(letter, "Dear Dana,\n");
        await give(page, broken, letter);
        await hears(page, message("audit_done"));
        const lines = await page.$$eval("section:last-child li", (items) => items.map((item) => item.textContent));
        assert.equal(lines.length, 2);
        assert.match(lines[0] ?? "", /3.*<b>soon<\/b>/u);
        assert.equal(lines[1], message("audit_unread_unknown"));
      }));

    it("says why nothing came of files that are not LinkedIn's", () =>
      onPage(async (page) => {
        const letter = join(folder, "letter.csv");
        await writeFile(letter, "Dear Dana,\n");
        if (name === "chrome") {
          // Firefox does not tell its drivers of the choice of files that an extension's page asks for.
          const [chooser] = await Promise.all([page.waitForFileChooser(), page.click("#choose")]);
          assert.ok(chooser.isMultiple());
          await chooser.accept([letter]);
        } else {
          await give(page, letter);
        }
        await hears(page, message("audit_nothing"));
        assert.match(await page.$eval(".mirror", (mirror) => mirror.textContent ?? ""), /letter\.csv/u);
      }));

    it("takes files that are dropped anywhere on it", () =>
      onPage(async (page) => {
        await page.waitForSelector("body[aria-busy=false]");
        const connections = join(folder, "Connections.csv");
        await writeFile(connections, "First Name,Last Name,Connected On\nAna,Ruiz,15 Jan 2024\n");
        const drag = await dragOf(name, page, connections);
        const isInvited = () => page.$eval(".drop", (drop) => drop.classList.contains("over"));
        await drag("over");
        await until(isInvited, Boolean, "the page to invite");
        await drag("leave");
        await until(isInvited, (is) => !is, "the page to invite no longer");
        await drag("over");
        await drag("drop");
        await hears(page, message("audit_done"));
        assert.equal(await isInvited(), false);
      }));

    it("adds to what is kept, and lets no older export take it away", () =>
      onPage(async (page) => {
        await give(page, exported("--vintage", "2026"));
        await hears(page, message("audit_done"));
        const older = join(folder, "Invitations 01-01-2020.csv");
        await writeFile(older, 'From,To,Sent At,Message,Direction\nMe,Ana,"9/25/19, 8:52 AM",,OUTGOING\n');
        await give(page, older);
        await until(
          () => status(page),
          (words) => words.startsWith(message("audit_older").split("$")[0] ?? ""),
          "the older export to be refused",
        );
        assert.ok(await page.$("figure"));
      }));

    it("advises on what it shows, also where a newer file adds to an older export", () =>
      onPage(async (page) => {
        await give(page, exported("--vintage", "2026"));
        await hears(page, message("audit_done"));
        const advice = () => page.$$eval("section:first-of-type li", (items) => items.map((item) => item.textContent));
        const before = await advice();
        assert.ok(before.includes(message("audit_advice_reused")), before.join());
        const connections = join(folder, "Connections 01-01-2199.csv");
        await writeFile(connections, "First Name,Last Name,Connected On\nAna,Ruiz,15 Jan 2024\n");
        for (let times = 0; times < 2; times += 1) {
          await give(page, connections);
          await hears(page, message("audit_done"));
          assert.deepEqual(await advice(), before);
        }
      }));

    it("says in the popup what the data says of the person whose name is written there", () =>
      onPage(async (page) => {
        const connections = join(folder, "Connections.csv");
        await writeFile(connections, `First Name,Last Name,Connected On\nDana,Whitfield,${written(ago(3))}\n`);
        const form = "https://www.linkedin.com/in/me/edit/forms/recommendation/write/";
        const messages = join(folder, "messages.csv");
        const at = ago(2).toISOString().slice(0, 10);
        await writeFile(
          messages,
          `FROM,TO,DATE,CONTENT\nMe,Dana Whitfield,${at} 10:00:00 UTC,${form}\nMe,Kim Li,${at} 10:00:00 UTC,Hi\n`,
        );
        await give(page, connections, messages);
        await hears(page, message("audit_done"));
        const popup = await session.own("popup/popup.html");
        await popup.click("[value=recommendation_request] + span");
        await popup.type("#recipient", "Dana Whitfield");
        const [asked = ""] = message("fact_asked").split("$");
        const facts = () => popup.$eval("#report .facts", (list) => (list.checkVisibility() ? list.textContent : ""));
        await until(facts, (text) => text?.includes(asked), "the facts");
        await popup.type("#recipient", "x");
        await until(facts, (text) => text === "", "the facts to go with the name");
        await popup.close();
      }));

    it("says in the dialog what the data says of its person, and of nobody else", () =>
      onPage(async (page) => {
        const [connections, messages] = ["Connections.csv", "messages.csv"].map((file) => join(folder, file));
        const people = ["Dana,Whitfield,", "Tom,Baker,"].map((person) => `${person}${written(ago(3))}\n`);
        await writeFile(connections, `First Name,Last Name,Connected On\n${people.join("")}`);
        const today = ago(0).toISOString().slice(0, 10);
        await writeFile(
          messages,
          `FROM,TO,DATE,CONTENT\nMe,Tom Baker,${today} 10:00:00 UTC,Hi\nMe,Kim Li,${today} 10:00:00 UTC,Hi\n`,
        );
        await give(page, connections, messages);
        await hears(page, message("audit_done"));
        const tab = await session.open(REQUEST);
        await (await tab.find("[data-next]")).click();
        const panel = await tab.panelWhere(
          ({ text }) => text.includes(message("fact_no_messages")) && text.includes("LinkedIn data"),
          "the facts",
        );
        assert.match(panel.text, /no message between you/u);
        assert.ok(panel.status.startsWith(message("verdict_inappropriate")), panel.status);
        assert.ok(!panel.text.includes("Baker"));
        await tab.close();
      }));

    it("says in quiet mode's popup what the data says, and nothing of it in the page", () =>
      onPage(async (page) => {
        const connections = join(folder, "Connections.csv");
        await writeFile(connections, `First Name,Last Name,Connected On\nDana,Whitfield,${written(ago(3))}\n`);
        await give(page, connections);
        await hears(page, message("audit_done"));
        await page.evaluate(() => chrome.storage.sync.set({ quiet: true }));
        const tab = await session.open(REQUEST);
        await (await tab.find("[data-next]")).click();
        const popup = await session.popupOver(tab);
        await until(
          () => popup.$eval("#current .facts", (list) => list.textContent ?? "").catch(() => ""),
          (text) => text.includes("LinkedIn data of"),
          "the facts",
        );
        assert.equal(await tab.panel(), null);
        await popup.close();
        await tab.close();
        await page.evaluate(() => chrome.storage.sync.remove("quiet"));
      }));

    it("tells people of one name apart by their profile, and else says nothing", () =>
      onPage(async (page) => {
        const connections = join(folder, "Connections.csv");
        const people = ["dana", "dana-2"].map(
          (slug) => `Dana,Whitfield,https://www.linkedin.com/in/${slug},15 Jan 2024\n`,
        );
        await writeFile(connections, `First Name,Last Name,URL,Connected On\n${people.join("")}`);
        await give(page, connections);
        await hears(page, message("audit_done"));
        const source = "LinkedIn data of";
        const request = await session.open(REQUEST);
        await (await request.find("[data-next]")).click();
        assert.ok(!(await request.judged()).text.includes(source));
        await request.close();
        const invite = await session.open("/search/people?dialog=ask");
        await invite.click("#ember77");
        await invite.panelWhere(({ text }) => text.includes(source), "the facts on the one with this profile");
        await invite.close();
      }));

    it("saves what it shows as a page and as CSV", () =>
      onPage(async (page) => {
        await give(page, exported("--invitations", "60"));
        await hears(page, message("audit_done"));
        await page.evaluate(() => {
          /** @type {any} */ (window).saved = [];
          const create = URL.createObjectURL;
          URL.createObjectURL = (blob) => {
            void (/** @type {Blob} */ (blob).text().then((content) => /** @type {any} */ (window).saved.push(content)));
            return create(blob);
          };
          HTMLAnchorElement.prototype.click = () => {};
        });
        await press(page, "#html");
        await press(page, "#csv");
        const [document, csv] = await until(
          () => page.evaluate(() => /** @type {any} */ (window).saved),
          (saved) => saved.length === 2,
          "two files",
        );
        assert.ok(document.startsWith("<!doctype html>") && document.includes("<svg"), document.slice(0, 200));
        assert.ok(csv.includes(`"${message("audit_month")}"`), csv.slice(0, 200));
      }));

    it("can be cancelled, and changes nothing then", () =>
      onPage(async (page) => {
        const large = exported("--messages", "400000", "--connections", "2000");
        await give(page, large);
        await page.waitForSelector("#working:not([hidden])");
        await press(page, "#cancel");
        assert.equal(await status(page), message("audit_cancelled"));
        assert.equal(await page.$eval(".mirror", (mirror) => mirror.childElementCount), 0);
      }));
  });
}
