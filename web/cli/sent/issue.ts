import {
  type Catalog,
  type ManifestEntry,
  type SentAddress,
  createCatalog,
  renderPost,
} from 'broadsheet';
import { listedIssues } from '../../page/site/listed.js';
import type { FarAddresses, PrerenderedArchive } from '../../prerender/prerender.js';
import type { Archive } from '../archive/archive.js';
import { publishedSource } from '../archive/read_post.js';
import { type PrerenderModule, loadPrerender } from '../site/prerender.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { withSizes } from './pictures.js';

/** An issue that is to be read elsewhere than on its page. */
export interface FarIssue extends Omit<FarAddresses, 'addresses'> {
  /** Where its addresses lead, and how large its pictures are. */
  addresses: SentAddress[];
  /** Its file in the archive's folder. */
  path: string;
  /** The file as it is published. */
  source: Uint8Array;
}

/** The issues of an archive in its present state, as far as they are read elsewhere. */
export class FarIssues {
  /** The archive at the address that the issues lead to. */
  readonly pages: PrerenderedArchive;
  readonly #archive: Archive;
  readonly #base: string | undefined;
  readonly #catalog: Catalog<ManifestEntry>;

  /** @param base where the archive is; by default where it is published */
  constructor(archive: Archive, prerender: PrerenderModule, base = archive.site.baseURL) {
    const { content } = archive.manifest();
    const based = base === undefined ? content : { ...content, baseUrl: base };
    this.#archive = archive;
    this.#base = base;
    this.#catalog = createCatalog(listedIssues(based));
    this.pages = prerender.openArchive(based, this.#catalog, archive.former());
  }

  /** An issue; undefined where it has no page. @param path of its file */
  async of(path: string): Promise<FarIssue | undefined> {
    const { site } = this.#archive;
    const source = publishedSource(site, path);
    const post = renderPost(source, { ...site.rendering, file: path });
    const far = this.pages.farAddresses(path, post);
    if (far === undefined) return undefined;
    const addresses =
      this.#base === undefined
        ? far.addresses
        : await withSizes(this.#archive, this.#base, far.addresses);
    return { ...far, path, source, addresses };
  }

  /** Gives back what it holds. */
  dispose(): void {
    this.#catalog.dispose();
  }
}

/** One issue that has a page. @param named the issue, for people */
export async function farIssue(archive: Archive, path: string, named: string): Promise<FarIssue> {
  const issues = new FarIssues(archive, await loadPrerender());
  try {
    const issue = await issues.of(path);
    if (issue !== undefined) return issue;
    throw new Failure(`${printable(named)} has no page`, { status: exitStatus.unusable });
  } finally {
    issues.dispose();
  }
}
