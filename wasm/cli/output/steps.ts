import { join } from 'node:path';
import { filesOfPage } from '../site/page.js';
import { indexArchive, indexFolder } from '../search/index_archive.js';
import { referencedFiles } from './referenced_files.js';
import type { BuildStep } from './step.js';
import { writePages } from './write_pages.js';

/** Everything a build writes, in the order in which it is finished. */
export function buildSteps(root: string): BuildStep[] {
  return [
    copyPosts(),
    copyFilesBesidePosts(root),
    copyPage(),
    writePages(root),
    writeManifest(),
    writeIndex(),
    markForHosts(),
  ];
}

/** `posts/<path>`: the Markdown files, byte by byte. */
function copyPosts(): BuildStep {
  return { addPost: ({ path, source }, output) => output.write(`posts/${path}`, source) };
}

/** Pictures and other media of the folder, and whatever else posts refer to. */
function copyFilesBesidePosts(root: string): BuildStep {
  const referenced = new Set<string>();
  return {
    async addPost({ path, post }) {
      for (const file of await referencedFiles(root, path, post)) referenced.add(file);
    },
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

/** `search/`: what the page searches. */
function writeIndex(): BuildStep {
  return {
    finish: ({ archive }, output) =>
      indexArchive(archive, (name, content) => output.write(`${indexFolder}/${name}`, content)),
  };
}

/** GitHub Pages leaves out what begins with an underscore (`_posts`) unless this file is there. */
function markForHosts(): BuildStep {
  return { finish: (_built, output) => output.write('.nojekyll', '') };
}
