import type { Archive } from '../archive.js';
import { h } from '../dom.js';
import { urlOfPost } from '../route.js';
import type { Strings } from '../strings/en.js';

/** Wider images stand on a line of their own; narrower ones, like badges, in their line. */
const widestInline = 240;

/**
 * Puts a post's HTML into `body`. This is the one place where HTML becomes elements; it comes from
 * the core, which lets no script and no markup of the author through.
 *
 * The elements are made in a template first, where nothing is fetched yet, and made ready there.
 */
export function fillArticle(
  body: HTMLElement,
  html: string,
  archive: Archive,
  strings: Strings,
): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  const { content } = template;
  for (const image of content.querySelectorAll('img')) prepareImage(image, strings);
  for (const table of content.querySelectorAll('table')) makeScrollable(table, strings);
  for (const link of content.querySelectorAll('a')) prepareLink(link, archive);
  for (const box of content.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    box.setAttribute('aria-label', box.checked ? strings.taskDone : strings.taskOpen);
    box.closest('li')?.classList.add('task');
  }
  // Wide code scrolls, also by keyboard.
  for (const code of content.querySelectorAll('pre')) code.tabIndex = 0;
  // Chinese stresses with dots; slanted Latin stays slanted.
  for (const stressed of content.querySelectorAll('em')) {
    if (!/[\p{Script=Latin}\d]/u.test(stressed.textContent)) stressed.classList.add('dotted');
  }
  body.replaceChildren(content);
}

function prepareImage(image: HTMLImageElement, strings: Strings): void {
  image.loading = 'lazy';
  image.decoding = 'async';
  // Chinese picture hosts refuse foreign referrers.
  image.referrerPolicy = 'no-referrer';
  // Many newsletters put a picture right below a line of text, in the same paragraph.
  image.addEventListener('load', () => {
    if (image.naturalWidth > widestInline) image.classList.add('picture');
  });
  image.addEventListener('error', () => {
    const text = image.alt || strings.imageMissing;
    const inLink = image.closest('a') !== null;
    image.replaceWith(
      h(
        'span',
        { class: 'image-missing' },
        inLink ? text : h('a', { href: image.src, rel: 'noreferrer' }, text),
      ),
    );
  });
}

function makeScrollable(table: HTMLTableElement, strings: Strings): void {
  const frame = h('div', {
    class: 'table-frame',
    role: 'region',
    tabindex: 0,
    'aria-label': strings.table,
  });
  table.replaceWith(frame);
  frame.append(table);
}

function prepareLink(link: HTMLAnchorElement, archive: Archive): void {
  const href = link.getAttribute('href');
  if (href === null || href.startsWith('#') || !URL.canParse(href, document.baseURI)) return;
  const url = new URL(href, document.baseURI);
  // A link to another post's file opens that issue here.
  const path = archive.pathOf(url);
  if (path !== undefined) link.href = urlOfPost(path) + url.hash;
  else if (url.origin !== location.origin) link.rel = 'noopener';
}
