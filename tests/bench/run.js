// Measures what users wait for and download, and prints one table: `cargo xtask bench`.

import { execFileSync, spawn } from "node:child_process";
import { createReadStream, createWriteStream, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { launch } from "../e2e/browser.js";
import { CANNED, PERSONAL } from "../e2e/texts.js";
import { auditCurve, auditInBrowser } from "./audit.js";
import { answerAfterKill, panelAfterDialog, panelAfterKey } from "./browser.js";
import { feedCosts } from "./feed.js";
import { texts } from "./texts.js";

const EXTENSION = "dist/chrome";
const MODULE = pathToFileURL(join(EXTENSION, "wasm")).href;

/** @typedef {{ what: string, measured: string, floor?: string, goal?: string }} Row */

/** @param {number[]} samples */
function median(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} milliseconds */
const inMilliseconds = (milliseconds) => `${Number(milliseconds.toPrecision(2))} ms`;

/** @param {number} bytes */
const inKilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/**
 * The median time of `work` over new texts, in milliseconds.
 * @param {() => string} next
 * @param {(text: string) => unknown} work
 */
function timed(next, work) {
  const rounds = 2_000;
  const samples = [];
  for (let round = -rounds; round < rounds; round += 1) {
    const text = next();
    const start = process.hrtime.bigint();
    work(text);
    // The first half is for the compilers to warm up.
    if (round >= 0) samples.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return median(samples);
}

/** @returns {Promise<Row[]>} */
async function module() {
  const starts = Array.from({ length: 15 }, () =>
    Number(
      execFileSync(process.execPath, [fileURLToPath(new URL("start.js", import.meta.url)), MODULE], {
        encoding: "utf8",
      }),
    ),
  );
  const { default: init, check } = await import(`${MODULE}/fauxpas.js`);
  await init({ module_or_path: readFileSync(join(EXTENSION, "wasm/fauxpas_bg.wasm")) });
  /** @type {Row[]} */
  const rows = [{ what: "module: start to first answer", measured: inMilliseconds(median(starts)) }];
  const drafts = /** @type {const} */ ([
    ["invitation", 300, "0.05 ms"],
    ["recommendation", 1_500, undefined],
    ["recommendation", 3_000, "0.4 ms"],
  ]);
  for (const [kind, length, goal] of drafts) {
    const draft = (/** @type {string} */ text) => ({ kind, text, recipient: { name: "Amara Diallo" } });
    const measured = timed(texts(length, 1), (text) => check(draft(text)));
    const floor = timed(texts(length, 1), (text) => text.split(/\s+/));
    const what = `module: a new ${kind} of ${length} characters`;
    rows.push({ what, measured: inMilliseconds(measured), floor: `${inMilliseconds(floor)} (split into words)`, goal });
  }
  return rows;
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** @returns {Row[]} */
function sizes() {
  const named = [
    { what: "size: WebAssembly module", files: [join(EXTENSION, "wasm/fauxpas_bg.wasm")], goal: "100 KB brotli" },
    { what: "size: content script", files: [join(EXTENSION, "content/content.js")], goal: "15 KB gzip" },
    { what: "size: whole extension, file by file", files: filesIn(EXTENSION) },
  ];
  return named.map(({ what, files, goal }) => {
    const sum = (/** @type {(bytes: Buffer) => number} */ size) =>
      inKilobytes(files.map((file) => size(readFileSync(file))).reduce((a, b) => a + b));
    const raw = sum((bytes) => bytes.length);
    const gzip = sum((bytes) => gzipSync(bytes, { level: 9 }).length);
    const brotli = sum((bytes) => brotliCompressSync(bytes).length);
    return { what, measured: `${raw}, gzip ${gzip}, brotli ${brotli}`, goal };
  });
}

/** @param {string} program @returns {Promise<Row[]>} */
async function commandLine(program) {
  const notes = 100_000;
  const folder = await mkdtemp(join(tmpdir(), "faux-pas-bench-"));
  const path = join(folder, "notes.jsonl");
  const file = createWriteStream(path);
  const next = texts(300, 2);
  for (let written = 0; written < notes; written += 1) {
    file.write(`${JSON.stringify({ kind: "invitation", text: next(), recipient: { name: "Amara Diallo" } })}\n`);
  }
  file.end();
  await finished(file);
  const rates = [];
  for (let round = 0; round < 3; round += 1) {
    const input = await open(path);
    const start = performance.now();
    const child = spawn(program, ["check", "--jsonl"], { stdio: [input.fd, "ignore", "inherit"] });
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
    rates.push((notes / (performance.now() - start)) * 1000);
    await input.close();
  }
  const start = performance.now();
  let words = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    words += JSON.parse(line).text.split(/\s+/).length;
  }
  const floor = (notes / (performance.now() - start)) * 1000;
  if (words === 0) throw new Error("the floor did no work");
  await rm(folder, { recursive: true });
  const perSecond = (/** @type {number} */ rate) => `${Math.round(rate).toLocaleString("en")} a second`;
  return [
    {
      what: "command line: JSON Lines, notes of 300 characters",
      measured: perSecond(median(rates)),
      floor: `${perSecond(floor)} (parsed and split by Node)`,
      goal: "20,000 a second",
    },
  ];
}

/** @returns {Promise<Row[]>} */
async function inBrowser() {
  const session = await launch("chrome");
  try {
    const answer = median(await answerAfterKill(session.browser));
    const panel = median(await panelAfterDialog(session));
    const keys = await panelAfterKey(session, [CANNED, PERSONAL]);
    const late = keys.toSorted((a, b) => a - b)[Math.floor(keys.length * 0.95)] ?? Number.NaN;
    return [
      { what: "Chromium: killed worker to answer", measured: inMilliseconds(answer), goal: "100 ms" },
      { what: "Chromium: dialog to first panel", measured: inMilliseconds(panel), goal: "150 ms" },
      { what: "Chromium: key to panel, 95th percentile", measured: inMilliseconds(late), goal: "50 ms" },
    ];
  } finally {
    await session.close();
  }
}

/** @returns {Promise<Row[]>} */
async function onFeed() {
  const { busy, added, own, longest, heap, atRest } = await feedCosts();
  const share = (/** @type {number} */ time) => `${((time / busy) * 100).toFixed(2)} %`;
  const what = "feed of 20,000 nodes";
  return [
    {
      what: `${what}: main-thread time added`,
      measured: share(added),
      floor: `${inMilliseconds(busy)} without us`,
      goal: "1 %",
    },
    { what: `${what}: time in our script`, measured: share(own), goal: "1 %" },
    { what: `${what}: our longest piece of work`, measured: inMilliseconds(longest), goal: "5 ms" },
    { what: `${what}: heap added`, measured: inKilobytes(heap), goal: "2,000 KB" },
    { what: `${what}: our pieces of work in 2 s at rest`, measured: String(atRest), goal: "0" },
  ];
}

/** @param {Row[]} rows */
function print(rows) {
  console.log("| what | measured | floor | goal |\n|---|---|---|---|");
  for (const { what, measured, floor = "", goal = "" } of rows) {
    console.log(`| ${what} | ${measured} | ${floor} | ${goal} |`);
  }
}

/** @param {string} program @param {string} generator @returns {Promise<Row[]>} */
async function audits(program, generator) {
  const inSeconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
  const curve = await auditCurve(program, generator);
  const { kept, shown, memory } = await auditInBrowser(generator);
  const what = "Chromium: 30,000 connections and 30,000 invitations";
  return [
    ...curve.map(({ invitations, time }) => ({
      what: `command line: audit of ${invitations.toLocaleString("en")} invitations`,
      measured: inSeconds(time),
      goal: invitations === 1_000_000 ? "60 s" : undefined,
    })),
    { what: `${what} audited and kept`, measured: inSeconds(kept), goal: "1.5 s" },
    { what: `${what} audited, kept and shown`, measured: inSeconds(shown) },
    { what: `${what}: memory of the modules`, measured: inKilobytes(memory), goal: "150,000 KB" },
  ];
}

const [program, generator] = process.argv.slice(2);
if (generator === undefined) throw new Error("name the two programs: cargo xtask bench does");
print([
  ...(await module()),
  ...sizes(),
  ...(await commandLine(program)),
  ...(await audits(program, generator)),
  ...(await inBrowser()),
  ...(await onFeed()),
]);
