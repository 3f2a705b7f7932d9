import { pageTexts } from './texts.js';

/** Wider images stand on a line of their own; narrower ones, like badges, in their line. */
const widestInline = 240;

/** Looks after the pictures of a view: those that fail give way, large ones can be enlarged. */
export function startPictures(main: ParentNode): void {
  for (const image of main.querySelectorAll<HTMLImageElement>('.prose img, .cover img')) {
    if (image.dataset.watched !== undefined) continue;
    image.dataset.watched = '';
    // What came or failed before the scripts did.
    if (image.complete && image.src !== '') settle(image);
    image.addEventListener('load', () => loaded(image));
    image.addEventListener('error', () => failed(image));
  }
}

function settle(image: HTMLImageElement): void {
  if (image.naturalWidth > 0) loaded(image);
  // A drawing may have no size of its own; `decode` knows whether it is one.
  else void image.decode().catch(() => failed(image));
}

function loaded(image: HTMLImageElement): void {
  image.dataset.loaded = '';
  if (image.naturalWidth <= widestInline || image.closest('.cover')) return;
  // Many newsletters put a picture right below a line of text, in the same paragraph.
  image.classList.add('picture');
  if (image.closest('a, button')) return;
  image.tabIndex = 0;
  image.setAttribute('role', 'button');
  const label = [pageTexts().enlarge, image.alt].filter((text) => text !== '').join(': ');
  image.setAttribute('aria-label', label);
  image.addEventListener('click', () => enlarge(image));
  image.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    enlarge(image);
  });
}

function enlarge(image: HTMLImageElement): void {
  void import('./enlarge.js').then(
    (loaded) => loaded.enlarge(image, pageTexts()),
    () => {},
  );
}

function failed(image: HTMLImageElement): void {
  void import('./failed-picture.js').then(
    ({ giveWay }) => giveWay(image, pageTexts()),
    () => {},
  );
}
