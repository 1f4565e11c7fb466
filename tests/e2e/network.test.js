/** The extension asks nobody for anything: what it may do is pinned, and the watch over every test sees what it does. */
import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { BROWSERS, extension, launch, until } from "./browser.js";

/** @param {string} name @returns {Promise<any>} the manifest as the browser gets it */
async function manifest(name) {
  return JSON.parse(await readFile(join(extension(/** @type {any} */ (name)), "manifest.json"), "utf8"));
}

describe("what the extension may do", () => {
  for (const name of BROWSERS) {
    it(`is no more than it needs in ${name}`, async () => {
      const { name: title, version, icons, ...rest } = await manifest(name);
      assert.match(title, /^__MSG_/u);
      assert.match(version, /^\d+\.\d+\.\d+$/u);
      assert.ok(icons);
      const inBoth = {
        manifest_version: 3,
        description: "__MSG_description__",
        default_locale: "en",
        permissions: ["storage", "contextMenus"],
        options_ui: { page: "options/options.html", open_in_tab: true },
        commands: { _execute_action: { suggested_key: { default: "Alt+Shift+P" } } },
        action: {
          default_title: "__MSG_name__",
          default_popup: "popup/popup.html",
          default_icon: { 16: "icons/16.png", 24: "icons/24.png", 32: "icons/32.png", 48: "icons/48.png" },
        },
        content_scripts: [
          {
            matches: ["https://www.linkedin.com/*"],
            js: ["content/content.js"],
            run_at: "document_start",
            all_frames: true,
          },
        ],
        content_security_policy: {
          extension_pages:
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        },
        externally_connectable: { ids: [] },
      };
      // Whatever is not here must not be there: no hosts, no web_accessible_resources, no optional permissions.
      assert.deepEqual(
        rest,
        name === "chrome"
          ? {
              ...inBoth,
              minimum_chrome_version: "123",
              storage: { managed_schema: "managed.json" },
              background: { service_worker: "background/worker.js", type: "module" },
            }
          : {
              ...inBoth,
              browser_specific_settings: {
                gecko: {
                  id: "faux-pas@fauxpas.app",
                  strict_min_version: "142.0",
                  data_collection_permissions: { required: ["none"] },
                },
              },
              background: { scripts: ["background/worker.js"], type: "module" },
            },
      );
    });
  }
});

for (const name of BROWSERS) {
  describe(`the watch over the network in ${name}`, () => {
    it("sees what an extension asks for that is not ours", async () => {
      const folder = await mkdtemp(join(tmpdir(), "faux-pas-"));
      await cp(extension(name), folder, { recursive: true });
      const script = join(folder, "content", "content.js");
      await appendFile(
        script,
        `;fetch("/feed/decoys");try { new WebSocket("wss://stray.example/socket") } catch {};navigator.sendBeacon("https://stray.example/beacon");setTimeout(() => { throw new Error("stray") });`,
      );
      await appendFile(
        join(folder, "background", "worker.js"),
        `;fetch("https://stray.example/background").catch(() => {});`,
      );
      const session = await launch(name, folder);
      const seen = /** @type {string[]} */ ([]);
      try {
        await session.open("/feed/decoys");
        const wanted = ["/feed/decoys", "/beacon", "console:"];
        await until(
          async () => {
            seen.push(...(await session.takeStrays()));
            return seen;
          },
          () => wanted.every((part) => seen.some((stray) => stray.includes(part))),
          "the strays",
        );
      } finally {
        await session.close().catch(({ message }) => seen.push(message));
        await rm(folder, { recursive: true });
      }
      assert.ok(seen.some((stray) => stray.includes("stray.example/socket")));
    });
  });
}
