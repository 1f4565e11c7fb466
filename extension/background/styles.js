/** The styles of what content scripts show: kept here, so that no page has to carry them before it shows anything. */

const FILES = ["shared/paper.css", "shared/card.css"];

/** @returns {Promise<string>} */
export async function readStyles() {
  const read = async (/** @type {string} */ file) => (await fetch(chrome.runtime.getURL(file))).text();
  return (await Promise.all(FILES.map(read))).join("");
}
