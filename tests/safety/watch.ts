/** What is seen of scripts that run in a page. */

/** Functions that attacks call, and that no page of an archive does. */
const called = ['alert', 'confirm', 'prompt', 'print', 'xss'];

/**
 * For the browser, before any script of the page: the functions that attacks call note in
 * `window.executed` that they were.
 */
export function watch(names: readonly string[]): void {
  const executed: string[] = [];
  Object.defineProperty(window, 'executed', { value: executed });
  const noted = (name: string) => (argument: unknown) => {
    executed.push(`${name}(${String(argument).slice(0, 40)})`);
  };
  for (const name of names) {
    Object.defineProperty(window, name, { value: noted(name), writable: true });
  }
}

/** The functions to watch in a page of an archive. */
export const watchedInArchive: readonly string[] = called;

/** The functions to watch in a page that asks for nothing itself. */
export const watchedInFragments: readonly string[] = [...called, 'fetch'];
