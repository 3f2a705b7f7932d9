/* Posts whose front matter knows our keys and respects nothing else. */

import { posix } from 'node:path';

/** Numbers that depend on a seed alone (xorshift). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % end;
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  chance(of: number): boolean {
    return this.below(of) === 0;
  }
}

const keys = [
  ...[
    'title',
    'date',
    'publishdate',
    'lastmod',
    'description',
    'summary',
    'cover',
    'image',
    'images',
  ],
  ...['slug', 'url', 'permalink', 'alias', 'aliases', 'lang', 'language', 'draft', 'published'],
  ...[
    'weight',
    'author',
    'authors',
    'category',
    'categories',
    'tag',
    'tags',
    'authorlink',
    'issue',
  ],
  ...['series', 'layout', 'type', 'toc', 'expiryDate', 'resources', 'menu', 'params', 'links'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'path', 'data', 'excerpt', 'html'],
];
const addressKeys = [
  'url',
  'permalink',
  'slug',
  'aliases',
  'alias',
  'tags',
  'categories',
  'author',
];

/** Names that some system or program takes for something else. */
const names = [
  ...[
    'manifest.json',
    'files.json',
    '404.html',
    'offline.html',
    'index.html',
    'index.xml',
    'atom.xml',
  ],
  ...['feed.json', 'feed.xml', 'sw.js', 'robots.txt', 'sitemap.xml', 'sitemap-1.xml', '.nojekyll'],
  ...[
    '.build-record.json',
    '.git',
    '.well-known',
    'CNAME',
    'element.js',
    'assets',
    'search',
    'posts',
  ],
  ...[
    'search.json',
    'tags',
    'years',
    'categories',
    'authors',
    'undated',
    'page',
    '2',
    '2024',
    '1.md',
  ],
  ...[
    'con',
    'NUL.txt',
    'aux.html',
    'COM1',
    'lpt9.x',
    'git~1',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    'a',
    'A',
    'b.html',
    'b.HTML',
    'é',
    'e\u0301',
    'ß',
    'SS',
    'ﬁ',
    'a.',
    'a ',
    ' a',
    '.',
    '..',
    '...',
  ],
  ...[
    'a\u200bb',
    '\u202e',
    'x\u0000y',
    'x\ty',
    'a\\b',
    'a:b',
    'a?b',
    'a#b',
    'a%2Fb',
    '%',
    '%zz',
    '%00',
  ],
  ...[
    'a*b',
    '<b>',
    '"',
    "'",
    '|',
    '&',
    ';',
    '+',
    '~',
    '@',
    '`',
    '{x}',
    '[y]',
    '🙂',
    '标签',
    '\ufeff',
  ],
];

const times = ['2024-01-01', '275760-09-13', '-000001-01-01', '0000-00-00', '9999-12-31T23:59:60Z'];
const scalars: readonly unknown[] = [
  ...[
    '',
    ' ',
    'yes',
    'null',
    '~',
    '1e999',
    'zh',
    'en-US',
    'x-klingon',
    'en_',
    '-',
    'zh-Hant-TW-x-a',
  ],
  ...times,
  ...[0, -1, 1e308, -0.5, 2 ** 53, 1.5e19, true, false, null],
  ...[[], {}, [[]], [null], { a: { b: { c: [1] } } }, { src: 'a.png' }, [{ name: 'x' }]],
];

/** A text of up to some thousand characters. */
function text(random: Random): string {
  switch (random.below(9)) {
    case 0:
      return random
        .of(['x', '标', 'é', '🙂', 'a.', '-.', ' ', '%', 'e\u0301'])
        .repeat(random.of([88, 255, 256, 1000, 4000]));
    case 1:
      return `${random.of(['a', '标', '..', 'b.html', ''])}/`.repeat(random.of([3, 30, 500, 2500]));
    case 2:
      return String.fromCodePoint(
        ...Array.from({ length: 1 + random.below(12) }, () =>
          random.below(random.of([0x80, 0x3000, 0xd800])),
        ),
      );
    case 3:
      return (
        random.of(['https://example.org/', '//example.org/', 'javascript:', 'data:,', '?p=', '#']) +
        name(random)
      );
    default: {
      const parts = Array.from({ length: 1 + random.below(4) }, () => name(random));
      return (
        random.of(['', '/', '//', '\\', './', '../']) +
        parts.join(random.of(['/', '/', '/', '//', '\\', '-'])) +
        random.of(['', '/', '.html', '/index.html'])
      );
    }
  }
}

function name(random: Random): string {
  return random.of(names);
}

function value(random: Random): unknown {
  if (random.chance(4)) return random.of(scalars);
  if (random.chance(3)) return Array.from({ length: random.below(5) }, () => text(random));
  return text(random);
}

/** The front matter and body of a post, which links to another. */
export function randomPost(random: Random, number: number, path: string, other: string): string {
  const entries: [string, unknown][] = [];
  if (!random.chance(6)) entries.push(['title', `Letter ${number}`]);
  if (!random.chance(6)) {
    entries.push([
      'date',
      `20${10 + random.below(15)}-0${1 + random.below(9)}-1${random.below(9)}`,
    ]);
  }
  for (let count = random.below(4); count >= 0; count -= 1) {
    entries.push([random.of(random.chance(2) ? keys : addressKeys), value(random)]);
  }
  const link = posix.relative(posix.dirname(path), other);
  const body = `\nText of letter ${number}, to [another](<${link}>).\n`;
  switch (random.below(8)) {
    case 0:
      return `+++\n${entries.map(([key, one]) => `${JSON.stringify(key)} = ${toml(one)}\n`).join('')}+++\n${body}`;
    case 1:
      return `{\n${entries.map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`).join(',\n')}\n}\n${body}`;
    case 2:
      // As people write it, and often no YAML.
      return `---\n${entries.map(([key, one]) => `${key}: ${String(one)}\n`).join('')}---\n${body}`;
    default:
      return `---\n${entries.map(([key, one]) => `${key}: ${JSON.stringify(one)}\n`).join('')}---\n${body}`;
  }
}

function toml(one: unknown): string {
  if (one === null) return '""';
  if (Array.isArray(one)) return `[${one.map(toml).join(', ')}]`;
  if (typeof one === 'object') {
    return `{ ${Object.entries(one)
      .map(([key, inner]) => `${key} = ${toml(inner)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(one);
}

/** Paths of posts; most are plain. */
export function randomPath(random: Random, number: number): string {
  if (!random.chance(8)) return `${number}.md`;
  const folder = random.of([
    'constructor',
    '__proto__',
    'posts',
    'tags',
    'con',
    '标'.repeat(80),
    `${'a/'.repeat(30)}z`,
    '2024',
  ]);
  return `${folder}/${random.of([String(number), `${number}.en`, `${'标'.repeat(70)}${number}`])}.md`;
}
