/* What stands for a picture that cannot be shown; loaded where there is one. */
import type { Strings } from '../site/strings/en.js';

/** Puts something in its place. */
export function giveWay(image: HTMLImageElement, texts: Strings['page']): void {
  const frame = image.closest<HTMLElement>('.cover');
  if (frame === null) image.replaceWith(standIn(image, texts));
  // Above an issue the date stands anyway.
  else if (frame.closest('.article-head')) frame.remove();
  else plate(frame);
}

/** The picture's description and a way to it. */
function standIn(image: HTMLImageElement, texts: Strings['page']): HTMLElement {
  const text = image.alt || texts.imageMissing;
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
  frame.closest('.issue-lead')?.classList.add('issue-plain');
}
