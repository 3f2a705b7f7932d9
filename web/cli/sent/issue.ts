import { type SentAddress, createCatalog, renderPost } from 'broadsheet';
import { listedIssues } from '../../page/site/listed.js';
import type { FarAddresses } from '../../prerender/prerender.js';
import type { Archive } from '../archive/archive.js';
import { publishedSource } from '../archive/read_post.js';
import { findPage } from '../site/page.js';
import { loadPrerender } from '../site/prerender.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { withSizes } from './pictures.js';

/** An issue that is to be read elsewhere than on its page. */
export interface FarIssue extends Omit<FarAddresses, 'addresses'> {
  addresses: SentAddress[];
  /** The file as it is published. */
  source: Uint8Array;
}

/**
 * Reads an issue of an archive, with where its addresses lead, and how large its pictures are.
 *
 * @param named the issue, for people
 */
export async function farIssue(archive: Archive, path: string, named: string): Promise<FarIssue> {
  const { site } = archive;
  const { content } = archive.manifest();
  const prerender = await loadPrerender(await findPage());
  const catalog = createCatalog(listedIssues(content));
  try {
    const pages = prerender.openArchive(content, catalog, archive.former());
    const source = publishedSource(site, path);
    const far = pages.farAddresses(path, renderPost(source, { ...site.rendering, file: path }));
    if (far === undefined) {
      throw new Failure(`${printable(named)} has no page`, { status: exitStatus.unusable });
    }
    const { baseURL } = site;
    const addresses =
      baseURL === undefined ? far.addresses : await withSizes(archive, baseURL, far.addresses);
    return { ...far, addresses, source };
  } finally {
    catalog.dispose();
  }
}
