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
  import('./enlarged.js').then(
    ({ showEnlarged }) => showEnlarged(image, pageTexts()),
    // It stays as large as it is.
    () => {},
  );
}

function failed(image: HTMLImageElement): void {
  const frame = image.closest<HTMLElement>('.cover');
  if (frame === null) image.replaceWith(standIn(image));
  // Above an issue the date stands anyway.
  else if (frame.closest('.article-head')) frame.remove();
  else plate(frame);
}

/** The picture's description and a way to it. */
function standIn(image: HTMLImageElement): HTMLElement {
  const text = image.alt || pageTexts().imageMissing;
  const place = document.createElement('span');
  place.className = 'image-missing';
  if (image.closest('a')) {
    place.textContent = text;
    return place;
  }
  const link = document.createElement('a');
  link.href = image.src;
  link.rel = 'noreferrer';
  link.textContent = text;
  link.dataset.native = '';
  place.append(link);
  return place;
}

/** A cover that cannot be shown is its issue's date, set large. */
function plate(frame: HTMLElement): void {
  const { plate: day = '§', year = '' } = frame.dataset;
  const place = document.createElement('div');
  place.className = 'cover-plate';
  const large = document.createElement('strong');
  large.textContent = day;
  const small = document.createElement('span');
  small.textContent = year;
  place.append(large, small);
  frame.replaceChildren(place);
  // A lead is large for the sake of its picture.
  frame.closest('.issue-lead')?.classList.remove('issue-lead');
}
