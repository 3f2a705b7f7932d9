/** A window that is not painted has no frames: it goes on after so many milliseconds. */
const longestFrame = 100;

/**
 * Has the browser lay out what was changed, in the task at hand: together with the paint of the next
 * frame it would be a long task.
 *
 * @returns how many milliseconds style and layout took
 */
export function layOut(element: Element): number {
  const started = performance.now();
  element.getBoundingClientRect();
  return performance.now() - started;
}

/**
 * Resolves in a task of its own, after the browser has painted what stands: work that is split so
 * keeps no key and no press waiting for all of it.
 *
 * @returns how many milliseconds the frame took
 */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    const painted = new MessageChannel();
    let started: number | undefined;
    const go = () => {
      clearTimeout(timer);
      painted.port1.close();
      resolve(started === undefined ? 0 : performance.now() - started);
    };
    const timer = setTimeout(go, longestFrame);
    painted.port1.addEventListener('message', go);
    painted.port1.start();
    requestAnimationFrame(() => {
      started = performance.now();
      painted.port2.postMessage(undefined);
    });
  });
}
