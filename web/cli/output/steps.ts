import { join } from 'node:path';
import { isArchives } from '../../page/site/addresses.js';
import { headName, piecesFolder, splitManifest } from '../../page/site/manifest-head.js';
import { digest } from '../archive/digest.js';
import { publishedSource } from '../archive/read_post.js';
import { filesOfPage } from '../site/page.js';
import type { Site } from '../site/site.js';
import type { StateFolder } from '../state/state_folder.js';
import type { BuildRecord } from './build_record.js';
import { leadFromMoved } from './moved_pages.js';
import { type Host, writeHostFile } from './host_files.js';
import type { RenderPool } from './render_pool.js';
import { listed } from './replacement.js';
import type { BuildStep } from './step.js';
import { counted, printable } from '../terminal/terminal.js';
import { writeCards } from './cards/write_cards.js';
import { writeMails } from './write_mails.js';
import { writeOffline } from './write_offline.js';
import { writePages } from './write_pages.js';

/** What a build is to write besides pages. */
export interface WantedSteps {
  /** Whether the archive gets a search index. */
  search: boolean;
  /** Who is told what may be kept. */
  host?: Host | undefined;
  /** Whether files are kept compressed, too. */
  compress?: boolean | undefined;
  /** What builds leave to each other. */
  state?: StateFolder | undefined;
  /** Whether that counts for nothing. */
  isFull?: boolean | undefined;
}

/**
 * Everything a build writes, in the order in which it is finished.
 *
 * @param pool reads the posts and makes their pages
 */
export async function buildSteps(
  site: Site,
  pool: RenderPool,
  record: BuildRecord,
  { search, host, compress = false, state, isFull = false }: WantedSteps,
): Promise<BuildStep[]> {
  const { root, defaults } = site;
  // What is not wanted is not set up.
  const [beginIndex, finishIndex] = search
    ? (await import('./write_index.js')).writeIndex(site, record)
    : [{}, {}];
  return [
    beginIndex,
    copyPosts(site),
    copyPage(),
    // Pages name the cards that there are.
    writeCards(site, state, isFull),
    writePages(site, pool),
    writeMails(site),
    copyFilesBesidePosts(root),
    copyStaticFiles(site),
    ...(host === undefined ? [] : [writeHostFile(host)]),
    leadFromMoved(),
    writeManifest(),
    finishIndex,
    ...(defaults.offline ? [writeOffline()] : []),
    ...(compress ? [(await import('./write_compressed.js')).writeCompressed()] : []),
    markForHosts(),
  ];
}

/** `posts/<path>`: the Markdown files, with what the folder tells written into them. */
function copyPosts(site: Site): BuildStep {
  return {
    addPost: ({ path, source, hash }, output) => output.write(`posts/${path}`, source, hash),
    async keepPost({ path }, output) {
      if (output.adopt(`posts/${path}`)) return;
      await output.write(`posts/${path}`, publishedSource(site, path));
    },
  };
}

/** The files beside the posts that are published with them. */
function copyFilesBesidePosts(root: string): BuildStep {
  return {
    async finish({ archive, remarks }, output) {
      for (const { path, inner } of (await archive.files().all()).files) {
        // Addresses come from the manifest alone, which knows of no pictures.
        if (output.isFree(`posts/${path}`)) await output.copy(`posts/${path}`, join(root, inner));
        else remarks.push(`${printable(path)} is left out: a page of the archive is in its place`);
      }
    },
  };
}

/** The files that the site has at addresses of their own. */
function copyStaticFiles({ folder }: Site): BuildStep {
  return {
    async finish({ archive, remarks }, output) {
      const inTheWay: string[] = [];
      for (const { address, inner } of (await archive.statics().all()).files) {
        if (isArchives(address) || !output.isFree(address)) inTheWay.push(printable(address));
        else await output.copy(address, join(folder, inner));
      }
      if (inTheWay.length === 0) return;
      const files = counted(inTheWay.length, 'file');
      remarks.push(
        `${files} of the site left out, the archive has its own there: ${listed(inTheWay)}`,
      );
    },
  };
}

/** The page with its scripts, styles and the module. */
function copyPage(): BuildStep {
  return {
    async finish({ page }, output) {
      for (const { path, file } of await filesOfPage(page)) await output.copy(path, file);
    },
  };
}

/** `manifest.json`, and of a large archive its head and its pieces: what the page reads first. */
function writeManifest(): BuildStep {
  return {
    async finish({ archive }, output) {
      const { bytes, content } = archive.manifest();
      await output.write('manifest.json', bytes);
      if (!content.head) return;
      const { head, pieces } = splitManifest(content, (piece) => digest(Buffer.from(piece)));
      await output.write(headName, JSON.stringify(head));
      for (const [name, piece] of pieces) {
        const path = `${piecesFolder}${name}.json`;
        if (!output.adopt(path)) await output.write(path, piece);
      }
    },
  };
}

/** GitHub Pages leaves out what begins with an underscore (`_posts`) unless this file is there. */
function markForHosts(): BuildStep {
  return { finish: (_built, output) => output.write('.nojekyll', '') };
}
