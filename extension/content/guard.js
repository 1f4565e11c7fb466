/** Keeps our mistakes, and our end, away from the page. */

/**
 * @template {unknown[]} A
 * @param {(...args: A) => void} run
 * @returns {(...args: A) => void} the same, but what it throws is swallowed: LinkedIn must work on, and see nothing
 */
export function guard(run) {
  return (...args) => {
    try {
      run(...args);
    } catch {
      // There is nobody to tell: the page's console is not ours.
    }
  };
}

/**
 * Listens before the page's elements do.
 *
 * @param {string[]} types of events
 * @param {(event: any) => void} hear
 * @param {AbortSignal} signal ends it
 * @param {EventTarget} [target]
 */
export function listen(types, hear, signal, target = window) {
  for (const type of types) {
    target.addEventListener(type, guard(hear), { capture: true, signal });
  }
}

/** @returns {boolean} whether the extension was updated, switched off or removed, and this script left behind */
export function isOrphaned() {
  try {
    return !chrome.runtime?.id;
  } catch {
    return true;
  }
}
