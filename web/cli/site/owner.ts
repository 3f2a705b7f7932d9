import { posix } from 'node:path';
import { type ArchiveOwner, type Rendering, renderPost } from 'broadsheet';
import { followLinks } from '../archive/links.js';
import { typeOfFile } from '../archive/file_types.js';
import { withheldByName, withheldFromStatic } from '../archive/publishable.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { belowArchive } from './below_archive.js';
import type { StaticFolder } from './site.js';
import type { SaidOfSnippets } from './snippets.js';
import { subscriptionOf } from './subscribe.js';
import { filesOfTheme, remarksOnTheme, themeOf } from './theme.js';

/** What an owner says of the archive, as it is written. */
export interface OwnerSettings extends SaidOfSnippets {
  /** A Markdown file whose beginning the home page begins with. */
  introduction?: string;
  description?: string;
  author?: string;
  copyright?: string;
  /** A file, or an address. */
  logo?: string;
  icon?: string;
  social?: { name: string; href: string }[];
  nav?: { text: string; href: string }[];
  /** As `theme.ts` has it. */
  theme?: Readonly<Record<string, unknown>>;
  /** As `subscribe.ts` has it. */
  subscribe?: Readonly<Record<string, unknown>>;
  /** Markdown. */
  footer?: string;
}

/** What is made of it. */
export interface Owner {
  description?: string;
  owner: ArchiveOwner;
  /** Where the files lie that it names, besides those that are published anyway. */
  statics: StaticFolder[];
  /** The addresses of these files. */
  files: string[];
  /** What of the generator's settings is not taken over, in words for the owner. */
  notes: string[];
}

/** Of the site, what its owner's settings are read with. */
export interface OwnersSite {
  folder: string;
  statics: readonly StaticFolder[];
  bases: readonly string[];
  rendering: Rendering;
}

/**
 * Settles what an owner says: the generator's settings, and before them those of our configuration.
 *
 * @param file our configuration; undefined without one
 * @throws {Failure} when a picture that our configuration names cannot be published
 */
export async function ownerOf(
  site: OwnersSite,
  found: OwnerSettings,
  said: OwnerSettings,
  file: string | undefined,
): Promise<Owner> {
  const all = { ...found, ...said };
  const result: Owner = { owner: {}, statics: [], files: [], notes: [] };
  const { owner } = result;
  if (all.description !== undefined) result.description = oneLine(all.description);
  if (all.author !== undefined) owner.author = oneLine(all.author);
  if (all.copyright !== undefined) owner.copyright = oneLine(all.copyright);
  const take = ({ href, folder, address }: Exclude<OwnersFile, { reason: string }>): string => {
    if (folder !== undefined) result.statics.push(folder);
    if (address !== undefined) result.files.push(address);
    return href;
  };
  for (const name of ['logo', 'icon'] as const) {
    const written = all[name]?.trim();
    if (written === undefined || written === '') continue;
    const picture = await pictureOf(site, written);
    if (!('reason' in picture)) {
      owner[name] = take(picture);
    } else if (said[name] === undefined) {
      result.notes.push(`the ${name} of the site's settings is not shown: ${picture.reason}`);
    } else {
      throw new Failure(`${printable(file ?? '')}: ${name}: ${printable(picture.reason)}`, {
        status: exitStatus.configuration,
        hint: 'Name a picture beside the configuration, or an address that begins with https://.',
      });
    }
  }
  if (all.social !== undefined && all.social.length > 0) owner.social = all.social;
  if (all.nav !== undefined && all.nav.length > 0) {
    owner.nav = all.nav.map(({ text, href }) => ({ text, href: belowArchive(href, site.bases) }));
  }
  if (all.theme !== undefined) {
    const hrefs = new Map<string, string>();
    for (const { path, what } of filesOfTheme(all.theme)) {
      const found = await fileOf(site, path, what);
      if ('reason' in found) {
        throw new Failure(`${printable(file ?? '')}: theme: ${printable(found.reason)}`, {
          status: exitStatus.configuration,
          hint: 'Name a file beside the configuration.',
        });
      }
      hrefs.set(path, take(found));
    }
    const theme = themeOf(all.theme, (path) => hrefs.get(path) ?? path);
    if (Object.keys(theme).length > 0) owner.theme = theme;
    result.notes.push(...remarksOnTheme(theme));
  }
  await addSnippets(site, said, file, result);
  if (said.introduction !== undefined) {
    const { readIntroduction } = await import('./introduction.js');
    const read = await readIntroduction(site, said.introduction);
    if ('reason' in read) {
      throw new Failure(`${printable(file ?? '')}: introduction: ${printable(read.reason)}`, {
        status: exitStatus.configuration,
        hint: 'Name a Markdown file of the folder, such as README.md.',
      });
    }
    const { html, pictures } = read;
    let shown = html;
    for (const written of pictures) {
      const picture = await pictureOf(site, written);
      // What cannot be shown gives way to its description, as in an issue.
      if (!('reason' in picture))
        shown = shown.replaceAll(`src="${written}"`, `src="${take(picture)}"`);
    }
    if (shown !== '') owner.introduction = shown;
  }
  if (all.subscribe !== undefined) owner.subscribe = subscriptionOf(all.subscribe);
  if (all.footer !== undefined) {
    const { html: made } = renderPost(all.footer, { ...site.rendering, frontMatter: false });
    const html = ownersHtml(made, site.bases);
    if (html !== '') owner.footer = html;
  }
  return result;
}

async function addSnippets(
  site: OwnersSite,
  said: SaidOfSnippets,
  file: string | undefined,
  result: Owner,
): Promise<void> {
  const { head, afterIssue, afterList, csp } = said;
  if ((head ?? afterIssue ?? afterList ?? csp) === undefined) return;
  // The reader of HTML is loaded where there is any.
  const { readSnippets } = await import('./snippets.js');
  const read = await readSnippets(site, said);
  if ('reason' in read) {
    throw new Failure(`${printable(file ?? '')}: ${read.setting}: ${printable(read.reason)}`, {
      status: exitStatus.configuration,
      hint: read.hint,
    });
  }
  Object.assign(result.owner, read.owner);
  result.notes.push(...read.remarks);
}

/**
 * An owner's HTML with addresses that are relative to the archive.
 *
 * @param html as rendered and sanitized
 * @param beside where an address leads that names a file beside the text
 */
export function ownersHtml(
  html: string,
  bases: readonly string[],
  beside: (value: string) => string = (value) => value,
): string {
  // Ids would be those of headings in the issue, too. Attribute values have no `>` in them.
  return html
    .replace(/<(h[1-6]) id="[^"]*">/g, '<$1>')
    .replace(/<[a-z]+\s[^>]*>/g, (tag) =>
      tag.replace(
        /(\s(?:href|src|poster)=")([^"]*)"/g,
        (_, before: string, value: string) => `${before}${belowArchive(beside(value), bases)}"`,
      ),
    )
    .trim();
}

type OwnersFile = { href: string; address?: string; folder?: StaticFolder } | { reason: string };

/** A picture that the archive has, or one elsewhere. */
async function pictureOf(site: OwnersSite, written: string): Promise<OwnersFile> {
  if (/^https?:\/\//i.test(written)) {
    const below = belowArchive(written, site.bases);
    return below === written ? { href: written } : pictureOf(site, below);
  }
  return fileOf(site, written, 'picture');
}

/** Which types a file of an owner may have. */
const types = { picture: /^image\//, font: /^font\//, styles: /^text\/css$/ } as const;

/** A file of the owner that the archive has at an address of its own. */
async function fileOf(
  site: OwnersSite,
  written: string,
  what: keyof typeof types,
): Promise<OwnersFile> {
  const path = posix.normalize(belowArchive(written, site.bases).replace(/[?#].*$/s, ''));
  const isStyles = what === 'styles';
  const withheld =
    isStyles && !path.startsWith('../') ? withheldFromStatic(path) : withheldByName(path);
  if (withheld !== undefined) return { reason: `${path}: ${withheld}` };
  const type = isStyles && path.endsWith('.css') ? 'text/css' : (typeOfFile(path) ?? '');
  if (!types[what].test(type)) return { reason: `${path} is no ${what}` };
  const href = encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');
  for (const { source, target, which } of site.statics) {
    if (which !== 'whole' || !path.startsWith(target)) continue;
    const inner = posix.join(source, path.slice(target.length));
    if ((await followLinks(site.folder, inner)).kind === 'file') return { href };
  }
  const target = await followLinks(site.folder, path);
  if (target.kind === 'folder') return { reason: `${path} is a folder` };
  if (target.kind === 'refused') {
    return { reason: `${path} is ${target.isMissing ? 'not there' : target.reason}` };
  }
  const source = posix.dirname(path) === '.' ? '' : posix.dirname(path);
  const folder: StaticFolder = {
    ...{ source, target: source === '' ? '' : `${source}/`, which: 'referred' },
    passOver: (other) => (other === path ? undefined : 'not named by the owner'),
    includes: (other) => isStyles && other === path,
  };
  return { href, address: path, folder };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
