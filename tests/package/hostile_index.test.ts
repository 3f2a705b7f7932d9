/*
 * An index by somebody else, with checksums and names that fit: its content may be anything. Every
 * query is answered with what callers count on, or rejected with an error that names a file.
 *
 *   BROADSHEET_ALL=1 npx vitest run package/hostile_index    for twenty times as many
 */
import { BroadsheetError, init, openSearch } from 'broadsheet';
import { createIndex } from 'broadsheet/node';
import { beforeAll, expect, test } from 'vitest';
import { xxh64 } from './xxh64.ts';

beforeAll(() => init());

type Files = Map<string, Buffer>;

const rounds = process.env.BROADSHEET_ALL ? 40_000 : 2000;
const header = 16;

async function indexOf(count: number): Promise<Files> {
  const files: Files = new Map();
  const runs: Uint8Array[] = [];
  const index = createIndex({
    write: (name, bytes) => void files.set(name, Buffer.from(bytes)),
    appendRun: (bytes) => void runs.push(bytes),
    readRun: (run, offset, size) => (runs[run] as Uint8Array).subarray(offset, offset + size),
  });
  for (let number = 0; number < count; number += 1) {
    const lines = Array.from(
      { length: count > 5 ? 40 : 2 },
      (_, line) => `word${number * 7 + line} 服务网格${line}`,
    );
    await index.add(
      `letter-${number}.md`,
      `---\ntitle: Letter ${number}\ndate: 2024-01-01\ntags: [mesh]\n---\n## Mesh\n\n${lines.join('\n\n')}\n\n[x](https://e${number}.org/)\n`,
    );
  }
  await index.finish();
  index.dispose();
  return files;
}

/** Makes a file's checksum fit its payload; the name that fits it, with the number of the old. */
function signed(file: Buffer, name: string): string {
  const seed = (BigInt(file[4] ?? 0) << 16n) | (BigInt(file[5] ?? 0) << 8n) | BigInt(file[6] ?? 0);
  const checksum = xxh64(file.subarray(header), seed);
  file.writeBigUInt64LE(checksum, 8);
  return `${(checksum & 0xffffffn).toString(16).padStart(6, '0')}${name.slice(6, 8)}.bsx`;
}

function signedManifest(text: string): string {
  const body = text.slice(0, text.indexOf('],"check"'));
  const check = xxh64(Buffer.from(body), 2n).toString(16).padStart(16, '0');
  return `${body}],"check":"${check}"}\n`;
}

/** The index with one file changed, and all that names it. */
function withChanged(files: Files, name: string, change: (payload: Buffer) => Buffer): Files {
  const changed: Files = new Map(files);
  const old = files.get(name) as Buffer;
  const file = Buffer.concat([old.subarray(0, header), change(Buffer.from(old.subarray(header)))]);
  const renamed = signed(file, name);
  changed.delete(name);
  changed.set(renamed, file);
  const [before, after] = [name, renamed].map((one) =>
    Buffer.from(one.slice(0, 6), 'hex').reverse(),
  );
  if (before === undefined || after === undefined) return changed;
  const manifest = (files.get('search.json') as Buffer).toString();
  if (manifest.includes(name)) {
    changed.set('search.json', Buffer.from(signedManifest(manifest.replaceAll(name, renamed))));
    return changed;
  }
  // A directory names it by 24 bits.
  for (const [other, bytes] of files) {
    const at = other === name || !manifest.includes(other) ? -1 : bytes.indexOf(before, header);
    if (at === -1) continue;
    const inner = changed;
    return withChanged(inner, other, (payload) => {
      after.copy(payload, at - header);
      return payload;
    });
  }
  return changed;
}

const queries = [
  '服务网格',
  'word3',
  'letter 1',
  '"word3 服务"',
  'tag:mesh word7',
  '-word1 mesh',
  '',
];

/** Asks; what comes is of the form that callers count on. */
async function expectSound(files: Files, what: string, text: string): Promise<'answer' | 'error'> {
  const search = await openSearch('memory', { read: async (name) => files.get(name) });
  try {
    const { posts, hits, total, facets, notices } = await search.query(text, { prefix: true });
    expect(posts.length, what).toBe(hits.length);
    for (const [place, post] of posts.entries()) {
      expect(typeof post.path, what).toBe('string');
      expect(typeof post.data, what).toBe('object');
      expect(hits[place]?.path).toBe(post.path);
      expect(typeof hits[place]?.excerpt, what).toBe('string');
    }
    expect([typeof total, typeof facets, Array.isArray(notices)]).toEqual([
      'number',
      'object',
      true,
    ]);
    const { links } = await search.links('org');
    for (const link of links)
      expect([typeof link.path, typeof link.url], what).toEqual(['string', 'string']);
    return 'answer';
  } catch (error) {
    if (!(error instanceof BroadsheetError))
      throw new Error(`${what}: ${String(error)}`, { cause: error });
    // A directory may name files that nobody has.
    if (error.code === 'search-file-missing') expect(error.file).toMatch(/^[0-9a-f]{8}\.bsx$/);
    else expect([...files.keys()], `${what}: ${error.message}`).toContain(error.file);
    expect(error.code, what).toMatch(/^search-/);
    return 'error';
  } finally {
    search.dispose();
  }
}

test('checksums are those of the index itself', async () => {
  for (const [name, bytes] of await indexOf(60)) {
    if (name === 'search.json') expect(signedManifest(bytes.toString())).toBe(bytes.toString());
    else expect(signed(Buffer.from(bytes), name)).toBe(name);
  }
});

test.each([3, 60])('an index of %d posts with any content', { timeout: 600_000 }, async (count) => {
  const files = await indexOf(count);
  const names = [...files.keys()].filter((name) => name.endsWith('.bsx'));
  let state = count;
  const below = (end: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  const outcomes = { answer: 0, error: 0 };
  for (let round = 0; round < rounds / 2; round += 1) {
    const name = names[below(names.length)] as string;
    const hostile = withChanged(files, name, (payload) => {
      const at = below(payload.length);
      switch (below(5)) {
        case 0:
          payload[at] = below(256);
          return payload;
        case 1:
          return payload.subarray(0, at);
        case 2:
          return Buffer.concat([payload.subarray(0, at), payload.subarray(below(payload.length))]);
        case 3: {
          for (let more = 0; more < 8; more += 1) payload[below(payload.length)] = below(256);
          return payload;
        }
        default: {
          // What is JSON in it is what the core passes on as it is.
          const places = [...payload.toString('latin1').matchAll(/[{}[\]":,]/g)].map(
            ({ index }) => index,
          );
          payload[places[below(places.length)] ?? at] = '{}[]":,\\\u0000'.charCodeAt(below(9));
          return payload;
        }
      }
    });
    outcomes[
      await expectSound(hostile, `round ${round}, ${name}`, queries[below(queries.length)] ?? '')
    ] += 1;
  }
  // Both happen, or the test would say nothing.
  expect(outcomes.answer).toBeGreaterThan(rounds / 50);
  expect(outcomes.error).toBeGreaterThan(rounds / 50);
});

test.each([
  ['no JSON', (entry: string) => `${'x'.repeat(entry.length)}`],
  ['no object', (entry: string) => `42${' '.repeat(entry.length - 2)}`],
  ['null', (entry: string) => `null${' '.repeat(entry.length - 4)}`],
  ['a list', (entry: string) => `[]${' '.repeat(entry.length - 2)}`],
  ['no path', (entry: string) => entry.replace('"path"', '"pith"')],
  ['no data', (entry: string) => entry.replace('"data"', '"dota"')],
  [
    'a path that is none',
    (entry: string) =>
      entry.replace(/"path":"[^"]*"/, (path) => `"path":${'1'.repeat(path.length - 7)}`),
  ],
  ['two entries', (entry: string) => `{},{}${' '.repeat(entry.length - 5)}`],
  ['an end of the list', (entry: string) => `{}],"x":[{}${' '.repeat(entry.length - 11)}`],
])('an entry that is %s', async (_, change) => {
  const files = await indexOf(1);
  const [name = ''] = [...files].find(([, bytes]) => bytes.includes('"words"')) ?? [];
  const hostile = withChanged(files, name, (payload) => {
    const text = payload.toString('latin1');
    const [entry = ''] = /\{"path":"letter-0\.md","data":.*?\}(?=[^,}\]])/s.exec(text) ?? [];
    expect(entry).not.toBe('');
    const changed = change(entry);
    expect(changed.length).toBe(entry.length);
    return Buffer.from(
      text.replace(entry, () => changed),
      'latin1',
    );
  });
  expect(await expectSound(hostile, 'entry', 'word1')).toBe('error');
});
