/**
 * The worker that reads an export, so that the page stays responsive and can end it at any time.
 *
 * @import { Audit, Kept, Person } from "../shared/data.js"
 */
import { keep } from "../shared/data.js";
import init, { fingerprint, verdict } from "../wasm/fauxpas.js";
import initAudit, { Importer } from "../wasm/fauxpas_audit.js";

/** @typedef {{ progress: number } | { kept: Kept | null, audit: Audit, memory: number } | { failure: string }} News progress from 0 to 1; memory of the modules, in bytes */

/** @param {News} news */
const tell = (news) => postMessage(news);

/** @param {File[]} files */
async function read(files) {
  const [checks, own] = await Promise.all([
    init({ module_or_path: new URL("../wasm/fauxpas_bg.wasm", import.meta.url) }),
    initAudit({ module_or_path: new URL("../wasm/fauxpas_audit_bg.wasm", import.meta.url) }),
  ]);
  const importer = new Importer();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of files) {
    importer.add(file.name, file, (/** @type {number} */ bytes) => tell({ progress: (before + bytes) / total }));
    before += file.size;
  }
  tell({ progress: 1 });
  /** @type {Audit} */
  const audit = importer.finish(
    (/** @type {string} */ text, /** @type {string} */ name) => verdict("invitation", text, name),
    (/** @type {string} */ text, /** @type {string} */ name) => verdict("recommendation", text, name) === "specific",
    (/** @type {string} */ text, /** @type {string} */ name) =>
      fingerprint({ kind: "invitation", text, recipient: { name } }),
  );
  const memory = checks.memory.buffer.byteLength + own.memory.buffer.byteLength;
  tell({ kept: await keep(audit, (most) => /** @type {Person[]} */ (importer.people(most))), audit, memory });
}

addEventListener("message", ({ data }) => {
  read(data).catch((error) => tell({ failure: String(error) }));
});
