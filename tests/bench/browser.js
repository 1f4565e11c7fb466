// What a user waits for in the browser.

const ROUNDS = 15;

/**
 * How long an answer takes when the browser has ended the background worker, in milliseconds.
 * @param {import("puppeteer-core").Browser} browser
 * @returns {Promise<number[]>}
 */
export async function answerAfterKill(browser) {
  const isWorker = (/** @type {import("puppeteer-core").Target} */ target) => target.type() === "service_worker";
  const worker = await browser.waitForTarget(isWorker);
  const page = await browser.newPage();
  await page.goto(new URL("/popup/popup.html", worker.url()).href);
  const ask = () =>
    page.evaluate(async () => {
      const draft = { kind: "invitation", text: "I'd like to add you to my professional network on LinkedIn." };
      const start = performance.now();
      const reply = await chrome.runtime.sendMessage({ type: "check", draft });
      if (!reply?.report) throw new Error(`no report: ${JSON.stringify(reply)}`);
      return performance.now() - start;
    });
  await ask();
  const samples = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const target = await browser.waitForTarget(isWorker);
    const gone = new Promise((resolve) => {
      browser.on("targetdestroyed", (destroyed) => destroyed === target && resolve(undefined));
    });
    await (await target.worker())?.close();
    await gone;
    samples.push(await ask());
  }
  await page.close();
  return samples;
}

/**
 * How long after a dialog opens the panel is drawn in it, in milliseconds.
 * @param {import("../e2e/browser.js").Session} session
 * @returns {Promise<number[]>}
 */
export async function panelAfterDialog(session) {
  const samples = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const tab = await session.open("/invite");
    const sample = await tab.page.evaluateHandle(() => {
      const drawn = new Promise((resolve) => {
        const look = (/** @type {number} */ opened) => {
          const dialog = document.querySelector("[role=dialog]");
          // To the page the panel is an element that it did not make: empty, nameless, and yet not flat.
          const isPanel = (/** @type {HTMLElement} */ { attributes, childNodes, offsetHeight }) =>
            attributes.length === 0 && childNodes.length === 0 && offsetHeight > 0;
          if ([...(dialog?.querySelectorAll("div") ?? [])].some(isPanel)) resolve(performance.now() - opened);
          else requestAnimationFrame(() => look(opened));
        };
        new MutationObserver((_, observer) => {
          observer.disconnect();
          const opened = performance.now();
          requestAnimationFrame(() => look(opened));
        }).observe(document.body, { childList: true, subtree: true });
      });
      return { drawn };
    });
    await tab.click("[data-open]");
    samples.push(await sample.evaluate(({ drawn }) => /** @type {Promise<number>} */ (drawn)));
    await tab.close();
  }
  return samples;
}

const KEYS = 40;

/**
 * How long after a change of the text the panel has followed it, in milliseconds.
 * @param {import("../e2e/browser.js").Session} session
 * @param {readonly [string, string]} drafts two texts that the panel says different things of
 * @returns {Promise<number[]>}
 */
export async function panelAfterKey(session, drafts) {
  const tab = await session.open("/invite?open=note");
  const field = await tab.find("textarea");
  /** @type {number[]} */
  const samples = [];
  for (let key = 0; key <= KEYS; key += 1) {
    await field.click({ count: 3 });
    const sample = await tab.page.evaluateHandle(() => {
      const isPanel = (/** @type {HTMLElement} */ { attributes, childNodes, offsetHeight }) =>
        attributes.length === 0 && childNodes.length === 0 && offsetHeight > 0;
      const panel = [...document.querySelectorAll("[role=dialog] div")].find((element) =>
        isPanel(/** @type {HTMLElement} */ (element)),
      );
      const height = () => /** @type {HTMLElement} */ (panel).offsetHeight;
      const before = height();
      const followed = new Promise((resolve) => {
        const look = (/** @type {number} */ typed) => {
          if (height() !== before) resolve(performance.now() - typed);
          else requestAnimationFrame(() => look(typed));
        };
        document.addEventListener("input", () => look(performance.now()), { once: true, capture: true });
      });
      return { followed };
    });
    await tab.page.keyboard.sendCharacter(drafts[key % 2] ?? "");
    samples.push(await sample.evaluate(({ followed }) => /** @type {Promise<number>} */ (followed)));
  }
  await tab.close();
  return samples.slice(1);
}
