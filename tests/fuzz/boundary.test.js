/** The WebAssembly modules answer any JavaScript value with a report or an error, and work on. */
import assert from "node:assert/strict";
import { it } from "node:test";
import { attack } from "./boundary.js";

it("any value gets an answer or an error, and harms nothing", async () => {
  const { calls, refused } = await attack(7, (count) => count < 20_000);
  assert(refused > calls / 20 && refused < (calls * 3) / 4, `${refused} of ${calls} calls were refused`);
});
