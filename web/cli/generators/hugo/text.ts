import { readFrontMatter } from '../front_matter.js';
import { type Remark, remarksAsDiagnostics } from '../remarks.js';
import { type ResolvedSource, tracedSource } from '../resolved_source.js';
import { TracedText } from '../traced_text.js';
import { SourceText } from '../../check/source_text.js';
import { type ContentPlace, placeOf } from './place.js';
import { destinationOf, referredPage } from './references.js';
import type { HugoRules } from './rules.js';
import { type HugoFiles, contentInput } from './site_files.js';
import { type Shortcode, argumentsOf, shortcodesIn } from './shortcodes.js';

/** What the core makes something of. */
const known = new Set(['figure', 'highlight', 'youtube', 'bilibili']);

/**
 * A post with its references led to the pages they mean, and without the shortcodes that only the
 * site's own templates know; undefined where there is neither.
 *
 * @param path relative to the site's folder
 */
export function hugoText(
  files: HugoFiles,
  rules: HugoRules,
  path: string,
  source: string,
): ResolvedSource | undefined {
  if (!/\{\{[<%]/.test(source)) return undefined;
  const place = placeOf(path, rules);
  const bodyStart = readFrontMatter(source).written.length;
  const shortcodes = shortcodesIn(source, bodyStart);
  if (place === undefined || shortcodes.length === 0) return undefined;
  const { prose } = new SourceText(source);
  const text = new TracedText();
  const remarks: Remark[] = [];
  let hasReferences = false;
  let copied = 0;
  for (const shortcode of shortcodes) {
    const { at, end, name, isLiteral } = shortcode;
    const isCode = prose[at] !== '{';
    const isReference = name === 'ref' || name === 'relref';
    if (isCode ? !isLiteral : isLiteral || known.has(name)) continue;
    text.copy(source.slice(copied, at), copied);
    const origin = { file: undefined, offset: at };
    if (isLiteral) text.put(unguarded(shortcode.source), origin);
    else if (isReference) {
      hasReferences = true;
      const written = referenceText(shortcode, source, place, { files, rules, remarks });
      text.put(written, origin);
    } else if (!shortcode.isEnd) {
      remarks.push({ kind: 'tag', name, source: shortcode.source, origin });
    }
    copied = end;
  }
  if (copied === 0) return undefined;
  text.copy(source.slice(copied), copied);
  return {
    ...tracedSource(source, text),
    diagnostics: remarksAsDiagnostics(remarks, source),
    inputs: hasReferences ? { [contentInput]: files.stateOf() } : {},
  };
}

/** What stars guard is shown without them. */
function unguarded(source: string): string {
  return source.replace(/^(\{\{[<%])\/\*/, '$1').replace(/\*\/([>%]\}\})$/, '$1');
}

function referenceText(
  shortcode: Shortcode,
  source: string,
  place: ContentPlace,
  { files, rules, remarks }: { files: HugoFiles; rules: HugoRules; remarks: Remark[] },
): string {
  const given = argumentsOf(shortcode.rest);
  const whole = given.named.get('path') ?? given.positional[0] ?? '';
  const language = given.named.get('lang')?.toLowerCase() ?? place.language;
  const hash = whole.indexOf('#');
  const path = hash < 0 ? whole : whole.slice(0, hash);
  const fragment = hash < 0 ? '' : whole.slice(hash);
  // A place of the page itself.
  if (path === '' && fragment !== '') return written(fragment, shortcode, source);
  const page = referredPage({ path, language }, place, files);
  const destination =
    page === undefined || typeof page === 'string' ? undefined : destinationOf(page, rules);
  if (destination === undefined) {
    // That nothing is there the link itself tells.
    if (typeof page === 'string') {
      const origin = { file: undefined, offset: shortcode.at };
      remarks.push({
        ...{ kind: 'address', name: whole, source: shortcode.source, reason: page, origin },
      });
    }
    return shortcode.source;
  }
  return written(destination + fragment, shortcode, source);
}

/** In an attribute the address itself; elsewhere the core decides what a reference looks like. */
function written(address: string, { at }: Shortcode, source: string): string {
  if (/["'=]/.test(source[at - 1] ?? '')) return encodeURI(address);
  return address.includes('"') ? encodeURI(address) : `{{< ref "${address}" >}}`;
}
