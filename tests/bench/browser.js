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

const PAGES = 9;
const BATCHES = 60;
/** Texts between two looks at the clock, which browsers keep coarse. */
const BATCH = 40;

/**
 * The module in an extension's page: start to first answer, and the median of new texts, in milliseconds; what it holds, in
 * bytes. Of the starts the quickest, since the others were disturbed.
 * @param {import("../e2e/browser.js").Session} session
 * @param {readonly (readonly [kind: string, next: () => string])[]} drafts
 */
export async function moduleInPage(session, drafts) {
  const starts = [];
  const speed = [];
  let memory = 0;
  for (let round = 0; round < PAGES; round += 1) {
    const page = await session.own("popup/popup.html");
    const started = await page.evaluate(async () => {
      // A new address is a new module, which the page has not compiled.
      const address = "/wasm/fauxpas.js?anew";
      const start = performance.now();
      const { default: init, check } = await import(address);
      const { memory } = await init({ module_or_path: "/wasm/fauxpas_bg.wasm" });
      check({ kind: "invitation", text: "I'd like to add you to my professional network on LinkedIn." });
      Object.assign(globalThis, { check });
      return { time: performance.now() - start, memory: memory.buffer.byteLength };
    });
    starts.push(started.time);
    memory = started.memory;
    if (round === PAGES - 1) {
      for (const [kind, next] of drafts) {
        const texts = Array.from({ length: BATCHES * BATCH * 2 }, next);
        const times = await page.evaluate(
          (kind, texts, batch) => {
            const check = /** @type {(draft: object) => unknown} */ (Reflect.get(globalThis, "check"));
            const times = [];
            for (let first = 0; first < texts.length; first += batch) {
              const start = performance.now();
              for (const text of texts.slice(first, first + batch)) {
                check({ kind, text, recipient: { name: "Amara Diallo" } });
              }
              times.push((performance.now() - start) / batch);
            }
            // The first half is for the compilers to warm up.
            return times.slice(times.length / 2);
          },
          kind,
          texts,
          BATCH,
        );
        speed.push(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN);
      }
    }
    await page.close();
  }
  return { start: Math.min(...starts), speed, memory };
}
