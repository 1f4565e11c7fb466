// Weak prose: passive voice, weasel words, clichés.

import writeGood from "write-good";

export async function load() {
  // One of its packages assigns to a variable that it never declares, which only works if there is one.
  Reflect.set(globalThis, "match", undefined);
  return (/** @type {string} */ text) => writeGood(text);
}
