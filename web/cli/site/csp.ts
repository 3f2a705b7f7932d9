/*
 * What an owner adds to the content security policy of the pages, and what it allows then, in words.
 */
import type { ArchiveOwner } from 'broadsheet';
import { isMap } from '../generators/values.js';
import { counted, printable } from '../terminal/terminal.js';

/** What the policy of the pages lets in besides the archive's own, in lines for the owner. */
export function policyInWords({ snippets, policy }: ArchiveOwner): string[] {
  if (policy === undefined) return [];
  const uses = new Map<string, string[]>();
  const hashes = { 'script-src': 0, 'style-src': 0 };
  for (const [directive, sources] of Object.entries(policy.sources)) {
    for (const source of sources) {
      if (source.startsWith("'sha") && directive in hashes) {
        hashes[directive as keyof typeof hashes] += 1;
      } else {
        const use = directive.replace(/-src$/, '').replace('form-action', 'form');
        uses.set(source, [...(uses.get(source) ?? []), use]);
      }
    }
  }
  const words = [...uses].map(([source, names]) => `${printable(source)} (${names.join(', ')})`);
  if (hashes['script-src'] > 0) words.push(`${counted(hashes['script-src'], 'script')} by hash`);
  if (hashes['style-src'] > 0 && !uses.has("'unsafe-inline'")) {
    words.push(`${counted(hashes['style-src'], 'style')} by hash`);
  }
  const why = snippets === undefined ? 'csp' : 'the snippets';
  const first = `For ${why} the policy of the pages also allows: ${words.join('; ')}`;
  if (!policy.foreign) return [first];
  return [
    first,
    'Scripts of others run in the pages, which therefore do not require Trusted Types.',
  ];
}

/** Directives that `csp` may add to. */
const directives = /^(?:script|style|img|font|connect|media|frame|worker)-src$|^form-action$/;
const host = /^(?:(?:https?|wss?):\/\/)?(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?(?:\/[\w./~%-]*)?$/i;
const scheme = /^(?:https|http):$/i;
const keyword: Readonly<Record<string, RegExp>> = {
  'script-src': /^'(?:unsafe-eval|sha(?:256|384|512)-[A-Za-z\d+/=_-]+)'$/,
  'style-src': /^'unsafe-inline'$/,
};

/** What `csp` may be. */
export const cspExample = '{ connect-src: [https://api.example.org] }';

/** What is wrong with `csp`; undefined where nothing is. */
export function wrongWithCsp(said: unknown): string | undefined {
  if (!isMap(said)) return `expected sources by directive, such as ${cspExample}`;
  for (const [directive, sources] of Object.entries(said)) {
    if (!directives.test(directive)) {
      return `${directive} is not added to; expected one of script-src, style-src, img-src, font-src, connect-src, media-src, frame-src, worker-src, form-action`;
    }
    if (!Array.isArray(sources)) return `${directive} is a list of hosts, such as ${cspExample}`;
    const wrong = sources.find(
      (source) =>
        typeof source !== 'string' ||
        !(host.test(source) || scheme.test(source) || keyword[directive]?.test(source) === true),
    );
    if (wrong !== undefined)
      return `${directive}: ${JSON.stringify(wrong)} is no host that can be added`;
  }
  return undefined;
}
