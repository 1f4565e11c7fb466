/** The styles of what content scripts show: kept here, so that no page has to carry them before it shows anything. */

const FILES = ["shared/paper.css", "shared/card.css"];

/** What was read; forgotten when it fails. @type {Promise<string> | undefined} */
let styles;

/** @returns {Promise<string>} */
export function readStyles() {
  const read = async (/** @type {string} */ file) => (await fetch(chrome.runtime.getURL(file))).text();
  styles ??= Promise.all(FILES.map(read)).then(
    (sheets) => sheets.join(""),
    (error) => {
      styles = undefined;
      throw error;
    },
  );
  return styles;
}
