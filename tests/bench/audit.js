// How long exports of growing size take, on the command line and in the browser.

import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../e2e/browser.js";

const SIZES = [1_000, 10_000, 100_000, 1_000_000];

/** LinkedIn's own ceiling. */
const CEILING = 30_000;

/**
 * @template T
 * @param {string} generator
 * @param {number} invitations
 * @param {(path: string) => T | Promise<T>} use
 */
async function withExport(generator, invitations, use) {
  const folder = await mkdtemp(join(tmpdir(), "faux-pas-bench-"));
  try {
    const path = join(folder, "Complete_LinkedInDataExport_11-24-2026.zip");
    const connections = String(Math.min(invitations, CEILING));
    execFileSync(generator, [path, "--invitations", String(invitations), "--connections", connections]);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {string} program @param {string} generator */
export async function auditCurve(program, generator) {
  const curve = [];
  for (const invitations of SIZES) {
    curve.push(
      await withExport(generator, invitations, (path) => {
        const start = performance.now();
        execFileSync(program, ["audit", path, "--json"], { stdio: ["ignore", "ignore", "inherit"] });
        return { invitations, time: performance.now() - start };
      }),
    );
  }
  return curve;
}

/** @param {string} generator @returns {Promise<{ kept: number, shown: number, memory: number }>} */
export async function auditInBrowser(generator) {
  const session = await launch("chrome");
  try {
    return await withExport(generator, CEILING, async (path) => {
      const page = await session.own("audit/audit.html");
      await page.waitForSelector("body[aria-busy=false]");
      // Its worker ends with its work: only the page hears of both.
      await page.evaluate(() => {
        window.Worker = class extends Worker {
          /** @param {ConstructorParameters<typeof Worker>} given */
          constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => {
              if ("audit" in data) {
                performance.mark("kept", { detail: data.memory });
              }
            });
            performance.mark("begun");
          }
        };
      });
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
        await page.$("input[type=file]")
      );
      await input.uploadFile(path);
      await page.waitForSelector(".mirror table");
      return page.evaluate(() => {
        const [begun, kept] = /** @type {PerformanceMark[]} */ (performance.getEntriesByType("mark"));
        if (!begun || !kept) {
          throw new Error("nothing was read");
        }
        return {
          kept: kept.startTime - begun.startTime,
          shown: performance.now() - begun.startTime,
          memory: kept.detail,
        };
      });
    });
  } finally {
    await session.close();
  }
}
