/**
 * Shows a picture as large as the window is. Only those who ask for one load this.
 *
 * @param texts what it says: given, not imported, as for `ahead.ts`
 */
export function showEnlarged(
  image: HTMLImageElement,
  texts: { enlarge: string; close: string },
): void {
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
