import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOfPage } from '../site/page.js';
import type { Site } from '../site/site.js';
import { existingFiles } from './referenced_files.js';
import { type BuildRecord, recordName } from './build_record.js';
import type { RenderPool } from './render_pool.js';
import type { BuildStep } from './step.js';
import { writeIndex } from './write_index.js';
import { writeOffline } from './write_offline.js';
import { writePages } from './write_pages.js';

/**
 * Everything a build writes, in the order in which it is finished.
 *
 * @param pool reads the posts and makes their pages
 * @param hasIndex whether the archive gets a search index
 */
export function buildSteps(
  { root, defaults }: Site,
  pool: RenderPool,
  record: BuildRecord,
  hasIndex: boolean,
): BuildStep[] {
  const [beginIndex, finishIndex] = hasIndex ? writeIndex(root, record) : [{}, {}];
  return [
    beginIndex,
    copyPosts(root),
    copyFilesBesidePosts(root),
    copyPage(),
    writePages(root, pool),
    writeManifest(),
    finishIndex,
    ...(defaults.offline ? [writeOffline()] : []),
    markForHosts(),
    writeRecord(),
  ];
}

/** `posts/<path>`: the Markdown files, byte by byte. */
function copyPosts(root: string): BuildStep {
  return {
    addPost: ({ path, source }, output) => output.write(`posts/${path}`, source),
    async keepPost({ path }, output) {
      if (output.adopt(`posts/${path}`)) return;
      await output.write(`posts/${path}`, await readFile(join(root, path)));
    },
  };
}

/** Pictures and other media of the folder, and whatever else posts refer to. */
function copyFilesBesidePosts(root: string): BuildStep {
  const referenced = new Set<string>();
  const seen = new Set<string>();
  const add = async (paths: readonly string[]): Promise<void> => {
    const fresh = paths.filter((path) => !seen.has(path));
    for (const path of fresh) seen.add(path);
    for (const file of await existingFiles(root, fresh)) referenced.add(file);
  };
  return {
    addPost: ({ references }) => add(references),
    keepPost: ({ references }) => add(references),
    async finish({ archive }, output) {
      for (const path of [...new Set([...archive.media(), ...referenced])].sort()) {
        await output.copy(`posts/${path}`, join(root, path));
      }
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

/** `manifest.json`: what the page reads first. */
function writeManifest(): BuildStep {
  return {
    finish: ({ archive }, output) => output.write('manifest.json', archive.manifest().bytes),
  };
}

/** `.build-record.json`: what the next build need not make again. The last file of all. */
function writeRecord(): BuildStep {
  return {
    finish: ({ archive, record }, output) => output.write(recordName, record.content(archive)),
  };
}

/** GitHub Pages leaves out what begins with an underscore (`_posts`) unless this file is there. */
function markForHosts(): BuildStep {
  return { finish: (_built, output) => output.write('.nojekyll', '') };
}
