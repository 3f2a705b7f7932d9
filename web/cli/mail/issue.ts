import { createCatalog, renderPost } from 'broadsheet';
import { listedIssues } from '../../page/site/listed.js';
import type { FarAddresses } from '../../prerender/prerender.js';
import type { Archive } from '../archive/archive.js';
import { publishedSource } from '../archive/read_post.js';
import type { PrerenderModule } from '../site/prerender.js';

/** An issue that is to be read elsewhere than on its page. */
export interface FarIssue extends FarAddresses {
  /** The file as it is published. */
  source: Uint8Array;
}

/** Reads an issue of an archive, with where its addresses lead; undefined if it has none of the path. */
export function farIssue(
  archive: Archive,
  prerender: PrerenderModule,
  path: string,
): FarIssue | undefined {
  const { content } = archive.manifest();
  const catalog = createCatalog(listedIssues(content));
  try {
    const { site } = archive;
    const pages = prerender.openArchive(content, catalog, archive.former());
    if (pages.addressOf(path) === undefined) return undefined;
    const source = publishedSource(site, path);
    const far = pages.farAddresses(path, renderPost(source, { ...site.rendering, file: path }));
    return far && { ...far, source };
  } finally {
    catalog.dispose();
  }
}
