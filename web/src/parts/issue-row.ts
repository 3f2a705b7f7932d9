import type { ManifestEntry } from 'broadsheet';
import type { Context } from '../context.js';
import { type Child, h } from '../dom.js';
import { urlOfPost, urlOfValue } from '../route.js';
import { type DateForm, dateInWords, languageOf } from '../writing.js';
import { cover } from './cover.js';

/** More tags than these are left to the issue itself. */
const tagsShown = 4;

/** One issue in the list. */
export function issueRow(
  context: Context,
  entry: ManifestEntry,
  form: DateForm,
  lead: boolean,
): HTMLLIElement {
  const { strings } = context;
  const { data, path, excerpt } = entry;
  const lang = languageOf(entry);
  const title = titleOf(entry);
  return h(
    'li',
    { class: lead ? 'issue issue-lead' : 'issue' },
    h(
      'article',
      {},
      h(
        'div',
        { class: 'issue-text' },
        h(
          'p',
          { class: 'issue-meta' },
          separated(
            data.draft === true && h('strong', { class: 'badge' }, strings.draft),
            dateElement(context, data.date, form),
            data.categories.length > 0 && values('categories', data.categories, lang),
            entry.minutes > 0 && strings.minutes(entry.minutes),
          ),
        ),
        h(
          'h3',
          { lang },
          h('a', { href: urlOfPost(path), 'data-key': `post:${path}`, class: 'issue-link' }, title),
        ),
        excerpt !== '' && excerpt !== title && h('p', { class: 'issue-excerpt', lang }, excerpt),
        data.tags.length > 0 &&
          h('p', { class: 'issue-tags' }, values('tags', data.tags.slice(0, tagsShown), lang)),
      ),
      cover(entry, { priority: lead }),
    ),
  );
}

/** What an issue is called; manifests by others may lack titles. */
export function titleOf(entry: ManifestEntry): string {
  return entry.data.title?.trim() || entry.path;
}

/** A date, or undefined without one. */
export function dateElement(
  { language }: Context,
  date: string | undefined,
  form: DateForm = 'full',
): HTMLElement | undefined {
  if (date === undefined) return undefined;
  return h('time', { datetime: date }, dateInWords(date, language, form));
}

/** Facet values, each a link to the list narrowed down to it. */
export function values(
  facet: 'tags' | 'categories' | 'authors',
  names: readonly string[],
  lang: string,
): HTMLElement {
  return h(
    'span',
    { class: `values values-${facet}`, lang },
    names.map((name) => h('a', { href: urlOfValue(facet, name) }, name)),
  );
}

/** The given parts with a middle dot between them. */
export function separated(...parts: Child[]): Child[] {
  return parts
    .filter((part) => part != null && part !== false)
    .flatMap((part, index) =>
      index === 0 ? [part] : [h('span', { class: 'dot', 'aria-hidden': 'true' }, ' · '), part],
    );
}
