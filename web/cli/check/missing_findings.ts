import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Post, renderPost } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { tracedPost } from '../archive/read_post.js';
import { localPath } from '../archive/references.js';
import { unescapeHtml } from '../../page/site/escape-html.js';
import type { MissingAddress } from '../archive/resolved_addresses.js';
import { type CheckedPost, type Finding, type Rule, type Verdict, findingOf } from './finding.js';
import { decoded, isRelativeFile, placeholder, withoutQuery } from './rules/links.js';
import { SourceText } from './source_text.js';

type MissingRule = Omit<Rule, 'find'>;

const picture: MissingRule = { code: 'image-missing', severity: 'warning' };
const link: MissingRule = { code: 'link-dead', severity: 'warning' };
const cover: MissingRule = { code: 'cover-missing', severity: 'warning' };
const withheld: MissingRule = { code: 'file-withheld', severity: 'warning' };

/**
 * Links, pictures and covers that lead to nothing of the archive: whoever makes the manifest knows.
 *
 * @param isWhole whether all posts were read; of one alone only files beside it can be judged
 */
export function missingFindings(archive: Archive, { isWhole }: { isWhole: boolean }): Finding[] {
  const findings: Finding[] = [];
  const { site } = archive;
  for (const [path, missing] of archive.missing()) {
    // Few posts have any: they are read again, so that no text need be kept.
    const { source: bytes, published, made } = tracedPost(site, path);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const source = new SourceText(text, made);
    const post = renderPost(published, { ...site.rendering, file: path });
    const checked: CheckedPost = { path, source, site, post, url: undefined };
    const known = new Map(missing.map((one) => [keyOf(unescapeHtml(one.address)), one]));
    for (const { url, at, rule } of referencesOf(post, source)) {
      const found = known.get(keyOf(withoutQuery(url)));
      // Files beside the posts have a rule of their own.
      if (found?.withheld !== undefined && !isRooted(url)) continue;
      if (found === undefined || !isJudged(archive, path, url, isWhole)) continue;
      findings.push(findingOf(...verdictOn(archive, rule, url, at, found, checked)));
    }
  }
  return findings;
}

function* referencesOf(
  { links, images, data }: Post,
  source: SourceText,
): Iterable<{ url: string; at: Verdict['at']; rule: MissingRule }> {
  for (const { url } of images) yield { url, at: source.locate(url), rule: picture };
  source.startOver();
  for (const { url } of links) yield { url, at: source.locate(url), rule: link };
  if (data.cover !== undefined) {
    yield { url: data.cover, at: source.locateValue('cover', data.cover), rule: cover };
  }
}

/** Addresses are written in the HTML with more characters encoded than authors do. */
function keyOf(url: string): string {
  return decoded(url.trim());
}

/** What other rules say better, or cannot be told. */
function isJudged({ root }: Archive, path: string, url: string, isWhole: boolean): boolean {
  if (/\{[{%]|%7B%7B/i.test(url) || placeholder.test(url)) return false;
  if (!isRooted(url) && !isRelativeFile(url)) return false;
  if (isWhole) return true;
  const file = localPath(path, url);
  return file !== undefined && hasEnding(url) && !existsSync(join(root, file));
}

function verdictOn(
  { site }: Archive,
  rule: MissingRule,
  url: string,
  at: Verdict['at'],
  found: MissingAddress,
  checked: CheckedPost,
): [MissingRule, CheckedPost, Verdict] {
  const name = decoded(withoutQuery(url));
  if (found.withheld !== undefined) {
    const hint = 'refer to a picture, sound, video, font or document of the site, or take it out';
    const message = `the file ${name} is not published: ${found.withheld}`;
    return [withheld, checked, { at, message, hint }];
  }
  const isFromRoot = isRooted(url);
  // What stands at the root of a host that is not said to be this site's may be there.
  const severity = isFromRoot && site.rules === undefined ? 'info' : 'warning';
  const isFile = rule !== link || (hasEnding(url) && !isFromRoot);
  const message = isFromRoot
    ? `the archive has nothing at ${name}`
    : isFile
      ? `there is no file ${name}${rule === picture ? '' : ' beside the post'}`
      : `nothing of the archive is at ${name}, seen from the post`;
  const hint =
    rule === picture && !isFromRoot
      ? 'check the name, capital letters too, and put the picture beside the post'
      : isFromRoot && rule === link
        ? 'what is not of the archive needs its whole address: https://…'
        : 'check the name, capital letters too, or take it out';
  return [rule, checked, { at, severity, message, hint }];
}

function isRooted(url: string): boolean {
  return /^(?:\/|https?:)/i.test(url);
}

/** Endings that name a file; a link without one may be the address of a page. */
function hasEnding(url: string): boolean {
  return /\.(?:md|markdown|png|jpe?g|gif|webp|avif|svg|pdf|zip|mp[34]|webm|txt|csv|docx?|xlsx?|pptx?)$/i.test(
    withoutQuery(url),
  );
}
