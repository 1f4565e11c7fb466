/** Follows what the extension keeps on this machine. */
import { guard } from "./guard.js";

/**
 * @param {string} key of an item in the browser's storage
 * @param {(value: any) => void} take called with the item, and with each change of it; with undefined where there is none
 * @param {AbortSignal} signal ends the calls
 * @returns {Promise<void>} settled once the item has been read, or can't be
 */
export function follow(key, take, signal) {
  let isKnown = false;
  const listener = guard((/** @type {Record<string, chrome.storage.StorageChange>} */ changes) => {
    if (key in changes) {
      isKnown = true;
      take(changes[key].newValue);
    }
  });
  const { local } = chrome.storage;
  const { onChanged } = local;
  onChanged.addListener(listener);
  // Where the extension has gone, so have its listeners.
  signal.addEventListener(
    "abort",
    guard(() => onChanged.removeListener(listener)),
  );
  // What changed while it was being read is newer than what was read.
  const first = guard((/** @type {Record<string, unknown>} */ stored) => isKnown || take(stored[key]));
  return local.get(key).then(first, () => {});
}
