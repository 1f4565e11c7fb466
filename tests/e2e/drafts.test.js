/** What is read from each dialog: the draft, as the background receives it. */
import { after, before, describe, it } from "node:test";
import { launch, until } from "./browser.js";

const REQUEST = "/in/dana/edit/forms/recommendation/request/?words=none";
const PREFILLED = "Hi Dana Whitfield, can you write me a recommendation?";
const HEADLINE = "Backend engineer at Harbour Systems";
const DANA = { name: "Dana Whitfield" };

/** Notes every draft that the background is asked about. */
const LISTEN = "self.drafts = []; chrome.runtime.onMessage.addListener(({ draft }) => void self.drafts.push(draft))";

describe("drafts", () => {
  /** @type {import("./browser.js").Session} */
  let session;
  /** @type {Awaited<ReturnType<import("./browser.js").Session["worker"]>>} */
  let worker;
  before(async () => {
    session = await launch("chrome");
    worker = await session.worker();
    await worker.evaluate(LISTEN);
  });
  after(() => session?.close());

  /**
   * @param {string} address
   * @param {(tab: import("./browser.js").Tab) => Promise<void>} act
   * @param {object} expected
   */
  async function reads(address, act, expected) {
    await worker.evaluate("chrome.storage.local.remove('notes')");
    const tab = await session.open(address);
    try {
      await act(tab);
      await tab.judged();
      /** @returns {Promise<any>} */
      const last = () => worker.evaluate("self.drafts.at(-1)");
      const wanted = JSON.stringify(expected);
      await until(last, (draft) => JSON.stringify(draft) === wanted, wanted);
    } finally {
      await tab.close();
    }
  }

  /** Chooses from a list as a user does. @param {number} index */
  const choose = (index) => async (/** @type {import("./browser.js").Tab} */ tab) => {
    const list = await tab.find("select");
    await list.focus();
    for (let press = 0; press < index; press += 1) {
      await tab.page.keyboard.press("ArrowDown");
    }
    await tab.click("[data-next]");
  };

  const request = { kind: "recommendation_request", text: PREFILLED, recipient: DANA };

  for (const dialog of ["request", "request-numbered"]) {
    it(`carries the relationship to the message (${dialog})`, () =>
      reads(`${REQUEST}&open=${dialog}`, choose(8), {
        ...request,
        relationship: "recommendee_is_client_of_recommender",
        limit: null,
      }));
  }

  it("knows no relationship while none is chosen", () =>
    reads(`${REQUEST}&open=request`, choose(0), { ...request, relationship: null, limit: null }));

  it("reads radio buttons, and an editor", () =>
    reads(
      `${REQUEST}&open=request-radio`,
      async (tab) => {
        await tab.click("input[type=radio]");
        await tab.click("[data-next]");
      },
      { ...request, relationship: "recommender_managed_recommendee", limit: null },
    ));

  for (const [dialog, relationship] of /** @type {const} */ ([
    ["request-list", "worked_in_same_group"],
    ["request-roles", "recommender_taught_recommendee"],
  ])) {
    it(`knows the option that was chosen when its list is gone (${dialog})`, () =>
      reads(
        `${REQUEST}&open=${dialog}`,
        async (tab) => {
          await tab.judged();
          if (dialog === "request-list") {
            await tab.click("[role=combobox]");
            await tab.click("[role=option]:nth-child(5)");
            await tab.judged();
          }
          await tab.click("[data-next]");
        },
        { ...request, relationship, limit: null },
      ));
  }

  it("reads Sales Navigator's form", () =>
    reads("/sales/lead/1?open=form", (tab) => tab.write("Hi"), {
      kind: "invitation",
      text: "Hi",
      recipient: { ...DANA, company: "Harbour Systems", headline: "Backend engineer" },
      relationship: null,
      limit: 300,
    }));

  it("reads the card of the person whose button opened the dialog", () =>
    reads("/search/people?dialog=ask", (tab) => tab.click("#ember77"), {
      kind: "invitation",
      text: "",
      recipient: { ...DANA, headline: HEADLINE, profile: "dana" },
      relationship: null,
      limit: null,
    }));

  it("reads a recommendation's form", () =>
    reads(
      "/in/dana/edit/forms/recommendation/write/?open=write",
      async (tab) => {
        await (await tab.find("select")).select("RECOMMENDER_TAUGHT_RECOMMENDEE");
        await tab.write("Dana");
      },
      {
        kind: "recommendation",
        text: "Dana",
        recipient: { ...DANA, headline: HEADLINE },
        relationship: "recommender_taught_recommendee",
        limit: 3000,
      },
    ));

  it("reads an editor and a list on a page of their own", () =>
    reads("/in/dana/edit/forms/recommendation/write/?words=none&open=page", (tab) => tab.write("Dana rebuilt it."), {
      kind: "recommendation",
      text: "Dana rebuilt it.",
      recipient: DANA,
      relationship: "worked_in_same_group",
      limit: null,
    }));

  it("names whom the pressed control and the dialog name, not the page's owner", () =>
    reads(
      "/in/robert/invite?words=none&mount=shadow",
      async (tab) => {
        await tab.click(".connect");
        await tab.judged();
        await tab.click("[data-next]");
        await tab.write("Hi");
      },
      {
        kind: "invitation",
        text: "Hi",
        recipient: { ...DANA, profile: "dana" },
        relationship: null,
        limit: 200,
        notes_left: 5,
      },
    ));

  it("peels the degree off the name", () =>
    reads("/in/robert/invite?open=bare", async () => {}, {
      kind: "invitation",
      text: "",
      recipient: DANA,
      relationship: null,
      limit: null,
    }));
});
