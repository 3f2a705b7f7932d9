/*
 * HTML files of the owner's: for comments, statistics and the like. They stand in pages as they are,
 * and the content security policy of the pages is made to let them do what they name.
 */
import { join, posix } from 'node:path';
import type { ArchiveOwner, Snippets } from 'broadsheet';
import { type DefaultTreeAdapterMap, parseFragment, serialize } from 'parse5';
import { followLinks } from '../archive/links.js';
import { readRegularFile } from '../archive/regular_file.js';
import { systemReason } from '../terminal/failure.js';
import { belowArchive } from './below_archive.js';
import { type Element, type Needs, addNeeds, addSource } from './snippet_policy.js';

/** The settings that name a file. */
export const snippetNames = ['head', 'afterIssue', 'afterList'] as const;

/** A larger file is no snippet: it stands in every page. */
export const mostSnippetBytes = 64 << 10;

/** What may stand in a document's head; anything else would end it. */
const ofHead = /^(?:script|style|link|meta|noscript|template|title|base)$/;

/** Stands for the way to the archive's root while a snippet is written; not a character of HTML. */
const rootMark = '\uFDD0';
const anyStyles = "'unsafe-inline'";
const addressed = /^(?:src|href|poster|action)$/;

/** What a configuration says of snippets. */
export interface SaidOfSnippets extends Partial<Record<keyof Snippets, string>> {
  csp?: Readonly<Record<string, readonly string[]>>;
}

/** What pages have of them, and what in them has no effect; or why a file cannot be used. */
export type ReadSnippets =
  | { owner: Pick<ArchiveOwner, 'snippets' | 'policy'>; remarks: string[] }
  | { setting: keyof Snippets; reason: string; hint: string };

/**
 * Reads the files that are named.
 *
 * @param folder of the site
 * @param bases as the site's
 */
export async function readSnippets(
  { folder, bases }: { folder: string; bases: readonly string[] },
  said: SaidOfSnippets,
): Promise<ReadSnippets> {
  const needs: Needs = { sources: new Map(), isForeign: false, remarks: [], ofStyles: [] };
  const snippets: Snippets = {};
  for (const setting of snippetNames) {
    const name = said[setting];
    if (name === undefined) continue;
    const read = await textOfFile(folder, name);
    if ('reason' in read) {
      return {
        setting,
        reason: read.reason,
        hint: 'Name a file of HTML beside the configuration.',
      };
    }
    const fragment = parseFragment(read.text.replaceAll(rootMark, ''));
    const noHead = setting === 'head' && fragment.childNodes.find((node) => !standsInHead(node));
    if (noHead) {
      const what = 'tagName' in noHead ? `<${noHead.tagName}>` : 'text';
      const hint = `What is seen belongs into the file of afterIssue or afterList.`;
      return { setting, reason: `${name} has ${what}, which no head of a page may hold`, hint };
    }
    forEachElement(fragment, (element) => {
      addNeeds(needs, element, name);
      markAddresses(element, bases);
    });
    snippets[setting] = serialize(fragment).trim().split(rootMark);
  }
  const owner: Pick<ArchiveOwner, 'snippets' | 'policy'> = {};
  if (Object.keys(snippets).length > 0) owner.snippets = snippets;
  for (const [directive, sources] of Object.entries(said.csp ?? {})) {
    for (const source of sources) addSource(needs, [directive], source);
    if (directive === 'script-src' && sources.some((one) => !one.startsWith("'"))) {
      needs.isForeign = true;
    }
  }
  const sources = settledSources(needs);
  if (Object.keys(sources).length > 0 || needs.isForeign) {
    owner.policy = { sources, ...(needs.isForeign ? { foreign: true as const } : {}) };
  }
  const takesStyles = sources['style-src']?.includes(anyStyles) === true;
  const remarks = [...needs.remarks, ...(takesStyles ? [] : needs.ofStyles)];
  return { owner, remarks: [...new Set(remarks)] };
}

/** Scripts of others write styles into the page; where these may stand, hashes would forbid them. */
function settledSources({ sources, isForeign }: Needs): Record<string, string[]> {
  const settled = Object.fromEntries([...sources].map(([name, values]) => [name, [...values]]));
  const styles = settled['style-src'] ?? [];
  if (!isForeign && !styles.includes(anyStyles)) return settled;
  const hosts = styles.filter((source) => !/^'sha\d+-/.test(source) && source !== anyStyles);
  return { ...settled, 'style-src': [anyStyles, ...hosts] };
}

async function textOfFile(
  folder: string,
  written: string,
): Promise<{ text: string } | { reason: string }> {
  const path = posix.normalize(written.trim().replace(/^\/+/, ''));
  if (!/\.html?$/i.test(path)) return { reason: `${path} is no HTML file` };
  const target = await followLinks(folder, path);
  if (target.kind === 'folder') return { reason: `${path} is a folder` };
  if (target.kind === 'refused') {
    return { reason: `${path} is ${target.isMissing ? 'not there' : target.reason}` };
  }
  try {
    const bytes = readRegularFile(join(folder, target.inner), mostSnippetBytes);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { reason: `${path} is not UTF-8` };
    return { reason: `${path}: ${systemReason(error)}` };
  }
}

type Node = DefaultTreeAdapterMap['childNode'];

function standsInHead(node: Node): boolean {
  if ('tagName' in node) return ofHead.test(node.tagName);
  return node.nodeName === '#comment' || !('value' in node) || node.value.trim() === '';
}

/** Calls for each element; those in a template are none of the document's, and still are looked at. */
function forEachElement(
  { childNodes }: { childNodes: readonly Node[] },
  visit: (element: Element) => void,
): void {
  const waiting = [...childNodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!('tagName' in node)) continue;
    visit(node);
    waiting.push(...node.childNodes);
    if ('content' in node) waiting.push(...node.content.childNodes);
  }
}

function markAddresses({ attrs }: Element, bases: readonly string[]): void {
  for (const attribute of attrs) {
    const { name, value } = attribute;
    if (!addressed.test(name)) continue;
    const place = belowArchive(value.trim(), bases);
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#|$)/i.test(place) && place === value.trim()) continue;
    attribute.value = `${rootMark}${place}`;
  }
}
