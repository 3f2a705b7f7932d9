/* A Markdown file whose beginning the home page begins with: a README tells what an archive is. */
import { join, posix } from 'node:path';
import { renderPost } from 'broadsheet';
import { type DefaultTreeAdapterMap, parseFragment, serialize } from 'parse5';
import { followLinks } from '../archive/links.js';
import { isMarkdownName } from '../archive/post_names.js';
import { mostPostBytes, readRegularFile } from '../archive/regular_file.js';
import { systemReason } from '../terminal/failure.js';
import { type OwnersSite, ownersHtml } from './owner.js';

/** The HTML, with the addresses of its pictures that lie in the folder; or why there is none. */
export type ReadIntroduction = { html: string; pictures: string[] } | { reason: string };

/** Reads the first section of a file: its text up to the second heading, without the first. */
export async function readIntroduction(
  site: OwnersSite,
  written: string,
): Promise<ReadIntroduction> {
  const path = posix.normalize(written.trim().replace(/^\/+/, ''));
  if (!isMarkdownName(path)) return { reason: `${path} is no Markdown file` };
  const target = await followLinks(site.folder, path);
  if (target.kind === 'folder') return { reason: `${path} is a folder` };
  if (target.kind === 'refused') {
    return { reason: `${path} is ${target.isMissing ? 'not there' : target.reason}` };
  }
  try {
    const source = readRegularFile(join(site.folder, target.inner), mostPostBytes);
    const { html } = renderPost(source, site.rendering);
    const folder = posix.dirname(path);
    const beside = (value: string): string =>
      /^(?:[a-z][a-z\d+.-]*:|\/|#|\?|$)/i.test(value) ? value : posix.join(folder, value);
    const shown = ownersHtml(firstSection(html), site.bases, beside);
    const pictures = [...shown.matchAll(/<img\s[^>]*?src="(?![a-z][a-z\d+.-]*:)([^"]*)"/gi)];
    return { html: shown, pictures: [...new Set(pictures.map(([, src = '']) => src))] };
  } catch (error) {
    return { reason: `${path}: ${systemReason(error)}` };
  }
}

/** Up to the second heading; what holds one among other things counts as one. */
function firstSection(html: string): string {
  const fragment = parseFragment(html);
  const nodes = fragment.childNodes.filter((node) => !isBlank(node));
  const begin = nodes[0] !== undefined && holdsHeading(nodes[0]) ? 1 : 0;
  const end = nodes.findIndex((node, at) => at >= begin && holdsHeading(node));
  fragment.childNodes = nodes.slice(begin, end < 0 ? nodes.length : end);
  return serialize(fragment);
}

type Node = DefaultTreeAdapterMap['childNode'];

function isBlank(node: Node): boolean {
  return node.nodeName === '#comment' || ('value' in node && node.value.trim() === '');
}

function holdsHeading(node: Node): boolean {
  if (!('tagName' in node)) return false;
  return /^h[1-6]$/.test(node.tagName) || node.childNodes.some(holdsHeading);
}
