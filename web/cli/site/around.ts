import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Recognized } from '../generators/recognized.js';

/** Outside of a repository, so many folders above the named one may be the site it belongs to. */
const levelsLookedUp = 6;

/**
 * The site that a folder is a part of: `content/posts`, `_posts`. Settings above it count up to the
 * root of its repository, and only those of the same user: whoever may write into a folder further
 * up must not decide what is published from here.
 *
 * @param siteAt recognizes the site of a folder, with the posts of a part of it
 */
export async function siteAround(
  folder: string,
  siteAt: (folder: string, part: string) => Promise<Recognized | undefined>,
): Promise<Recognized | undefined> {
  const owner = (await stat(folder)).uid;
  const root = repositoryOf(folder);
  let above = folder;
  for (let level = 0; root !== undefined || level < levelsLookedUp; level += 1) {
    if (above === root || dirname(above) === above) return undefined;
    above = dirname(above);
    if ((await stat(above)).uid !== owner) return undefined;
    const found = await siteAt(above, folder);
    if (found === undefined) continue;
    return (await areOf(owner, above, found.readFrom)) ? found : undefined;
  }
  return undefined;
}

/** The root of the repository that a folder lies in. */
function repositoryOf(folder: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return above;
    if (dirname(above) === above) return undefined;
  }
}

async function areOf(owner: number, folder: string, files: readonly string[]): Promise<boolean> {
  for (const file of files) {
    if ((await stat(join(folder, file))).uid !== owner) return false;
  }
  return true;
}
