import { startCode } from './code.js';
import { startPictures } from './pictures.js';
import { pageTexts } from './texts.js';
import { startOutline } from './outline.js';

/** Makes an issue that came into the page alive: outline, pictures, code, links to sections. */
export function startArticle(main: HTMLElement): void {
  const article = main.querySelector<HTMLElement>('.article');
  const prose = article?.querySelector<HTMLElement>('.prose');
  startPictures(main);
  if (!article || !prose || prose.dataset.alive !== undefined) return;
  prose.dataset.alive = '';
  startOutline(article);
  startProse(prose);
}

/** Makes the text of an issue alive: code, embeds, links to its sections. */
export function startProse(prose: HTMLElement): void {
  startCode(prose);
  // Few issues have any; until then, the links stand.
  if (prose.querySelector('a.bs-embed') !== null) {
    void import('./embeds.js').then(
      ({ startEmbeds }) => startEmbeds(prose, pageTexts().load),
      () => {},
    );
  }
  for (const heading of prose.querySelectorAll<HTMLElement>(
    ':is(h1, h2, h3, h4, h5, h6, p)[id]:not([id^="user-"])',
  )) {
    heading.append(anchor(heading));
  }
}

/**
 * A link to the section it stands in; a press also copies its address. For pointers only: with the
 * keyboard the contents lead to each section, and headings keep the names they have.
 */
function anchor(heading: HTMLElement): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `#${encodeURIComponent(heading.id)}`;
  link.className = 'anchor';
  link.title = pageTexts().copyLink;
  link.tabIndex = -1;
  link.setAttribute('aria-hidden', 'true');
  link.addEventListener('click', () => {
    void navigator.clipboard?.writeText(link.href).then(
      () => {
        link.dataset.copied = '';
        setTimeout(() => delete link.dataset.copied, 1500);
      },
      // Not allowed: the address bar has it.
      () => {},
    );
  });
  return link;
}
