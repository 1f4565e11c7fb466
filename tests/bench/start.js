// Prints how many milliseconds a fresh process needs from nothing to the first answer of the module named by its argument.

import { readFile } from "node:fs/promises";

const start = performance.now();
const { default: init, check } = await import(`${process.argv[2]}/fauxpas.js`);
await init({ module_or_path: await readFile(new URL(`${process.argv[2]}/fauxpas_bg.wasm`)) });
check({ kind: "invitation", text: "I'd like to add you to my professional network on LinkedIn." });
console.log(performance.now() - start);
