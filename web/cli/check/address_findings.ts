import type { Post } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { readSource } from '../archive/read_post.js';
import type { AddressRemark } from '../../prerender/prerender.js';
import { loadPrerender } from '../site/prerender.js';
import { type CheckedPost, type Finding, type Rule, type Verdict, findingOf } from './finding.js';
import { SourceText } from './source_text.js';

type AddressRule = Omit<Rule, 'find'>;

const changed: AddressRule = { code: 'address-changed', severity: 'warning' };
const taken: AddressRule = { code: 'address-taken', severity: 'warning' };
const leftOut: AddressRule = { code: 'alias-left-out', severity: 'warning' };

/** Where a post's page lies otherwise than it asks for: whoever makes the pages knows. */
export async function addressFindings(archive: Archive): Promise<Finding[]> {
  const { openArchive } = await loadPrerender();
  const { content } = archive.manifest();
  const sources = new Map<string, SourceText | undefined>();
  return openArchive(content, archive.catalog(), archive.former())
    .remarks()
    .flatMap((remark) => {
      const { path } = remark;
      if (!sources.has(path)) sources.set(path, sourceOf(archive, path));
      const source = sources.get(path);
      return source === undefined ? [] : [findingOfRemark(remark, source, archive)];
    });
}

/** Few posts have remarks: they are read again, so that no text need be kept. */
export function sourceOf(archive: Archive, path: string): SourceText | undefined {
  try {
    const bytes = readSource(archive.root, path);
    return new SourceText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function findingOfRemark(remark: AddressRemark, source: SourceText, { site }: Archive): Finding {
  const { key, value, why, path } = remark;
  const isAlias = key === 'aliases';
  const rule = isAlias ? leftOut : why === 'taken' ? taken : changed;
  const at =
    key === 'file' || source.bodyStart === 0
      ? { start: 0, end: 1 }
      : source.locateValue(keyWritten(key, source), value);
  const verdict: Verdict = {
    at,
    ...(key === 'file' || why === 'translation' ? { severity: 'info' } : {}),
    message: isAlias ? messageOfAlias(remark) : messageOfAddress(remark),
    hint: hintFor(remark),
  };
  const checked: CheckedPost = { path, source, site, post: noPost, url: undefined };
  return findingOf(rule, checked, verdict);
}

/** Terms have keys of several names. */
function keyWritten(key: string, source: SourceText): string {
  const other = { categories: 'category', authors: 'author', tags: 'tag' }[key];
  return other !== undefined && source.locateKey(key).start === 0 ? other : key;
}

function messageOfAlias({ value, why, other }: AddressRemark): string {
  const reasons: Record<AddressRemark['why'], string> = {
    nothing: 'it names no address',
    unreadable: 'it is no address',
    'another-host': 'it names another host',
    characters: 'some systems cannot hold a file of this name',
    length: 'it is longer than the name of a file may be',
    translation: `${other ?? 'a post'}, in another language, has it`,
    taken: other === undefined ? 'a file of the archive is there' : `${other} is there`,
  };
  return `no page leads from the alias '${shown(value)}' to the post: ${reasons[why]}`;
}

function messageOfAddress({ key, value, why, other, address = '' }: AddressRemark): string {
  const subject = key === 'file' ? 'the path of the file' : `${key} '${shown(value)}'`;
  const now = `the page is at ${shown(address)}`;
  switch (why) {
    case 'translation':
    case 'taken': {
      const owner = other ?? 'a file or list of the archive';
      return `${owner} is at the address that ${subject} asks for; ${now}`;
    }
    case 'length':
      return `${subject} is longer than the name of a file may be; ${now}`;
    case 'characters':
      return `some systems cannot hold a file of the name that ${subject} asks for; ${now}`;
    default:
      return `${subject} names no address; ${now}`;
  }
}

function hintFor({ key, why }: AddressRemark): string {
  if (key === 'aliases')
    return 'write an address of this archive where nothing else is, or take it out';
  if (why === 'taken') return 'write an address that no other has: url: /letters/spring/';
  if (key === 'file') return 'give the file another name, or write slug: … into the front matter';
  if (why === 'length') return 'write a shorter one';
  return 'write words with hyphens and slashes between them';
}

function shown(text: string): string {
  return text.length > 60 ? `${[...text].slice(0, 60).join('')}…` : text;
}

/** Nothing of the post but its source is asked for. */
const noPost = { data: {}, diagnostics: [] } as unknown as Post;
