// Draws the icons in the sizes that browsers ask for: `node tests/demo/icons.js`.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch } from "../e2e/browser.js";

const ICONS = fileURLToPath(new URL("../../extension/icons/", import.meta.url));

/** In CSS pixels; up to 32 they stand in toolbars, where the fewer details of the small drawing are clearer. */
const SIZES = [16, 24, 32, 48, 64, 96, 128];

const session = await launch("chrome", null);
try {
  const page = await session.browser.newPage();
  for (const size of SIZES) {
    const svg = await readFile(`${ICONS}${size < 48 ? "small" : "icon"}.svg`, "utf8");
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>* { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
    );
    await page.screenshot({ path: `${ICONS}${size}.png`, omitBackground: true });
  }
} finally {
  await session.close();
}
