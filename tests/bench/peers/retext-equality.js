// Inconsiderate words, on the same parser as alex but newer.

import retextEnglish from "retext-english";
import retextEquality from "retext-equality";
import { unified } from "unified";
import { VFile } from "vfile";

export async function load() {
  const processor = unified().use(retextEnglish).use(retextEquality).freeze();
  return (/** @type {string} */ text) => {
    const file = new VFile(text);
    processor.runSync(processor.parse(file), file);
    return file.messages;
  };
}
