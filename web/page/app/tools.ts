/* What a reader does with an issue as a whole; loaded when one of its buttons is pressed. */
import type { Strings } from '../site/strings/en.js';

/** So long, in milliseconds, a button says that it has done its work. */
const told = 1500;

/** Does what a button with `data-tool` stands for, and says on it that it is done. */
export async function useTool(button: HTMLElement, texts: Strings['page']): Promise<void> {
  const label = button.textContent ?? '';
  try {
    const isDone = button.dataset.tool === 'share' ? await share() : await copyMarkdown(button);
    if (!isDone) return;
    button.textContent = texts.copied;
  } catch {
    button.textContent = texts.failed;
  }
  setTimeout(() => (button.textContent = label), told);
}

/** By the system's own sheet; else the address is copied. True where that is to be told. */
async function share(): Promise<boolean> {
  // Without what was looked for, or where the reader stands.
  const url = location.origin + location.pathname;
  const title = document.querySelector('.article h1')?.textContent ?? document.title;
  if (navigator.share === undefined) {
    await navigator.clipboard.writeText(url);
    return true;
  }
  try {
    await navigator.share({ title, url });
  } catch (error) {
    // Who closes the sheet has changed their mind.
    if ((error as Error).name !== 'AbortError') throw error;
  }
  return false;
}

async function copyMarkdown(button: HTMLElement): Promise<true> {
  const source = button.closest('.source')?.querySelector<HTMLAnchorElement>('a[type]');
  const text = fetch(source?.href ?? '').then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.blob();
  });
  const plain = text.then((blob) => new Blob([blob], { type: 'text/plain' }));
  // Safari forgets the press while the text is on its way, unless it is promised.
  if (globalThis.ClipboardItem) {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
  } else {
    await navigator.clipboard.writeText(await (await text).text());
  }
  return true;
}
