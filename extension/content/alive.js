/**
 * Puts off the end of what we show for as long as this script runs. What Firefox leaves behind of an extension that was
 * updated or switched off has nobody to take it away: it must go by itself, as its styles say.
 */
import { guard, listen } from "./guard.js";

/** How often, in milliseconds; the styles wait for three times as long. */
const BEAT = 2_000;

/**
 * @param {Element} element
 * @param {AbortSignal} signal ends it
 */
export function keepAlive(element, signal) {
  const beat = guard(() => {
    for (const animation of element.getAnimations()) {
      animation.currentTime = 0;
    }
  });
  const timer = setInterval(beat, BEAT);
  // Where nobody looks, time stands still for a page's scripts, but not for its styles.
  listen(["visibilitychange"], beat, signal, document);
  signal.addEventListener("abort", () => clearInterval(timer));
}
