/** What some browsers tell of the way to the host (Network Information API); others tell nothing. */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

function connection(): Connection {
  return (navigator as { connection?: Connection }).connection ?? {};
}

/** Whether the reader has asked for nothing that is not needed. */
export function savesData(): boolean {
  return connection().saveData === true;
}

/** Whether what is not needed yet may be loaded while the reader reads. */
export function mayLoadAhead(): boolean {
  const { effectiveType = '' } = connection();
  return !savesData() && !/^(?:slow-)?2g$/.test(effectiveType);
}

/** Resolves when the page has loaded and the browser has nothing better to do. */
export async function idle(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
  }
  await new Promise<void>((resolve) => {
    const { requestIdleCallback } = globalThis as Partial<typeof globalThis>;
    // Safari has no such callback.
    if (requestIdleCallback === undefined) setTimeout(resolve, 200);
    else requestIdleCallback(() => resolve(), { timeout: 2000 });
  });
}
