// Faux Pas beside other checkers of texts: what each weighs, how soon it answers, how fast it is, what it holds.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const PEERS = fileURLToPath(new URL("peers/", import.meta.url));
const BUNDLES = fileURLToPath(new URL("../../target/bench/", import.meta.url));
const MODULE = fileURLToPath(new URL("../../dist/chrome/wasm/", import.meta.url));
const HARPER = join(PEERS, "node_modules/harper.js/dist/harper_wasm_bg.wasm");

const STARTS = 9;
const ROUNDS = 3;

/** @typedef {{ raw: number, gzip: number, brotli: number }} Sizes in bytes */
/** @typedef {{ start: number, speed: number[], memory: number }} Figures in milliseconds and bytes */

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} script what is imported: its `load` gives a function that checks a text
 * @property {string} data what `load` is told
 * @property {string[]} files what would ship
 */

/** @param {string} id */
function version(id) {
  return JSON.parse(readFileSync(join(PEERS, "node_modules", id, "package.json"), "utf8")).version;
}

/** Bundles the peers as an extension would ship them. @returns {Promise<Contender[]>} */
async function contenders() {
  const ids = ["regexes", "write-good", "retext-equality", "alex", "harper"];
  await build({
    entryPoints: ids.map((id) => join(PEERS, `${id}.js`)),
    outdir: BUNDLES,
    bundle: true,
    minify: true,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    platform: "browser",
    // Harper asks for it under Node alone.
    external: ["fs"],
    logLevel: "error",
  });
  const peer = (/** @type {string} */ id, /** @type {string} */ name, /** @type {string[]} */ ...more) => {
    const bundle = join(BUNDLES, `${id}.mjs`);
    return { name, script: bundle, data: more[0] ?? bundle, files: [bundle, ...more] };
  };
  return [
    {
      name: "**Faux Pas**",
      script: fileURLToPath(new URL("faux-pas.js", import.meta.url)),
      data: MODULE,
      files: [join(MODULE, "fauxpas.js"), join(MODULE, "fauxpas_bg.wasm")],
    },
    peer("regexes", "23 regular expressions"),
    peer("write-good", `write-good ${version("write-good")}`),
    peer("retext-equality", `retext-equality ${version("retext-equality")}`),
    peer("alex", `alex ${version("alex")}`),
    peer("harper", `harper.js ${version("harper.js")}`, HARPER),
  ];
}

/** @param {readonly string[]} files @returns {Sizes} */
export function sizesOf(files) {
  const contents = files.map((file) => readFileSync(file));
  const sum = (/** @type {(bytes: Buffer) => number} */ size) => contents.map(size).reduce((a, b) => a + b, 0);
  return {
    raw: sum((bytes) => bytes.length),
    gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
    brotli: sum((bytes) => brotliCompressSync(bytes).length),
  };
}

/** @param {Contender} contender @param {"start" | "speed"} what @returns {Figures} */
function measure({ script, data }, what) {
  const measurer = fileURLToPath(new URL("contender.js", import.meta.url));
  const options = ["--expose-gc", measurer, pathToFileURL(script).href, pathToFileURL(data).href, what];
  return JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8" }));
}

/** @param {number[]} samples */
export function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

/**
 * Measures all of them in turns, so that whatever else the machine does disturbs all alike.
 * @returns {Promise<({ name: string, sizes: Sizes } & Figures)[]>} Faux Pas first
 */
export async function compared() {
  const all = await contenders();
  const starts = all.map(() => /** @type {Figures[]} */ ([]));
  const figures = all.map(() => /** @type {Figures[]} */ ([]));
  for (let round = 0; round < STARTS; round += 1) {
    for (const [index, contender] of all.entries()) starts[index]?.push(measure(contender, "start"));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, contender] of all.entries()) figures[index]?.push(measure(contender, "speed"));
  }
  return all.map(({ name, files }, index) => {
    const [begun, rounds] = [starts[index] ?? [], figures[index] ?? []];
    return {
      name,
      sizes: sizesOf(files),
      // The one that was disturbed least.
      start: Math.min(...begun.map(({ start }) => start)),
      speed: [0, 1, 2].map((length) => median(rounds.map(({ speed }) => speed[length] ?? Number.NaN))),
      memory: median(begun.map(({ memory }) => memory)),
    };
  });
}
