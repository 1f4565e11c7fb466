/** Pages that do their worst, and a browser that takes things away: Send works, drafts stay, reports don't get out. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BROWSERS, extension, launch, until } from "./browser.js";
import { CANNED, message, PERSONAL, says } from "./texts.js";

/** @typedef {import("./browser.js").Session} Session */
/** @typedef {import("./browser.js").Tab} Tab */

const NOTE = "/in/robert/invite?open=note";

const MODULE = "wasm/fauxpas_bg.wasm";

/** A test that waits longer than this has hung, in milliseconds. */
const timeout = 60_000;

/** @param {Tab} tab @param {string[]} drafts what must have been sent, to the letter */
async function sends(tab, ...drafts) {
  await until(
    async () => (await tab.seen()).sent,
    (sent) => sent.length >= drafts.length,
    "Send to work",
  );
  const { sent, untrusted, errors, urls } = await tab.seen();
  assert.deepEqual({ sent, untrusted, errors, urls }, { sent: drafts, untrusted: [], errors: [], urls: [] });
}

/**
 * Puts a text into the field at once, as an input method does: pages that do their worst make every key slow.
 *
 * @param {Tab} tab @param {string} text
 */
async function type(tab, text) {
  const field = await tab.frame.evaluateHandle(inShadows, "textarea");
  await /** @type {any} */ (field).focus();
  await tab.frame.evaluate((text) => document.execCommand("insertText", false, text), text);
}

/**
 * Presses Send, or something else, with a real mouse.
 *
 * @param {Tab} tab
 * @param {string} [selector]
 */
async function press(tab, selector = "[data-send]") {
  const control = await tab.frame.evaluateHandle(inShadows, selector);
  await /** @type {any} */ (control).click();
}

/**
 * Finds an element in open shadow roots, too.
 *
 * @param {string} selector
 * @returns {Element | null}
 */
function inShadows(selector) {
  const find = (/** @type {Document | ShadowRoot} */ root) => {
    /** @type {Element | null} */
    let found = root.querySelector(selector);
    for (const { shadowRoot } of found ? [] : root.querySelectorAll("*")) {
      found ??= shadowRoot instanceof ShadowRoot ? find(shadowRoot) : null;
    }
    return found;
  };
  return find(document);
}

for (const name of BROWSERS) {
  describe(`a hostile page in ${name}`, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    /** @param {string} does @param {(tab: Tab) => Promise<void>} use @param {string} [address] */
    function on(does, use, address = NOTE) {
      it(does, { timeout }, async () => {
        const tab = await session.open(address);
        try {
          await use(tab);
        } finally {
          await tab.close();
        }
      });
    }

    /** Whatever is done to it, a personal note gets its verdict, goes at the first press and is not changed. @param {Tab} tab */
    async function judgesAndSends(tab) {
      await type(tab, PERSONAL);
      await tab.panelWhere(says("personal"), "a verdict");
      await press(tab);
      await sends(tab, PERSONAL);
    }

    for (const place of ["body", "[data-dialog]"]) {
      on(`changes 10,000 times a second in ${place}`, async (tab) => {
        await tab.frame.evaluate((place) => {
          const box = /** @type {Element} */ (document.querySelector(place)).appendChild(document.createElement("p"));
          let round = 0;
          const change = () => {
            for (let index = 0; index < 25; index += 1) {
              round += 1;
              const child = document.createElement("div");
              child.setAttribute("role", "dialog");
              child.hidden = round % 2 === 0;
              child.append(`${round}`, document.createElement("textarea"));
              box.replaceChildren(child);
              child.toggleAttribute("hidden");
              child.toggleAttribute("open");
              box.ariaHidden = String(round % 2 === 0);
            }
          };
          setInterval(change, 10);
        }, place);
        await judgesAndSends(tab);
      });
    }

    on("removes the panel each time", async (tab) => {
      await tab.judged();
      await tab.frame.evaluate(() => {
        const remove = () => {
          for (const element of document.querySelectorAll("[data-dialog] div")) {
            if (element.attributes.length === 0) {
              element.remove();
            }
          }
        };
        new MutationObserver(remove).observe(document, { childList: true, subtree: true });
        remove();
      });
      await tab.write(CANNED);
      await until(
        () => tab.panel(),
        (panel) => panel === null,
        "the panel to stay away",
      );
      // Nothing is held without a word about it.
      await tab.click("[data-send]");
      await sends(tab, CANNED);
    });

    on("nests 200 shadow roots around its dialog", async (tab) => {
      await tab.frame.evaluate(() => {
        const overlay = /** @type {Element} */ (document.querySelector("[data-test-modal-container]"));
        let place = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
        const { host } = place;
        host.id = "interop-outlet";
        for (let depth = 0; depth < 200; depth += 1) {
          const inner = place.appendChild(document.createElement("div"));
          place = inner.attachShadow({ mode: "open" });
        }
        place.append(overlay);
      });
      await judgesAndSends(tab);
    });

    on("gives its dialog 1 MB of text in every place", async (tab) => {
      await tab.frame.evaluate(() => {
        const dialog = /** @type {Element} */ (document.querySelector("[data-dialog]"));
        const long = "Nulla 7 dies (sine) linea • ".repeat(8_000);
        for (const tag of ["strong", "p", "h3", "label", "small"]) {
          let place = dialog.appendChild(document.createElement("div"));
          for (let depth = 0; depth < 20; depth += 1) {
            place = place.appendChild(document.createElement("div"));
          }
          place.hidden = tag === "label";
          place.style.cssText = "height: 4px; overflow: hidden";
          place.appendChild(document.createElement(tag)).textContent = long;
        }
        for (const attribute of ["aria-label", "title", "data-value"]) {
          dialog.setAttribute(attribute, long);
        }
      });
      await judgesAndSends(tab);
    });

    on("has 1 MB in its field", async (tab) => {
      await tab.frame.evaluate(() => {
        const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
        field.wrap = "off";
        field.value = "Hi Dana, 🎉{{name}} \ud800 we met in Berlin. ".repeat(22_000);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const length = await tab.frame.$eval("textarea", ({ value }) => value.length);
      await tab.panelWhere(({ status }) => !says("canned")({ status }) && status !== "", "another verdict");
      await tab.frame.evaluate(() => {
        const { seen } = /** @type {any} */ (window);
        seen.untrusted = [];
      });
      await press(tab);
      const sent = () =>
        tab.frame.evaluate(() =>
          /** @type {any} */ (window).seen.sent.map((/** @type {string} */ text) => text.length),
        );
      // Whatever was said of it, it goes at the second press at the latest.
      if ((await sent()).length === 0) {
        await press(tab);
      }
      assert.deepEqual(await until(sent, (lengths) => lengths.length > 0, "Send to work"), [length]);
    });

    on("is nested 1,000 elements deep, and has 1,000 other dialogs", async (tab) => {
      await tab.frame.evaluate(() => {
        const dialog = /** @type {Element} */ (document.querySelector("[data-dialog]"));
        let place = document.body;
        for (let depth = 0; depth < 1_000; depth += 1) {
          place = place.appendChild(document.createElement("div"));
        }
        place.append(/** @type {Element} */ (dialog.parentElement));
        for (let index = 0; index < 1_000; index += 1) {
          const other = document.body.appendChild(document.createElement("div"));
          other.role = "dialog";
          other.append(document.createElement("textarea"), document.createElement("button"));
        }
      });
      await judgesAndSends(tab);
    });

    on("gives its elements the names of what scripts ask of them", async (tab) => {
      await tab.frame.evaluate(() => {
        const names = [
          ...["matches", "closest", "querySelector", "querySelectorAll", "contains", "isConnected", "parentElement"],
          ...["childNodes", "getAttribute", "shadowRoot", "checkVisibility", "nodeType"],
          ...["getRootNode", "compareDocumentPosition", "append", "after", "title", "hidden"],
          ...["addEventListener", "localName", "firstElementChild", "nextElementSibling", "getBoundingClientRect"],
        ];
        const forms = () => {
          const form = document.createElement("form");
          for (const name of names) {
            form.appendChild(document.createElement("input")).name = name;
          }
          return form;
        };
        for (const name of ["title", "activeElement", "readyState", "evaluate", "createRange", "getSelection"]) {
          document.body.append(Object.assign(document.createElement("img"), { name }));
        }
        const { append } = Element.prototype;
        append.call(document.querySelector("main"), forms());
        const other = document.createElement("div");
        other.role = "dialog";
        other.append(forms());
        append.call(document.querySelector("main"), other);
      });
      for (const selector of ["[data-close]", ".connect", "[data-next]"]) {
        await press(tab, selector);
      }
      await judgesAndSends(tab);
    });

    on("forges events and messages", async (tab) => {
      await tab.write(CANNED);
      await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 0, "findings");
      const leaked = await tab.frame.evaluate(async (canned) => {
        const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
        const send = /** @type {HTMLButtonElement} */ (document.querySelector("[data-send]"));
        const host = document.querySelector("[data-dialog] div:not([class])");
        /** @type {unknown[]} */
        const answers = [];
        window.addEventListener("message", ({ data }) => answers.push(data), { once: false });
        for (const target of [send, field, host, document, window]) {
          for (const key of ["Enter", " ", "x"]) {
            const options = { key, composed: true, bubbles: true, cancelable: true };
            target?.dispatchEvent(new KeyboardEvent("keydown", options));
            target?.dispatchEvent(new KeyboardEvent("keyup", options));
          }
          for (const type of [
            "pagehide",
            "pageshow",
            "visibilitychange",
            "focusin",
            "pointerover",
            "submit",
            "abort",
          ]) {
            target?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
          }
        }
        for (const type of ["check", "closed", "sent", "unreadable"]) {
          const message = { type, draft: { kind: "invitation", text: canned }, surface: "invitation", structure: "x" };
          window.postMessage(message, "*");
          window.dispatchEvent(new CustomEvent(type, { detail: message }));
        }
        const { chrome, browser } = /** @type {any} */ (globalThis);
        await new Promise((done) => setTimeout(done));
        return { answers: answers.length, ways: [typeof chrome?.runtime, typeof browser?.runtime] };
      }, CANNED);
      // Its own messages, and no way to ours.
      assert.deepEqual(leaked, { answers: 4, ways: ["undefined", "undefined"] });
      await tab.frame.evaluate(() => {
        /** @type {any} */ (window).seen.untrusted = [];
      });
      // Forged presses were held for nobody; the user's own first press is.
      await tab.click("[data-send]");
      await tab.panelWhere(({ alert }) => alert === message("held"), "the hold");
      await tab.click("[data-send]");
      await sends(tab, CANNED);
    });

    on("has redefined what scripts are made of", async (tab) => {
      const { page } = tab;
      await page.evaluateOnNewDocument(() => {
        /** @type {string[]} */
        const heard = [];
        Object.assign(window, { heard });
        const { indexOf } = String.prototype;
        for (const { prototype } of [
          EventTarget,
          Node,
          Element,
          HTMLElement,
          Document,
          Event,
          Array,
          String,
          Map,
          Set,
        ]) {
          for (const [key, { value, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
            if (typeof value === "function" && key !== "constructor" && configurable) {
              const spy = function (/** @type {any} */ ...args) {
                for (let at = 0; at < args.length; at += 1) {
                  if (typeof args[at] === "string" && Reflect.apply(indexOf, args[at], ["everyone sends"]) >= 0) {
                    heard[heard.length] = key;
                  }
                }
                // @ts-expect-error: whatever it is called on
                return Reflect.apply(value, this, args);
              };
              Object.defineProperty(prototype, key, { value: spy, configurable, writable: true });
            }
          }
        }
        for (const name of [
          "chrome",
          "browser",
          "CSSStyleSheet",
          "AbortController",
          "IntersectionObserver",
          "WeakRef",
        ]) {
          Object.defineProperty(window, name, {
            get: () => {
              heard[heard.length] = name;
            },
            configurable: true,
          });
        }
        const open = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ options) {
          return open.call(this, { ...options, mode: "open" });
        };
      });
      await page.reload();
      await tab.judged();
      await type(tab, CANNED);
      await tab.panelWhere((panel) => panel.text.includes(message("check_canned_phrase_message")), "a finding");
      assert.deepEqual(await tab.frame.evaluate("heard"), []);
      assert.equal(
        await tab.frame.evaluate("document.querySelector('[data-dialog] div:not([class])').shadowRoot"),
        null,
      );
      await press(tab);
      await tab.panelWhere(({ alert }) => alert === message("held"), "the hold");
      await press(tab);
      await sends(tab, CANNED);
    });

    on("looks everywhere for what the report says", async (tab) => {
      await tab.frame.evaluate(() => {
        /** @type {string[]} */
        const leaks = [];
        Object.assign(window, { leaks });
        /** @param {string} how @param {any} node */
        const take = (how, node) => {
          if (node instanceof Node && node.getRootNode() instanceof ShadowRoot) {
            leaks.push(`${how}: ${node.nodeName} ${node.textContent}`);
          }
        };
        for (const key of new Set([
          ...Object.keys(window),
          ...Object.keys(HTMLElement.prototype),
          "onfocusin",
          "onfocusout",
        ])) {
          if (key.startsWith("on")) {
            const type = key.slice(2);
            const look = (/** @type {any} */ event) => {
              for (const property in event) {
                take(`${type}.${property}`, event[property]);
              }
              for (const node of event.composedPath()) {
                take(`${type} path`, node);
              }
            };
            window.addEventListener(type, look, true);
            document.addEventListener(type, look);
          }
        }
        for (const type of PerformanceObserver.supportedEntryTypes) {
          const observer = new PerformanceObserver((list) => {
            for (const entry of /** @type {any[]} */ (list.getEntries())) {
              take(type, entry.target);
              take(type, entry.element);
              for (const { node } of entry.sources ?? []) {
                take(type, node);
              }
              if (JSON.stringify(entry).includes("-extension:")) {
                leaks.push(`${type}: ${JSON.stringify(entry)}`);
              }
            }
          });
          observer.observe({ type, buffered: true });
        }
        const style = document.createElement("style");
        style.textContent = ["-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Georgia", "Arial"]
          .map((family) => `@font-face{font-family:"${family}";src:url("/leak.woff2");unicode-range:U+22EF}`)
          .join("");
        document.head.append(style);
      });
      await tab.write(CANNED);
      const finding = message("check_canned_phrase_message");
      const panel = await tab.panelWhere(
        ({ text, buttons }) => text.includes(finding) && buttons.length > 1,
        "findings",
      );
      const { x, y, width, height } = await panel.box();
      const { mouse, keyboard } = tab.page;
      await mouse.move(x + 30, y + 20);
      await mouse.move(x + width / 2, y + height / 2, { steps: 5 });
      await mouse.down();
      await mouse.move(x + width / 3, y + height / 3, { steps: 5 });
      await mouse.up();
      await mouse.click(x + width / 2, y + height / 2, { button: "right" });
      await panel.buttons[0].click();
      await keyboard.press("Tab");
      await keyboard.press("Enter");
      const leaks = await tab.frame.evaluate((finding) => {
        const { leaks } = /** @type {any} */ (window);
        const selection = /** @type {Selection} */ (getSelection());
        const ways = {
          text: () => document.documentElement.textContent,
          innerText: () => document.body.innerText,
          markup: () => document.documentElement.getHTML({ serializableShadowRoots: true }),
          selection: () => selection.toString(),
          everything: () => {
            document.execCommand("selectAll");
            return selection.toString();
          },
          editable: () => {
            document.designMode = "on";
            document.execCommand("selectAll");
            document.designMode = "off";
            return selection.toString();
          },
          animations: () =>
            document
              .getAnimations()
              .map(({ effect }) => /** @type {any} */ (effect)?.target?.textContent)
              .join(),
          points: () => {
            let found = "";
            for (let x = 0; x < innerWidth; x += 30) {
              for (let y = 0; y < innerHeight; y += 10) {
                const node = document.caretPositionFromPoint?.(x, y)?.offsetNode;
                found += node instanceof Text ? node.data : "";
                found += document
                  .elementsFromPoint(x, y)
                  .map((one) => [...one.attributes].map(({ value }) => value))
                  .join();
              }
            }
            return found;
          },
        };
        for (const [way, read] of Object.entries(ways)) {
          if (read()?.includes(finding)) {
            leaks.push(way);
          }
        }
        return leaks;
      }, finding);
      assert.deepEqual(leaks, []);
    });

    on("asks for our files", async (tab) => {
      const base = session.address("");
      const answers = await tab.frame.evaluate(async (base) => {
        const reached = [];
        for (const file of ["manifest.json", "icons/48.png", "content/content.js", "popup/popup.html", "nothing"]) {
          const image = new Image();
          const loads = new Promise((done) => {
            image.onload = () => done(true);
            image.onerror = () => done(false);
          });
          image.src = `${base}${file}`;
          reached.push(
            await loads,
            await fetch(`${base}${file}`).then(
              ({ ok }) => ok,
              () => false,
            ),
          );
        }
        return reached;
      }, base);
      assert.ok(answers.every((isReached) => isReached === false));
      // What the page was told of its own attempts is no stray of ours.
      await session.takeStrays();
    });
  });

  describe(`a browser that takes things away in ${name}`, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await launch(name);
    });
    after(() => session?.close());

    it("answers though the background ends before, during and after each check", { timeout }, async () => {
      const tab = await session.open(NOTE);
      await tab.judged();
      await session.endBackground();
      await type(tab, PERSONAL);
      await session.endBackground();
      await tab.panelWhere(says("personal"), "a verdict");
      await session.endBackground();
      await tab.write(CANNED);
      await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 0, "another");
      await session.endBackground();
      await press(tab);
      await tab.panelWhere(({ alert }) => alert === message("held"), "the hold");
      await session.endBackground();
      await press(tab);
      await sends(tab, CANNED);
      await tab.close();
    });

    it("works with a storage that holds nonsense, and one that is full", { timeout }, async () => {
      const options = await session.own("options/options.html");
      await options.evaluate(async () => {
        const nonsense = [7, "x", null, [], { "": {} }, [null], { left: -1, month: 3 }, "\ud800", { __proto__: null }];
        for (const value of nonsense) {
          for (const key of ["sent", "notes", "blank", "policy", "diagnostics", "draft", "linkedin-data"]) {
            await chrome.storage.local.set({ [key]: value }).catch(() => {});
          }
          for (const key of ["hold", "quiet", "plan", "strictness", "checks", "checks.", "sections.x", "phrases. "]) {
            await chrome.storage.sync.set({ [key]: value }).catch(() => {});
          }
        }
        await chrome.storage.sync.set({ "checks.constructor": "off", "phrases.toString": "canned" });
        const fill = async (/** @type {chrome.storage.StorageArea} */ area, /** @type {number} */ size) => {
          for (let bytes = size; bytes > 16; bytes /= 2) {
            for (let index = 0; index < 16; index += 1) {
              const isFull = await area.set({ [`fill${bytes}-${index}`]: "x".repeat(bytes) }).then(
                () => false,
                () => true,
              );
              if (isFull) {
                break;
              }
            }
          }
        };
        await fill(chrome.storage.sync, 8_000);
        if (chrome.storage.local.QUOTA_BYTES) {
          await fill(chrome.storage.local, 1_000_000);
        }
      });
      const tab = await session.open(NOTE);
      await type(tab, PERSONAL);
      await tab.panelWhere(says("personal"), "a verdict");
      await tab.write(CANNED);
      await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 0, "another");
      await press(tab);
      await tab.panelWhere(({ alert }) => alert === message("held"), "the hold");
      await press(tab);
      await sends(tab, CANNED);
      await tab.close();
      await options.evaluate(() => Promise.all([chrome.storage.sync.clear(), chrome.storage.local.clear()]));
      await options.close();
    });

    it("leaves Send alone when it is reloaded under an open dialog", { timeout }, async () => {
      const tab = await session.open(NOTE);
      await tab.write(CANNED);
      await tab.panelWhere((panel) => says("canned")(panel) && panel.buttons.length > 0, "a verdict");
      await session.reload();
      if (name === "chrome") {
        await until(
          () => tab.panel(),
          (panel) => panel === null,
          "the panel to go",
        );
      }
      // Firefox starts the new script in pages that are open, and it holds the first press anew.
      await until(
        async () => {
          await press(tab).catch(() => {});
          return (await tab.seen()).sent.length;
        },
        (count) => count > 0,
        "Send to work",
      );
      await sends(tab, CANNED);
      await tab.close();
      if (name === "firefox") {
        // Chromium does not start an extension again that its driver brought.
        const other = await session.open(NOTE);
        await other.panelWhere(says("canned"), "a verdict in a new page");
        await other.close();
      }
    });
  });

  /** @type {[string, (folder: string) => Promise<void>][]} */
  const broken = [
    ["is cut off", (folder) => truncate(join(folder, MODULE), 1_000)],
    ["is something else", (folder) => writeFile(join(folder, MODULE), "<!doctype html>")],
    [
      "is forbidden",
      async (folder) => {
        const file = join(folder, "manifest.json");
        await writeFile(file, (await readFile(file, "utf8")).replace(" 'wasm-unsafe-eval'", ""));
      },
    ],
  ];
  describe(`WebAssembly that can't run in ${name}`, () => {
    for (const [how, damage] of broken) {
      it(`says that checking is unavailable, and holds nothing, where the module ${how}`, { timeout }, async () => {
        const folder = await mkdtemp(join(tmpdir(), "faux-pas-"));
        await cp(extension(name), folder, { recursive: true });
        await damage(folder);
        const session = await launch(name, folder);
        try {
          const tab = await session.open(NOTE);
          await tab.panelWhere(({ status }) => status === message("unavailable"), "the panel to say so");
          await type(tab, CANNED);
          await press(tab);
          await sends(tab, CANNED);
          const shows = [
            ["popup/popup.html", "#report [role=status]", message("unavailable")],
            ["welcome/welcome.html", ".verdict", message("unavailable")],
            ["audit/audit.html", "#said", message("audit_failed").split("$")[0] ?? ""],
          ];
          for (const [path = "", selector = "", words = ""] of shows) {
            const page = await session.own(path);
            if (path.startsWith("audit")) {
              await page.waitForSelector("body[aria-busy=false]");
              const input = await page.$("input[type=file]");
              await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (input).uploadFile(
                join(folder, "manifest.json"),
              );
            }
            await until(
              () => page.$eval(selector, (status) => status.textContent ?? ""),
              (said) => said.startsWith(words),
              `${path} to say so`,
            );
            await page.close();
          }
        } finally {
          await session.close();
          await rm(folder, { recursive: true });
        }
      });
    }
  });
}
