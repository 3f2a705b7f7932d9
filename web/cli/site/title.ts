import { basename, dirname, resolve } from 'node:path';

/** Folders that only say that posts are in them; the folder above has the name. */
const plainFolderNames = new Set(['_posts', 'posts', 'post', 'content', 'src', 'data', 'docs']);

/** `newsletters/sofa-weekly` is "Sofa Weekly", and so is `sofa-weekly/_posts`. */
export function titleFromFolderName(folder: string): string {
  let named = resolve(folder);
  while (plainFolderNames.has(basename(named).toLowerCase()) && dirname(named) !== named) {
    const above = dirname(named);
    if (basename(above) === '') break;
    named = above;
  }
  const words = basename(named)
    .split(/[-_\s]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.length === 0 ? 'Archive' : words.join(' ');
}
