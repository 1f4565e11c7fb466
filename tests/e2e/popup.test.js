/** The popup, as a page of its own. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, until } from "./browser.js";
import { CANNED, message, PERSONAL } from "./texts.js";

describe("popup", () => {
  /** @type {import("./browser.js").Session} */
  let session;
  /** @type {import("puppeteer-core").Page} */
  let page;
  before(async () => {
    session = await launch("chrome");
    page = await session.popup();
  });
  after(() => session?.close());

  /** @param {string} selector */
  const read = (selector) => page.$eval(selector, (element) => element.textContent ?? "");

  /** @param {string} verdict */
  const verdict = (verdict) =>
    until(
      () => read("#report [role=status]"),
      (said) => said.startsWith(message(`verdict_${verdict}`)),
      `the verdict ${verdict}`,
    );

  /** @param {string} text */
  async function write(text) {
    await page.$eval("#text", (field) => /** @type {HTMLTextAreaElement} */ (field).select());
    await page.type("#text", text);
  }

  it("judges an invitation while it is typed, and marks its words", async () => {
    await page.type("#recipient", "Dana Whitfield");
    await write(CANNED);
    await verdict("canned");
    const marked = await until(
      () => page.$$eval("mark", (marks) => marks.map((mark) => mark.textContent ?? "")),
      (marks) => marks.length > 0,
      "marks",
    );
    assert.ok(marked.every((words) => CANNED.includes(words)));
    assert.match(await read(".counts output"), new RegExp(`^${CANNED.length} `, "u"));
    await write(PERSONAL);
    await verdict("personal");
  });

  it("selects the words of a finding", async () => {
    await write(CANNED);
    await verdict("canned");
    await (await page.waitForSelector("button.says"))?.click();
    const selected = await page.$eval("#text", (element) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (element);
      return value.slice(selectionStart, selectionEnd);
    });
    assert.ok(selected && CANNED.includes(selected));
  });

  it("asks for the relationship where one matters", async () => {
    assert.equal(await page.$eval("#relationship", (list) => list.checkVisibility()), false);
    await page.focus("input[value=invitation]");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.$eval("#relationship", (list) => list.checkVisibility()), true);
    await page.select("#relationship", "none");
    await verdict("inappropriate");
  });

  it("has a name for every control", async () => {
    const client = await page.createCDPSession();
    const { nodes } = await client.send("Accessibility.getFullAXTree");
    const controls = nodes.filter(
      ({ role, ignored }) => !ignored && ["radio", "textbox", "combobox", "button", "region"].includes(role?.value),
    );
    assert.ok(controls.length > 5);
    assert.deepEqual(
      controls.filter(({ name }) => !name?.value),
      [],
    );
  });
});
