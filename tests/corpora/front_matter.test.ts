/* Every value of real front matter, in its own dialect and in others, beside independent readers. */
import { init, type PostData, renderPost } from 'broadsheet';
import { parse as parseToml, stringify as stringifyToml } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { differencesOfValues, type ValueDifference } from './every_value.ts';
import { valueDifferences } from './explained_differences.ts';
import { readFields, splitPost } from './independent_reader.ts';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';

interface Block {
  file: string;
  source: string;
  fields: Record<string, unknown>;
}

describe.skipIf(noPosts)(titled('the front matter of five newsletters'), () => {
  let blocks: Block[];

  beforeAll(async () => {
    await init();
    blocks = newsletterPosts().flatMap(({ file, source: bytes }) => {
      const source = new TextDecoder().decode(bytes);
      const { block } = splitPost(source);
      if (block === undefined) return [];
      return [{ file, source, fields: readFields(block).fields as Record<string, unknown> }];
    });
    expect(blocks).toHaveLength(1031);
  });

  /** Counts the explained differences and returns the others. */
  function unexplained(
    compared: { file: string; differences: ValueDifference[] }[],
    explained: Map<string, number>,
  ): unknown[] {
    return compared.flatMap(({ file, differences }) =>
      differences.flatMap((difference) => {
        const known = valueDifferences.find(({ accepts }) => accepts(difference, file));
        if (!known) return [{ file, ...difference }];
        explained.set(known.kind, (explained.get(known.kind) ?? 0) + 1);
        return [];
      }),
    );
  }

  test('has every value that another reader reads', () => {
    const explained = new Map<string, number>();
    const compared = blocks.map(({ file, source, fields }) => ({
      file,
      differences: differencesOfValues(fields, renderPost(source).data),
    }));
    expect(unexplained(compared, explained)).toEqual([]);
    // An explanation whose differences are gone, or have become more, is looked at again.
    expect(Object.fromEntries(explained)).toEqual(
      Object.fromEntries(valueDifferences.map(({ kind, times }) => [kind, times])),
    );
  });

  const dialects: [string, (fields: object) => string, (text: string) => object][] = [
    [
      'TOML',
      (fields) => `+++\n${stringifyToml(fields)}\n+++\n`,
      (text) => parseToml(text.slice(4, -5)),
    ],
    ['JSON', (fields) => `${JSON.stringify(fields, null, 2)}\n`, (text) => JSON.parse(text)],
  ];
  test.each(dialects)('has the same values when it is written in %s', (_, write, read) => {
    for (const { file, fields } of blocks) {
      // TOML has no null; the newsletters' keys without a value say nothing either.
      const given = Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== null),
      );
      const text = write(given);
      const { data, html, diagnostics } = renderPost(text);
      const wanted = Object.fromEntries(
        Object.entries(read(text)).map(([key, value]) => [key, asWritten(value)]),
      );
      const differences = differencesOfValues(wanted, data).filter(
        (difference) => !valueDifferences.some(({ accepts }) => accepts(difference, file)),
      );
      expect({ file, differences, html }).toEqual({ file, differences: [], html: '' });
      expect(diagnostics.filter(({ code }) => code.endsWith('-syntax'))).toEqual([]);
    }
  });
});

describe('TOML and JSON beside other readers', () => {
  beforeAll(async () => init());

  const dataOf = (source: string): PostData => renderPost(source).data;
  const extra = ({ tags, categories, authors, ...rest }: PostData): object => rest;

  test.each([
    'a = "b"',
    'a = "\\t\\"\\\\\\u00e9\\U0001F600"',
    "a = 'C:\\x'",
    'a = """\none\ntwo \\\n   three"""',
    'a = """"quoted""""',
    "a = '''\nit's\n'''",
    'a = 1\nb = +1\nc = -17\nd = 1_000\ne = 0xdead_beef\nf = 0o755\ng = 0b1101',
    'a = 1.5\nb = -0.01\nc = 5e+22\nd = 1e06\ne = 6.626e-34\nf = 224_617.445_991',
    'a = true\nb = false',
    'a = []\nb = [1, 2,]\nc = [ [ 1 ], ["x"] ]\nd = [ # c\n 1, # d\n 2\n]',
    'a = { b = 1, c.d = "e" }\nf = {}',
    'a.b.c = 1\na.b.d = 2\n"e f".g = 3\n\'h\' = 4',
    '[a]\nb = 1\n[a.c]\nd = 2\n["e.f"]\ng = 3',
    '[[a]]\nb = 1\n[[a.c]]\nd = 2\n[[a.c]]\n[[a]]',
    '# comment\na = 1 # comment\n\n\tb\t=\t2',
    '1234 = "x"\n-k_ = "y"',
  ])('TOML: %j', (toml) => {
    expect(extra(dataOf(`+++\n${toml}\n+++\n`))).toEqual(parseToml(toml));
  });

  test.each([
    '{"a": "\\u4e00\\ud83d\\ude00\\/\\b"}',
    '{"a": [1, -0.5, 1e3, 1E-2, true, false, null, {"b": {}}, []]}',
    '{\n\t"a" : 1 ,\n"b":2}',
    '{"a": "}{]["}',
    '{"a": 12345678901234}',
  ])('JSON: %j', (json) => {
    expect(extra(dataOf(`${json}\n`))).toEqual(JSON.parse(json));
  });
});

/** Texts are compared as they are written: TOML's dates are texts to Broadsheet. */
function asWritten(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
