/** What the extension ships and is built with comes from where the lock files say, and from nowhere else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix, relative } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DIST = "dist/chrome";

/** @param {string} path @returns {string} */
const read = (path) => readFileSync(ROOT + path, "utf8");

/** @param {string} folder @returns {string[]} the scripts in it, by their paths inside it */
const scripts = (folder) =>
  readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => relative(ROOT + folder, `${entry.parentPath}/${entry.name}`).replaceAll("\\", "/"));

/** What others wrote, by the path of its file. @type {Map<string, string>} */
const LISTED = new Map(
  [...read("docs/components.md").matchAll(/^\| (\S+) \| (\S+) \| \S+ \| `(\S+\.js)` \|$/gm)].map(
    ([, name, version, file]) => [file, `${name} ${version}`],
  ),
);

/** @type {{ packages: Record<string, { version: string, integrity?: string, hasInstallScript?: boolean }> }} */
const LOCK = JSON.parse(read("package-lock.json"));

describe("shipped JavaScript", () => {
  it("is ours as it is written, made by wasm-bindgen, or listed", () => {
    const ours = new Set(scripts("extension"));
    for (const file of scripts(DIST)) {
      if (file.startsWith("wasm/")) continue;
      const listed = LISTED.get(file);
      if (listed) {
        const name = listed.split(" ")[0];
        assert.equal(`${name} ${LOCK.packages[`node_modules/${name}`].version}`, listed);
        assert.equal(read(`${DIST}/${file}`), read(`node_modules/${name}/build/index.js`), `${file} is changed`);
      } else {
        assert(ours.has(file), `${file} is neither ours nor listed in docs/components.md`);
        if (!file.startsWith("content/")) {
          assert.equal(read(`${DIST}/${file}`), read(`extension/${file}`), `${file} is changed`);
        }
      }
    }
    for (const file of LISTED.keys()) assert(scripts(DIST).includes(file), `${file} is listed and not shipped`);
  });

  it("imports nothing but what ships", () => {
    const shipped = new Set(scripts(DIST));
    const files = scripts("extension").filter((file) => !file.startsWith("content/"));
    for (const file of files) {
      for (const [, path] of read(`extension/${file}`).matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";$/gm)) {
        assert(path.startsWith("."), `${file} imports ${path}`);
        assert(shipped.has(posix.join(dirname(file), path)), `${file} imports ${path}, which does not ship`);
      }
    }
  });

  it("has nothing in its content scripts but ours", async () => {
    /** @type {{ content_scripts: { js: string[] }[] }} */
    const { content_scripts } = JSON.parse(read("manifest.json"));
    const { metafile } = await build({
      absWorkingDir: ROOT,
      bundle: true,
      entryPoints: content_scripts.flatMap(({ js }) => js.map((path) => `extension/${path}`)),
      metafile: true,
      outdir: "nowhere",
      write: false,
    });
    for (const file of Object.keys(metafile.inputs)) assert.match(file, /^extension\//);
  });
});

describe("packages", () => {
  it("are locked to a version and its content", () => {
    /** @type {{ devDependencies: Record<string, string>, dependencies?: Record<string, string> }} */
    const { devDependencies, dependencies = {} } = JSON.parse(read("package.json"));
    for (const [name, version] of Object.entries({ ...devDependencies, ...dependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(LOCK.packages[`node_modules/${name}`].version, version, name);
    }
    for (const [path, { integrity }] of Object.entries(LOCK.packages)) {
      if (path) assert.match(integrity ?? "", /^sha512-/, path);
    }
    for (const [, name, checksum] of read("Cargo.lock").matchAll(
      /^name = "([^"]+)"\nversion = "[^"]+"\nsource = "registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index"\n(checksum)?/gm,
    )) {
      assert(checksum, name);
    }
    assert.doesNotMatch(
      read("Cargo.lock"),
      /^source = "(?!registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index")/m,
    );
  });

  it("run no script when they are installed, and need none", () => {
    assert.match(read(".npmrc"), /^ignore-scripts=true$/m);
    assert.match(read("xtask/src/setup.rs"), /"--ignore-scripts"/);
    const withScripts = Object.entries(LOCK.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    // Its script only looks whether the program that npm has chosen runs, which the build finds out, too.
    assert.deepEqual(
      withScripts.map(([path]) => path),
      ["node_modules/esbuild"],
    );
  });
});
