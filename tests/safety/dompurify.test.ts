/*
 * Sanitized HTML beside DOMPurify's, configured to the same elements, attributes and schemes: every
 * difference in what is shown and where it leads is of a kind that is explained.
 */
import { createRequire } from 'node:module';
import { init, renderHtml } from 'broadsheet';
import type DOMPurify from 'dompurify';
import { expect, test } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { newsletterPosts } from '../corpora/real_posts.ts';
import { suiteInputs } from '../package/corpora.ts';
import { noSuites, payloads } from './cases.ts';
import { addressKinds, type Difference, textKinds } from './explained_differences.ts';
import { facetsOf } from './facets.ts';
import { allowed, everywhere } from './policy.ts';

const configuration = {
  ALLOWED_TAGS: Object.keys(allowed),
  ALLOWED_ATTR: [...everywhere, ...Object.values(allowed).flat()],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
};

function sources(): { name: string; source: string }[] {
  const decoder = new TextDecoder();
  return [
    ...newsletterPosts().map(({ file, source }) => ({
      name: file,
      source: decoder.decode(source),
    })),
    ...suiteInputs().map(({ file, source }) => ({ name: file, source: decoder.decode(source) })),
    ...payloads().map(({ from, text }) => ({ name: from, source: `${text}\n` })),
  ];
}

/** In what the two differ, kind by kind; what is of no kind is named as it is. */
function kindsOf(difference: Difference): string[] {
  const { ours, purified } = difference;
  const kinds = new Set<string>();
  if (ours.text !== purified.text) {
    const kind = textKinds.find(({ accepts }) => accepts(difference));
    kinds.add(kind?.kind ?? `text: ${ours.text} ! ${purified.text}`.slice(0, 300));
  }
  const onlyIn = (list: string[], other: string[]) => {
    const rest = [...other];
    return list.filter((address) => {
      const at = rest.indexOf(address);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  for (const onlyOurs of [true, false]) {
    const addresses = onlyOurs
      ? onlyIn(ours.addresses, purified.addresses)
      : onlyIn(purified.addresses, ours.addresses);
    for (const address of addresses) {
      const kind = addressKinds.find(({ accepts }) => accepts(address, difference, onlyOurs));
      kinds.add(kind?.kind ?? `${onlyOurs ? 'ours' : 'purified'}: ${address}`);
    }
  }
  return [...kinds];
}

test.skipIf(noSuites)(
  `what DOMPurify shows${noSuites ? ` (${noSuites})` : ''}`,
  async () => {
    await init();
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setContent('<!doctype html><body></body>');
    const require = createRequire(import.meta.url);
    await page.addScriptTag({ path: require.resolve('dompurify/dist/purify.min.js') });
    const purify = (texts: string[]) =>
      page.evaluate(
        ([all, options]) => {
          const { DOMPurify: purifier } = globalThis as unknown as { DOMPurify: typeof DOMPurify };
          return all.map((text) => purifier.sanitize(text, options));
        },
        [texts, configuration] as const,
      );
    const counts = new Map([...textKinds, ...addressKinds].map(({ kind }) => [kind, 0]));
    const unexplained: object[] = [];
    const all = sources();
    let same = 0;
    for (let first = 0; first < all.length; first += 500) {
      const batch = all.slice(first, first + 500);
      const purified = await purify(
        batch.map(({ source }) => renderHtml(source, { html: 'pass' })),
      );
      for (const [index, { name, source }] of batch.entries()) {
        const html = renderHtml(source);
        const kinds = kindsOf({
          source,
          html,
          ours: facetsOf(html),
          purified: facetsOf(purified[index] ?? ''),
        });
        if (kinds.length === 0) same++;
        for (const kind of kinds) {
          const count = counts.get(kind);
          if (count !== undefined) counts.set(kind, count + 1);
          else unexplained.push({ name, kind, source: source.slice(0, 200) });
        }
      }
    }
    await browser.close();
    expect(unexplained).toEqual([]);
    expect([...counts].filter(([, count]) => count === 0)).toEqual([]);
    // Not by differing in everything: most inputs are shown alike.
    expect(same / all.length).toBeGreaterThan(0.9);
  },
  180_000,
);
