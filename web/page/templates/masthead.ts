import { type Html, html } from './html.js';
import { type InterfaceLanguage, interfaceLanguages } from '../site/language.js';
import { ownersHtml, ownersPicture, siteNav } from './owner.js';
import { socialLinks } from './social.js';
import { subscribeForm, subscribeId } from './subscribe.js';
import { type Frame, isolated, linkTo, shared } from './frame.js';
import { searchBox } from './search-box.js';

/**
 * The head of the page: the archive's name, and the reader's two switches. Large above lists; the
 * heading of the page where the page is the whole archive.
 */
export function masthead(frame: Frame, size: 'heading' | 'large' | 'small'): Html {
  // The owner's links say which of them is this page.
  const isShared = (frame.site.manifest.owner?.nav ?? []).length === 0;
  const make = () => whole(frame, size);
  return isShared ? shared(frame, `masthead\0${size}`, make) : make();
}

function whole(frame: Frame, size: 'heading' | 'large' | 'small'): Html {
  const { site, strings } = frame;
  // Right to left it is what the page is.
  const direction = site.direction === 'ltr' && html` dir="auto"`;
  const { title, description, owner } = site.manifest;
  const logo = ownersPicture(frame, owner?.logo);
  const home = html`<a href="${linkTo(frame, '')}" data-key="home">${logo && html`<img class="logo" src="${logo}" alt="">`}${title}</a>`;
  return html`
    <header class="masthead${size !== 'small' && ' masthead-large'}">
      <div class="masthead-bar">
        ${size === 'small' ? find(frame) : html`<p class="masthead-note">${isolated(frame, span(frame))}</p>`}
        ${size === 'small' && owner?.subscribe && html`<a class="to-subscribe" href="#${subscribeId}">${strings.subscribe}</a>`}
        <div class="switches needs-script">
          ${
            site.languages.length > 1 &&
            html`<div class="languages" role="group" aria-label="${strings.switchLanguage}">
            ${site.languages.map((other) => languageButton(frame, other))}
          </div>`
          }
          <button type="button" class="theme" title="${strings.darkTheme}" aria-label="${strings.darkTheme}" aria-pressed="false" data-key="theme"></button>
        </div>
      </div>
      ${size === 'heading' ? html`<h1 class="nameplate" lang="und"${direction}>${home}</h1>` : html`<p class="nameplate" lang="und"${direction}>${home}</p>`}
      ${size === 'heading' && description !== undefined && html`<p class="tagline" dir="auto">${description}</p>`}
      ${siteNav(frame)}
      ${size !== 'small' && subscribeForm(frame, 'subscribe-head')}
      ${size === 'heading' && owner?.introduction !== undefined && html`<div class="introduction prose" dir="auto">${ownersHtml(frame, owner.introduction)}</div>`}
    </header>`;
}

/** The search, where no list has its own. The archive's list shows what is found. */
function find(frame: Frame): Html {
  return html`
    <form class="find needs-script" role="search" action="${linkTo(frame, '')}" data-form="search">${searchBox(frame, '')}</form>`;
}

function languageButton({ language }: Frame, other: InterfaceLanguage): Html {
  return html`<button type="button" lang="${other}" data-language="${other}" data-key="language:${other}" aria-pressed="${String(other === language)}">${interfaceLanguages[other]}</button>`;
}

/** The years that the archive spans. */
function span({ site, strings }: Frame): string {
  const years = site.facets.years;
  const [last, first] = [years[0]?.value, years.at(-1)?.value];
  return first === undefined || last === undefined ? '' : strings.span(first, last);
}

/** The foot of every page: what its owner ends it with, the feeds, and how the page is used by keys. */
export function pageFoot(frame: Frame): Html {
  const { strings } = frame;
  const { copyright, footer } = frame.site.manifest.owner ?? {};
  return html`
    <footer class="page-foot">
      ${footer !== undefined && html`<div class="owner-foot prose">${ownersHtml(frame, footer)}</div>`}
      ${copyright !== undefined && html`<p class="copyright" dir="auto">${copyright}</p>`}
      ${socialLinks(frame)}
      <p><span class="page-foot-label">${strings.feeds}</span>
        <a href="${linkTo(frame, 'index.xml')}" data-native>RSS</a>
        <a href="${linkTo(frame, 'atom.xml')}" data-native>Atom</a>
        <a href="${linkTo(frame, 'feed.json')}" data-native>JSON</a>
      </p>
      <button type="button" class="link-button needs-script" data-help data-key="help">${strings.shortcuts}</button>
    </footer>`;
}
