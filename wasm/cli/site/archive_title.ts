import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { renderPost } from 'broadsheet';

/** Folders that only say that posts are in them; the folder above has the name. */
const plainFolderNames = new Set(['_posts', 'posts', 'post', 'content', 'src', 'data', 'docs']);

/** Configuration files of Hugo and Jekyll in which a site's title is simply found. */
const configurationNames = [
  'hugo.toml',
  'hugo.yaml',
  'hugo.yml',
  'config.toml',
  'config.yaml',
  'config.yml',
  '_config.yml',
];

/** The archive's name: the site's title where a configuration has it, else from the folder. */
export async function titleOfFolder(folder: string): Promise<string> {
  return (await configuredTitle(folder)) ?? titleFromFolderName(folder);
}

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

async function configuredTitle(folder: string): Promise<string | undefined> {
  for (const place of siteFolders(folder)) {
    for (const name of configurationNames) {
      const text = await readFile(join(place, name), 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const title = name.endsWith('.toml') ? titleInToml(text) : titleInYaml(text);
      if (title !== undefined) return title;
    }
  }
  return undefined;
}

/** The folder itself and, for a folder inside `content` or `_posts`, the site around it. */
function siteFolders(folder: string): string[] {
  const absolute = resolve(folder);
  const segments = absolute.split(sep);
  const inside = segments.findLastIndex((segment) => segment === 'content' || segment === '_posts');
  return inside > 0 ? [absolute, segments.slice(0, inside).join(sep) || sep] : [absolute];
}

/** The top-level `title = "…"` before the first table: the one line of TOML that is needed. */
function titleInToml(text: string): string | undefined {
  const topLevel = text.split(/^[ \t]*\[/m, 1)[0] ?? '';
  const found = /^[ \t]*title[ \t]*=[ \t]*(?:"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)')/im.exec(
    topLevel,
  );
  if (found === null) return undefined;
  const quoted = found[1]?.replace(/\\(["\\])/g, '$1');
  return (quoted ?? found[2])?.trim() || undefined;
}

/** Read by the core, as front matter, so that YAML means the same here as in posts. */
function titleInYaml(text: string): string | undefined {
  const body = text.replace(/^\uFEFF?(?:---[ \t]*\r?\n)?/, '');
  return renderPost(`---\n${body}\n---\n`).data.title?.trim() || undefined;
}
