// A grammar checker in WebAssembly, in the page's own thread, as its makers run it in Node.

import { createBinaryModuleFromUrl, LocalLinter } from "harper.js";

/** @param {URL} module where its WebAssembly is */
export async function load(module) {
  const linter = new LocalLinter({ binary: createBinaryModuleFromUrl(module.href) });
  await linter.setup();
  return (/** @type {string} */ text) => linter.lint(text, { language: "plaintext" });
}
