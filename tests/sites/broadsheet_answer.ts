/* Broadsheet's answer: what a build publishes, and where. */
import { createCatalog, init } from 'broadsheet';
import { Archive } from '../../web/cli/archive/archive.js';
import { shownBy } from '../../web/cli/site/publication.js';
import { recognizeSite } from '../../web/cli/site/recognize.js';
import { listedIssues } from '../../web/page/site/listed.js';
import { Site } from '../../web/page/site/site.js';
import { listRedirects } from '../../web/prerender/list-redirects.js';
import { openArchive } from '../../web/prerender/prerender.js';
import { Redirects } from '../../web/prerender/redirects.js';
import { compare } from './answer.js';
import type { Variant } from './description.js';

export interface Published {
  /** The files of pages, by source relative to the site's folder. */
  files: Map<string, PublishedPage>;
  /** The sources of those that are no issues. */
  pages: ReadonlySet<string>;
  /** The source that a file leads to. */
  redirects: Map<string, string>;
  /** The files of lists: the home page and those of terms. */
  lists: ReadonlySet<string>;
  /** The ids in feeds, by file. */
  feeds: ReadonlyMap<string, readonly string[]>;
  kind: string;
}

export interface PublishedPage {
  file: string;
  title: string | undefined;
  date: string | undefined;
  lang: string | undefined;
  tags: readonly string[];
  categories: readonly string[];
}

/** @param folder what is named on the command line */
export async function askBroadsheet(folder: string, variant: Variant): Promise<Published> {
  await init();
  const recognized = await recognizeSite(folder, 'build');
  const options = variant === 'plain' ? {} : { [variant]: true };
  const archive = new Archive(recognized, { ...shownBy(options, recognized), live: false });
  await archive.read();
  const manifest = archive.manifest().content;
  const catalog = createCatalog(listedIssues(manifest));
  const site = new Site(manifest, catalog);
  const prefix = recognized.rules?.prefix ?? '';
  const files = new Map<string, PublishedPage>();
  const redirects = new Map<string, string>();
  for (const entry of [...manifest.posts].sort((one, other) => compare(one.path, other.path))) {
    const address = site.pathOf(entry);
    const { title, date, lang, tags, categories } = entry.data;
    const source = prefix + entry.path;
    files.set(source, { ...{ title, date, lang, tags, categories }, file: fileOf(address) });
  }
  for (const [file, entry] of new Redirects(site, archive.former().language).files)
    redirects.set(file, prefix + entry.path);
  const feeds = new Map<string, string[]>();
  const noBody = { html: '', toc: [], links: [] };
  for (const { path, content } of openArchive(manifest, catalog, archive.former()).files()) {
    if (!path.endsWith('.xml') || path.startsWith('sitemap')) continue;
    const found = content({ of: () => noBody, inFeed: () => '' }).matchAll(
      /<guid[^>]*>(.*?)<|<entry[\s\S]*?<id>(.*?)</g,
    );
    feeds.set(
      path,
      [...found].map(([, guid, id]) => guid ?? id ?? ''),
    );
  }
  catalog.dispose();
  const lists = new Set([
    ...['index.html', ...site.terms.map(({ path }) => fileOf(path))],
    ...[...listRedirects(site)].map(({ file }) => file),
  ]);
  const pages = new Set(site.pages.map(({ path }) => prefix + path));
  return { files, pages, redirects, lists, feeds, kind: recognized.kind };
}

function fileOf(address: string): string {
  return address === '' || address.endsWith('/') ? `${address}index.html` : address;
}
