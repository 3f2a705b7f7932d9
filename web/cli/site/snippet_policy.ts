/*
 * What a snippet of HTML needs of the content security policy: the hosts that it names, and the hashes
 * of the scripts and styles that stand in it.
 */
import { createHash } from 'node:crypto';
import type { DefaultTreeAdapterMap } from 'parse5';
import { isRun } from '../../page/site/script-types.js';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

/** What snippets need, and what of them will not work. */
export interface Needs {
  /** By directive; `'unsafe-inline'` is none of them. */
  sources: Map<string, Set<string>>;
  /** Whether scripts of others run. */
  isForeign: boolean;
  remarks: string[];
  /** The same of attributes that work where styles may stand anywhere. */
  ofStyles: string[];
}

/** A script of others: from its host come its styles, typefaces and frames, and there it asks. */
const ofScripts = ['script-src', 'connect-src', 'style-src', 'font-src', 'frame-src'] as const;
const ofStyles = ['style-src', 'font-src'] as const;
/** Elements that load what an attribute names. Pictures may come from anywhere. */
const addressOf: Readonly<Record<string, { attribute: string; directive: string }>> = {
  iframe: { attribute: 'src', directive: 'frame-src' },
  audio: { attribute: 'src', directive: 'media-src' },
  video: { attribute: 'src', directive: 'media-src' },
  source: { attribute: 'src', directive: 'media-src' },
  track: { attribute: 'src', directive: 'media-src' },
  form: { attribute: 'action', directive: 'form-action' },
};

/**
 * Adds what an element needs.
 *
 * @param file of the snippet
 */
export function addNeeds(needs: Needs, element: Element, file: string): void {
  const attribute = (name: string): string =>
    element.attrs.find((one) => one.name === name)?.value.trim() ?? '';
  const add = (directives: readonly string[], written: string): void =>
    addSource(needs, directives, sourceOf(written));
  for (const { name } of element.attrs) {
    const what = `${file}: ${name}="…" of <${element.tagName}> has no effect;`;
    if (name.startsWith('on')) needs.remarks.push(`${what} use addEventListener in a script`);
    else if (name === 'style') needs.ofStyles.push(`${what} use a class, and <style>`);
  }
  const addresses = addressOf[element.tagName];
  if (addresses !== undefined) add([addresses.directive], attribute(addresses.attribute));
  if (element.tagName === 'script') addScript(needs, element, attribute);
  else if (element.tagName === 'style') addStyles(needs, textOf(element));
  else if (element.tagName === 'link') addLink(attribute, add);
  else if (/^(?:object|embed|base)$/.test(element.tagName)) {
    needs.remarks.push(
      `${file}: <${element.tagName}> has no effect; no page of an archive has any`,
    );
  }
}

function addStyles(needs: Needs, text: string): void {
  addSource(needs, ['style-src'], hashOf(text));
  for (const address of addressesIn(text, /["'(\s]/)) addSource(needs, ofStyles, address);
}

function addScript(needs: Needs, element: Element, attribute: (name: string) => string): void {
  const type = attribute('type');
  // A map of imports does not run, and a policy has to let it pass all the same.
  if (!isRun(type) && type.toLowerCase() !== 'importmap') return;
  const source = sourceOf(attribute('src'));
  if (source !== undefined) needs.isForeign = true;
  addSource(needs, ofScripts, source);
  for (const { name, value } of element.attrs) {
    // Where a script of this kind reports to: data-api, data-host-url, data-goatcounter.
    if (name.startsWith('data-')) addSource(needs, ['connect-src'], sourceOf(value));
  }
  if (attribute('src') !== '') return;
  const text = textOf(element);
  addSource(needs, ['script-src'], hashOf(text));
  for (const address of addressesIn(text, /["'`]/)) {
    needs.isForeign = true;
    addSource(needs, ofScripts, address);
  }
}

function addLink(
  attribute: (name: string) => string,
  add: (directives: readonly string[], written: string) => void,
): void {
  const [rel, href, as] = [attribute('rel').toLowerCase(), attribute('href'), attribute('as')];
  if (/\bstylesheet\b/.test(rel)) add(ofStyles, href);
  else if (/\bmodulepreload\b/.test(rel)) add(['script-src'], href);
  else if (/\bpreload\b/.test(rel)) {
    const directive = { script: 'script-src', style: 'style-src', font: 'font-src' }[as];
    add([directive ?? 'connect-src'], href);
  }
}

/** Adds a source to directives; nothing where there is none. */
export function addSource(
  needs: Needs,
  directives: readonly string[],
  source: string | undefined,
): void {
  if (source === undefined) return;
  for (const directive of directives) {
    // These come from any host that has a certificate, as they do in posts.
    if (/^(?:frame|media)-src$/.test(directive) && source.startsWith('https:')) continue;
    const known = needs.sources.get(directive);
    if (known === undefined) needs.sources.set(directive, new Set([source]));
    else known.add(source);
  }
}

/** The host of an address as a policy names it; undefined for one of the archive itself. */
function sourceOf(written: string): string | undefined {
  const isRelative = written.startsWith('//');
  if (!isRelative && !/^https?:\/\//i.test(written)) return undefined;
  const url = URL.canParse(isRelative ? `https:${written}` : written)
    ? new URL(isRelative ? `https:${written}` : written)
    : undefined;
  if (url === undefined || !/^[\w.:[\]-]+$/.test(url.host)) return undefined;
  // Without a scheme, that of the page is meant.
  return isRelative ? url.host : url.origin;
}

/** The hosts of the addresses that stand in a script or in styles, behind a character of `before`. */
function* addressesIn(text: string, before: RegExp): Generator<string> {
  for (const { 0: address, index } of text.matchAll(
    /(?:https?:)?\/\/[\w.-]+\.?[\w-]+(?::\d+)?/gi,
  )) {
    if (!before.test(text[index - 1] ?? '')) continue;
    const source = sourceOf(address);
    if (source !== undefined) yield source;
  }
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function textOf({ childNodes }: Element): string {
  return childNodes.map((node: Node) => ('value' in node ? node.value : '')).join('');
}
