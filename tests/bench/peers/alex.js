// Inconsiderate and profane words, in plain text.

import { text as check } from "alex";

export async function load() {
  return (/** @type {string} */ text) => check(text).messages;
}
