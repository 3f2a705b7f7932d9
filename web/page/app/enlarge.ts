import type { Strings } from '../site/strings/en.js';

/** Shows a picture as large as the window. */
export function enlarge(image: HTMLImageElement, texts: Strings['page']): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'zoom';
  dialog.setAttribute('aria-label', image.alt || texts.enlarge);
  const large = document.createElement('img');
  large.referrerPolicy = 'no-referrer';
  large.alt = image.alt;
  large.src = image.currentSrc || image.src;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'zoom-close';
  close.setAttribute('aria-label', texts.close);
  close.textContent = '×';
  dialog.append(close, large);
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    image.focus({ preventScroll: true });
  });
  // Beside its picture, where the same styles hold.
  (image.closest('.prose') ?? document.body).append(dialog);
  dialog.showModal();
}
