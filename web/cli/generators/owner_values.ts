import { renderPost } from 'broadsheet';
import type { OwnerSettings } from '../site/owner.js';
import { type Values, isMap, wordIn } from './values.js';

/** Without what is not said. */
export function settled(
  said: { [name in keyof OwnerSettings]: OwnerSettings[name] | undefined },
): OwnerSettings {
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** A text of settings that themes show as HTML or Markdown. */
export function plainText(written: string | undefined): string | undefined {
  return written && renderPost(written, { frontMatter: false }).text.trim();
}

/** Whether a link may stand in a page: a path, or one of the schemes that readers follow. */
export function isLink(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href) || !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href);
}

/**
 * Links as themes write them: a list of maps with `url` or `href`, a list of addresses, or a map of
 * addresses by name.
 *
 * @param names the keys that may hold a link's name, the first that is there
 */
export function linksIn(
  written: unknown,
  names: readonly string[],
): { text: string; href: string }[] {
  const items: unknown[] = Array.isArray(written)
    ? written
    : isMap(written)
      ? Object.entries(written).map(([name, url]) => ({ [names[0] ?? '']: name, url }))
      : [];
  return items.flatMap((item) => {
    const values: Values = isMap(item) ? item : { url: item };
    const href = wordIn(values, 'url') ?? wordIn(values, 'href') ?? wordIn(values, 'link');
    if (href === undefined || !isLink(href)) return [];
    const name = names.map((key) => wordIn(values, key)).find((text) => text !== undefined);
    const text = name ?? hostOf(href);
    return text === undefined ? [] : [{ text, href }];
  });
}

/** `mastodon` of `https://mastodon.social/@letters`. */
function hostOf(href: string): string | undefined {
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return undefined;
  return new URL(href).hostname
    .replace(/^www\./, '')
    .split('.')
    .at(-2);
}
