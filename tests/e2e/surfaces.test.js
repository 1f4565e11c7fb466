/** Each place where the extension speaks: found in every setting, without a word of its language, and left as it was. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, until } from "./browser.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

const FORM = "/in/dana/edit/forms/recommendation";
const DETAILS = "/in/dana/details/recommendations/edit";

/** Where each dialog is, and what the panel says when it opens. */
const SURFACES = [
  { what: "an invitation before its note", page: "/in/robert/invite?open=ask", verdict: "canned", everywhere: true },
  { what: "an invitation with its note", page: "/in/robert/invite?open=note", verdict: "canned", everywhere: true },
  { what: "an invitation opened by its address", page: "/preload/custom-invite/?open=bare", verdict: "canned" },
  { what: "a redesigned invitation before its note", page: "/in/robert/invite?dialog=bare", verdict: "canned" },
  { what: "a redesigned note", page: "/preload/custom-invite/?open=bare-note", verdict: "canned" },
  { what: "an invitation without roles", page: "/in/robert/invite?open=plain", verdict: "canned" },
  { what: "a note without roles", page: "/in/robert/invite?open=plain-note", verdict: "canned" },
  { what: "an older invitation", page: "/in/robert/invite?open=older", verdict: "canned" },
  { what: "the question how one knows somebody", page: "/in/robert/invite?open=knowing", verdict: "canned" },
  { what: "an invitation that asks for an address", page: "/in/robert/invite?open=address", verdict: "canned" },
  { what: "a note beside an address", page: "/in/robert/invite?open=address-note", verdict: "canned" },
  { what: "a dialog of an older search", page: "/search/people?dialog=ask", press: "#ember77", verdict: "canned" },
  { what: "a dialog of a newer search", page: "/search/people?dialog=bare", press: ".newer", verdict: "canned" },
  { what: "Sales Navigator's form", page: "/sales/lead/1?open=form", verdict: "canned" },
  { what: "a recommendation on a page of its own", page: `${FORM}/write/?open=page`, verdict: "vague" },
  { what: "a request's relationship", page: `${FORM}/request/?open=request`, verdict: null },
  { what: "a request's message", page: `${FORM}/request/?open=request-message`, verdict: "vague", everywhere: true },
  { what: "a newer request's list", page: `${FORM}/request/?open=request-list`, verdict: null },
  { what: "a newer request's buttons", page: "/in/dana/request?open=request-roles", verdict: null },
  { what: "an editor that comes late", page: `${DETAILS}/request/?open=request-late`, verdict: "vague" },
  { what: "a recommendation", page: `${FORM}/write/?open=write`, verdict: "vague", everywhere: true },
  { what: "a recommendation, addressed otherwise", page: `${DETAILS}/write/?open=write`, verdict: "vague" },
];

const SETTINGS = ["mount=light", "mount=light&words=none", "mount=shadow&words=none"];

/** Where LinkedIn has been seen to open the dialogs that it opens most. */
const EVERYWHERE = ["mount=shadow", "mount=nested", "mount=iframe", "mount=iframe&words=none", "mount=iframe-shadow"];

/** @typedef {import("./browser.js").Tab} Tab */

/** @param {Tab} tab */
async function isUntouched(tab) {
  const { untrusted, urls, errors } = await tab.seen();
  assert.deepEqual({ untrusted, urls, errors }, { untrusted: [], urls: [], errors: [] });
}

/** @param {Tab} tab */
async function sendIsFree(tab) {
  // First, since the panel moves the buttons.
  const panel = await (await tab.judged()).box();
  const bar = await (await tab.find(".artdeco-modal__actionbar")).boundingBox();
  const frame = await (await tab.frame.frameElement())?.boundingBox();
  assert.ok(bar);
  const top = panel.y + (tab.name === "firefox" ? (frame?.y ?? 0) : 0);
  assert.ok(panel.height > 20, "the panel is to be seen");
  assert.ok(
    top >= bar.y + bar.height - 1 || top + panel.height <= bar.y + 1,
    `panel ${JSON.stringify(panel)} lies over the buttons ${JSON.stringify(bar)}`,
  );
}

for (const name of BROWSERS) {
  describe(`surfaces in ${name}`, () => {
    /** @type {import("./browser.js").Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    /** @param {string} address @param {(tab: Tab) => Promise<void>} use @param {{ width: number, height: number }} [viewport] */
    async function on(address, use, viewport) {
      const tab = await session.open(address, viewport);
      try {
        await use(tab);
        await isUntouched(tab);
      } finally {
        await tab.close();
      }
    }

    for (const { what, page, verdict, press, everywhere } of SURFACES) {
      // A dialog without marks is known by the press that opened it.
      const opener = page.includes("dialog=") ? (press ?? ".connect") : null;
      for (const setting of [...SETTINGS, ...(everywhere ? EVERYWHERE : [])]) {
        it(`speaks at ${what} (${setting})`, () =>
          on(`${page}&${setting}`, async (tab) => {
            if (opener) {
              await tab.click(opener);
            }
            const panel = await tab.judged();
            assert.ok(verdict === null || says(verdict)(panel), panel.status);
            await sendIsFree(tab);
          }));
      }
    }

    it("knows a dialog in a frame by the press around it", () =>
      on("/in/robert/invite?dialog=bare&mount=iframe&words=none", async (tab) => {
        await tab.click(".connect");
        await tab.panelWhere(says("canned"), "a verdict in the frame");
      }));

    it("finds the dialog in the host that a page puts in another's place", () =>
      on("/in/robert/invite?mount=shadow", async (tab) => {
        await tab.click(".connect");
        await tab.judged();
        await tab.click("[data-close]");
        await tab.click("[data-navigate]");
        await tab.click(".connect");
        await tab.panelWhere(says("canned"), "a verdict in the new host");
      }));

    it("judges while the user types, and changes nothing", () =>
      on("/in/robert/invite", async (tab) => {
        await tab.click(".connect");
        await tab.panelWhere(says("canned"), "the blank invitation's verdict");
        await tab.click("[data-next]");
        await tab.write(CANNED);
        await tab.panelWhere(
          (panel) => says("canned")(panel) && panel.buttons.length > 0,
          "the default text's findings",
        );
        await tab.write(PERSONAL);
        await tab.panelWhere(says("personal"), "the personal note's verdict");
        const value = await (await tab.find("textarea")).evaluate(
          (field) => /** @type {HTMLTextAreaElement} */ (field).value,
        );
        assert.equal(value, PERSONAL);
        await tab.click("[data-next]");
        await tab.panelWhere(says("canned"), "the verdict after going back");
      }));

    it("keeps the recipient's name from one step to the next", () =>
      on("/in/robert/invite", async (tab) => {
        await tab.click(".connect");
        await tab.judged();
        await tab.click("[data-next]");
        await tab.write("Hi Robert, I would like to connect.");
        await tab.panelWhere((panel) => panel.text.includes("Dana"), "advice that names the person invited");
      }));

    it("selects the words that a finding is about", () =>
      on("/in/robert/invite?open=note", async (tab) => {
        await tab.write(CANNED);
        const isWarning = (/** @type {{ text: string }} */ { text }) => text.startsWith(message("weight_warning"));
        const press = async () => {
          const panel = await tab.panelWhere(({ buttons }) => buttons.some(isWarning), "a finding with a place");
          // The last letters may still change the findings, under the pointer.
          await panel.buttons
            .find(isWarning)
            ?.click()
            .catch(() => {});
          return (await tab.find("textarea")).evaluate((element) => {
            const field = /** @type {HTMLTextAreaElement} */ (element);
            return field.value.slice(field.selectionStart, field.selectionEnd);
          });
        };
        const words = await until(press, (selected) => selected !== "", "a selection");
        assert.ok(CANNED.includes(words) && words.length < CANNED.length, words);
        assert.deepEqual((await tab.seen()).sent, []);
      }));

    it("reads and marks an editor", () =>
      on(`${FORM}/request/?open=request-editor`, async (tab) => {
        await tab.write("Would you endorse me? I will endorse you back!");
        const press = async () => {
          const panel = await tab.panelWhere(({ buttons }) => buttons.length > 0, "a finding with a place");
          // The last letters may still change the findings, under the pointer.
          await panel.buttons[0].click().catch(() => {});
          return tab.frame.evaluate("String(getSelection())");
        };
        await until(press, (selected) => selected !== "", "a selection");
      }));

    it("fits a narrow window", () => on("/in/robert/invite?open=note", sendIsFree, { width: 360, height: 640 }));
  });
}
