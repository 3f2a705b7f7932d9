import { setHtml } from './set-html.js';
import { pageTexts } from './texts.js';

/** Gives each block of code a button that copies it, and has those of a known language coloured. */
export function startCode(prose: HTMLElement): void {
  const blocks = [...prose.querySelectorAll<HTMLElement>('pre > code')];
  for (const code of blocks) addCopyButton(code);
  const named = blocks.filter((code) => /(?:^|\s)language-/.test(code.className));
  if (named.length === 0) return;
  // Only readers of code load what colours it; without it code is plain.
  void import('./highlight.js').then(
    ({ highlighted }) => {
      for (const code of named) {
        const html = highlighted(code);
        if (html !== undefined) setHtml(code, html);
      }
    },
    () => {},
  );
}

function addCopyButton(code: HTMLElement): void {
  const pre = code.parentElement;
  if (pre === null || navigator.clipboard === undefined) return;
  const frame = document.createElement('div');
  frame.className = 'code-frame';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'code-copy';
  button.textContent = pageTexts().copy;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(code.textContent ?? '').then(
      () => {
        button.textContent = pageTexts().copied;
        setTimeout(() => (button.textContent = pageTexts().copy), 1500);
      },
      () => {},
    );
  });
  pre.replaceWith(frame);
  frame.append(pre, button);
}
