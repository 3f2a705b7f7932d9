/** A window that is not painted has no frames: it goes on after so many milliseconds. */
const longestFrame = 100;

/**
 * Resolves in a task of its own, after the browser has painted what stands: work that is split so
 * keeps no key and no press waiting for all of it.
 */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const painted = new MessageChannel();
    const go = () => {
      clearTimeout(timer);
      painted.port1.close();
      resolve();
    };
    const timer = setTimeout(go, longestFrame);
    painted.port1.addEventListener('message', go);
    painted.port1.start();
    requestAnimationFrame(() => painted.port2.postMessage(undefined));
  });
}
