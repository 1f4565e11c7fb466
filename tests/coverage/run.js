/**
 * Runs the tests in Chromium and reports how much of the extension's code they run; what Firefox alone runs counts as not
 * run.
 *
 * The content script is bundled as it ships, but neither minified nor without its map.
 */
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { CoverageReport } from "monocart-coverage-reports";

/** How much of the lines the tests must run, in per cent. */
const GOAL = 90;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = join(ROOT, "target/coverage");
const RAW = join(FOLDER, "raw");
const DIST = join(FOLDER, "dist");

await rm(FOLDER, { recursive: true, force: true });
await mkdir(RAW, { recursive: true });
await cp(join(ROOT, "dist"), DIST, { recursive: true });
await build({
  entryPoints: [join(ROOT, "extension/content/content.js")],
  outfile: join(DIST, "chrome/content/content.js"),
  bundle: true,
  format: "iife",
  sourcemap: "inline",
  allowOverwrite: true,
  logLevel: "error",
});

const files = (await readdir(join(ROOT, "tests/e2e"))).filter((name) => name.endsWith(".test.js")).sort();
const { status } = spawnSync(
  process.execPath,
  ["--test", "--test-reporter=spec", ...files.map((name) => join(ROOT, "tests/e2e", name))],
  { stdio: "inherit", env: { ...process.env, FAUXPAS_DIST: DIST, FAUXPAS_COVERAGE: RAW } },
);

const report = new CoverageReport({
  name: "Faux Pas",
  outputDir: join(FOLDER, "report"),
  reports: ["v8", "json-summary"],
  logging: "error",
  entryFilter: { "**/vendor/**": false, "**/wasm/**": false, "**/*.js": true },
  sourceFilter: { "**/*.js": true },
  sourcePath: (path) => path.replace(/^.*?extension\//u, "extension/"),
});
/** @type {Map<string, string>} */
const sources = new Map();
for (const file of await readdir(RAW)) {
  const entries = [];
  for (const entry of JSON.parse(await readFile(join(RAW, file), "utf8"))) {
    const path = new URL(entry.url).pathname.slice(1);
    if (!sources.has(path)) {
      sources.set(path, await readFile(join(DIST, "chrome", path), "utf8").catch(() => ""));
    }
    const source = sources.get(path) ?? "";
    // Tests that damage the extension run other code than ours.
    if (Math.max(...entry.functions.map((/** @type {any} */ { ranges }) => ranges[0].endOffset)) <= source.length) {
      entries.push({ ...entry, source, url: `extension/${path}` });
    }
  }
  if (entries.length > 0) {
    await report.add(entries);
  }
}
const results = await report.generate();
const rows = (results?.files ?? []).map(({ sourcePath, summary }) => ({ sourcePath, lines: summary.lines }));
const figures = [
  ...rows
    .sort((one, other) => (one.sourcePath < other.sourcePath ? -1 : 1))
    .map(({ sourcePath, lines }) => [sourcePath, lines]),
  ["all", results?.summary.lines],
].map(
  ([name, lines]) =>
    `| ${name} | ${/** @type {any} */ (lines).covered} of ${/** @type {any} */ (lines).total} | ${Number(/** @type {any} */ (lines).pct).toFixed(1)} % |`,
);
const table = ["| file | lines run | |", "|---|--:|--:|", ...figures, ""].join("\n");
await writeFile(join(FOLDER, "lines.md"), table);
console.log(table);
const reached = Number(results?.summary.lines?.pct ?? 0);
if (status !== 0) {
  console.error("not all tests passed");
}
if (reached < GOAL) {
  console.error(`the goal is ${GOAL} % of all lines`);
}
process.exitCode = status === 0 && reached >= GOAL ? 0 : 1;
