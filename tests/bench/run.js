// Measures what users wait for and download, and prints one table: `cargo xtask bench`.

import { execFileSync, spawn } from "node:child_process";
import { createReadStream, createWriteStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { launch } from "../e2e/browser.js";
import { CANNED, PERSONAL } from "../e2e/texts.js";
import { auditCurve, auditInBrowser } from "./audit.js";
import { answerAfterKill, moduleInPage, panelAfterDialog, panelAfterKey } from "./browser.js";
import { compared, median, sizesOf } from "./contenders.js";
import { curves } from "./curves.js";
import { feedCosts } from "./feed.js";
import { texts } from "./texts.js";

const EXTENSION = "dist/chrome";

/** @typedef {{ what: string, measured: string, floor?: string, goal?: string }} Row */

/** @param {number} milliseconds */
const inMilliseconds = (milliseconds) =>
  milliseconds < 100
    ? `${Number(milliseconds.toPrecision(2))} ms`
    : `${Math.round(milliseconds).toLocaleString("en")} ms`;

/** @param {number} bytes */
const inKilobytes = (bytes) => `${Number((bytes / 1000).toFixed(1)).toLocaleString("en")} KB`;

/** @param {string[]} heads @param {string[][]} rows */
function table(heads, rows) {
  const lines = [heads, heads.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Faux Pas in Node and in Chromium, and its peers in Node. */
async function sideBySide() {
  const all = await compared();
  const session = await launch("chrome");
  const page = await moduleInPage(session, [
    ["invitation", texts(300, 6)],
    ["recommendation", texts(1_500, 6)],
    ["recommendation", texts(3_000, 6)],
  ]).finally(() => session.close());
  const [own, ...peers] = all;
  if (own === undefined) throw new Error("nothing was compared");
  const inPage = { ...own, ...page, name: "**Faux Pas** in Chromium" };
  const times = (/** @type {number} */ time, /** @type {number | undefined} */ base) => {
    const ratio = time / (base ?? Number.NaN);
    return ratio === 1 ? "" : ` (×${ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio).toLocaleString("en")})`;
  };
  const heads = [
    "",
    "shipped",
    "gzip",
    "brotli",
    "start to first answer",
    "a new note of 300 characters",
    "a new text of 1,500",
    "a new text of 3,000",
    "memory",
  ];
  const rows = [own, inPage, ...peers].map(({ name, sizes, start, speed, memory }) => [
    name,
    ...[sizes.raw, sizes.gzip, sizes.brotli].map(inKilobytes),
    inMilliseconds(start),
    ...speed.map((time, index) => `${inMilliseconds(time)}${times(time, own.speed[index])}`),
    inKilobytes(memory),
  ]);
  /** @type {Row[]} */
  const goals = [
    { what: "module: start to first answer in Node", measured: inMilliseconds(own.start), goal: "5 ms" },
    { what: "module: a new note", measured: inMilliseconds(own.speed[0] ?? Number.NaN), goal: "0.02 ms" },
    { what: "module: 1,500 characters", measured: inMilliseconds(own.speed[1] ?? Number.NaN), goal: "0.08 ms" },
  ];
  const beside = (/** @type {string} */ peer, /** @type {string} */ goal) => {
    const found = peers.find(({ name }) => name.startsWith(peer));
    const ratio = (/** @type {number} */ index) =>
      `×${Math.round((found?.speed[index] ?? Number.NaN) / (own.speed[index] ?? Number.NaN)).toLocaleString("en")}`;
    goals.push({ what: `faster than ${peer}`, measured: `note ${ratio(0)}, 1,500 characters ${ratio(1)}`, goal });
  };
  beside("write-good", "×15");
  beside("harper.js", "×500");
  return { text: table(heads, rows), goals };
}

/** How the cost of an answer grows. */
async function growth() {
  const { lengths, phrases, hostile } = await curves(`${EXTENSION}/wasm/`);
  const count = (/** @type {number} */ number) => number.toLocaleString("en");
  const hostileRows = hostile.map((points) => {
    const [, before, last] = points;
    const factor = (last?.time ?? Number.NaN) / (before?.time ?? Number.NaN);
    return [points[0]?.what ?? "", ...points.map(({ time }) => inMilliseconds(time)), `×${factor.toFixed(1)}`];
  });
  return [
    table(
      ["characters", "time", "a character"],
      lengths.map(({ size, time, share }) => [count(size), inMilliseconds(time), `${Math.round(share)} ns`]),
    ),
    table(
      ["own phrases, with a note of 300 characters", "time"],
      phrases.map(({ size, time }) => [count(size), inMilliseconds(time)]),
    ),
    table(["a text of nothing but", "100 KB", "1 MB", "10 MB", "10 MB beside 1 MB"], hostileRows),
  ];
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** @param {string} zip @returns {Row[]} */
function sizes(zip) {
  const named = [
    { what: "size: WebAssembly module", files: [join(EXTENSION, "wasm/fauxpas_bg.wasm")], goal: "100 KB brotli" },
    { what: "size: content script", files: [join(EXTENSION, "content/content.js")], goal: "15 KB gzip" },
    { what: "size: whole extension, file by file", files: filesIn(EXTENSION) },
  ];
  return [
    ...named.map(({ what, files, goal }) => {
      const { raw, gzip, brotli } = sizesOf(files);
      return { what, measured: `${inKilobytes(raw)}, gzip ${inKilobytes(gzip)}, brotli ${inKilobytes(brotli)}`, goal };
    }),
    { what: "size: zip for Chrome's store", measured: inKilobytes(statSync(zip).size), goal: "350 KB" },
  ];
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
  const counting = performance.now();
  execFileSync("wc", ["-w", path]);
  const counted = (notes / (performance.now() - counting)) * 1000;
  await rm(folder, { recursive: true });
  const perSecond = (/** @type {number} */ rate) => `${Math.round(rate).toLocaleString("en")} a second`;
  return [
    {
      what: "command line: JSON Lines, notes of 300 characters",
      measured: perSecond(median(rates)),
      floor: `${perSecond(floor)} (parsed and split by Node), ${perSecond(counted)} (\`wc -w\`)`,
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

/**
 * Replaces what stands between the marks of figures in a file.
 * @param {string} path @param {string} text
 */
function write(path, text) {
  const [start, end] = ["<!-- figures: cargo xtask bench --write -->", "<!-- end of figures -->"];
  const old = readFileSync(path, "utf8");
  const [before, after] = [old.split(start)[0], old.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${path} has no marks to write between`);
  writeFileSync(path, `${before}${start}\n${text}\n${end}${after}`);
}

const [program, generator, zip, ...options] = process.argv.slice(2);
if (program === undefined || generator === undefined || zip === undefined) {
  throw new Error("name the two programs and the package: cargo xtask bench does");
}
/** What is measured is printed at once: the whole takes minutes. @type {string[]} */
const figures = [];
/** @param {string} text */
function show(text) {
  figures.push(text);
  console.log(`${text}\n`);
}

show(`Node ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model ?? "an unknown kind"}.`);
const { text: beside, goals } = await sideBySide();
show(beside);
for (const text of await growth()) show(text);
const rows = [
  ...goals,
  ...sizes(zip),
  ...(await commandLine(program)),
  ...(await audits(program, generator)),
  ...(await inBrowser()),
  ...(await onFeed()),
];
const cells = rows.map(({ what, measured, floor = "", goal = "" }) => [what, measured, floor, goal]);
show(table(["what", "measured", "floor", "goal"], cells));
if (options.includes("--write")) {
  write("README.md", beside);
  write("docs/performance.md", figures.join("\n\n"));
}
