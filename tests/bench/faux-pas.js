// The module that ships, to be measured beside its peers.

import { readFile } from "node:fs/promises";

/** @param {URL} folder where the module and its JavaScript are */
export async function start(folder) {
  const { default: init, check } = await import(new URL("fauxpas.js", folder).href);
  await init({ module_or_path: await readFile(new URL("fauxpas_bg.wasm", folder)) });
  return /** @type {(draft: object) => unknown} */ (check);
}

/** @param {URL} folder */
export async function load(folder) {
  const check = await start(folder);
  return (/** @type {string} */ text, /** @type {string} */ kind) =>
    check({ kind, text, recipient: { name: "Amara Diallo" } });
}
