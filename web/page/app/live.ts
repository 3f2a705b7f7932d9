/** Several files are often saved at once. */
const quiet = 80;

/** Calls `changed` whenever the server says that the archive changed, or comes back after a stop. */
export function watchArchive(root: URL, changed: () => void): void {
  let timer = 0;
  const settled = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quiet);
  };
  const events = new EventSource(new URL('events', root));
  let lost = false;
  events.addEventListener('change', settled);
  events.addEventListener('error', () => {
    lost = true;
  });
  events.addEventListener('open', () => {
    if (lost) settled();
    lost = false;
  });
}
