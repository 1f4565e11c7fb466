/** What an organisation decides wins, and its people see that. Firefox reads such a policy from a file in the home folder. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { launch, until } from "./browser.js";
import { CANNED, message } from "./texts.js";

const ID = "faux-pas@fauxpas.app";

it("an organisation's policy wins over the user's settings", { skip: process.platform !== "linux" }, async () => {
  const home = await mkdtemp(join(tmpdir(), "faux-pas-"));
  const folder = join(home, ".mozilla/managed-storage");
  await mkdir(folder, { recursive: true });
  const data = { quiet: true, disabledChecks: ["canned_phrase"], cannedPhrases: ["hello there"], hold: "a mistake" };
  const policy = { name: ID, description: "A policy", type: "storage", data };
  await writeFile(join(folder, `${ID}.json`), JSON.stringify(policy));
  const session = await launch("firefox", undefined, true, { HOME: home });
  try {
    const page = await session.own("options/options.html");
    await page.waitForSelector("body[aria-busy=false]");
    /** @param {string} selector */
    const control = (selector) =>
      page.$eval(selector, (element) => {
        const { checked, disabled } = /** @type {HTMLInputElement} */ (element);
        return { checked, disabled };
      });
    await until(
      () => control("[name=quiet]"),
      ({ checked, disabled }) => checked && disabled,
      "quiet mode to be decided",
    );
    assert.deepEqual(await control("[name=hold]"), { checked: true, disabled: false });
    assert.deepEqual(await control("[data-check=canned_phrase] input"), { checked: false, disabled: true });
    const phrases = await page.$eval(".phrases", (list) => list.textContent ?? "");
    assert.ok(phrases.includes("hello there") && phrases.includes(message("by_organisation")));
    const { report } = await page.evaluate(
      (text) => chrome.runtime.sendMessage({ type: "check", draft: { kind: "invitation", text } }),
      `Hello, there! ${CANNED}`,
    );
    const checks = report.findings.map((/** @type {any} */ { check }) => check);
    assert.ok(checks.includes("own_phrase") && !checks.includes("canned_phrase"), checks.join(", "));
  } finally {
    await session.close();
    await rm(home, { recursive: true, force: true });
  }
});
