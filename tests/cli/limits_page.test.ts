/*
 * docs/limits.md says what the code holds to: each figure of its tables is that of a constant, and no
 * constant that bounds what strangers can make us do is missing there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../package/paths.ts';

const page = readFileSync(join(root, 'docs/limits.md'), 'utf8');

interface Row {
  what: string;
  most: string;
  figures: number[];
}

/** The rows of the tables that stand before a heading, or behind it. */
function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \|.*\|$/gm)]
    .map(([, what = '', most = '']) => ({ what, most, figures: figuresIn(most) }))
    .filter(({ what, most }) => what !== 'what' && !/^-/.test(what) && most.trim() !== 'none');
}

const units: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  MB: 1024 ** 2,
  s: 1000,
};

/** Numbers with their units: bytes, and milliseconds of seconds. */
function figuresIn(text: string): number[] {
  const plain = text.replace(/\([^)]*\)/g, '');
  return [...plain.matchAll(/(\d[\d,]*)(?: (KiB|MiB|MB|s)\b)?/g)].map(
    ([, digits = '', unit = '']) => Number(digits.replaceAll(',', '')) * (units[unit] ?? 1),
  );
}

/** The value of a constant as C++, C, TypeScript or CMake have it. */
function constant(file: string, name: string): number {
  const text = readFileSync(join(root, file), 'utf8');
  const form = new RegExp(`\\b${name}\\b(?: *[=:] *| +)((?:std::size_t\\{)?\\d[^;,\\n]*)`);
  const written = form.exec(text)?.[1]?.replace(/ \}$/, '');
  if (written === undefined) throw new Error(`${file} has no ${name}`);
  const expression = written
    .replace(/(?:std::)?size_t\{(\d+)\}/g, '$1')
    .replace(/(\d)['_](?=\d)/g, '$1')
    .replace(/(\d)U\b/g, '$1')
    .replace(/(\d+)MB\b/, '$1 * 1048576')
    .trim();
  const product = /^(\d+)(?: (\*|<<) (\d+))?$/.exec(expression);
  if (product === null) throw new Error(`${name} of ${file} is '${expression}'`);
  const [, first = '', sign, second = ''] = product;
  if (sign === undefined) return Number(first);
  return sign === '*' ? Number(first) * Number(second) : Number(first) * 2 ** Number(second);
}

const render = 'core/include/broadsheet/render.h';
const catalog = 'core/include/broadsheet/catalog.h';
const attributes = 'core/src/passes/attributes';
const liquid = 'web/cli/generators/jekyll/liquid';
const serve = 'web/cli/serve/limits.ts';
const address = 'web/page/site/safe-address.ts';

/** By what a row begins with: its figures in their order. */
const limits: Readonly<Record<string, readonly (readonly [file: string, name: string])[]>> = {
  'the file of a post': [['web/cli/archive/regular_file.ts', 'mostPostBytes']],
  'a file of settings': [['web/cli/site/settings_file.ts', 'mostBytes']],
  'a snippet': [['web/cli/site/snippets.ts', 'mostSnippetBytes']],
  'a font of social cards': [['web/cli/output/cards/write_cards.ts', 'mostFontBytes']],
  '`files.json`': [['web/cli/output/file_list.ts', 'mostBytes']],
  'a post': [[render, 'kMaxPostBytes']],
  'front matter': [[render, 'kMaxFrontMatterBytes']],
  'nesting of front matter': [[render, 'kMaxYamlDepth']],
  'values in front matter': [[render, 'kMaxYamlNodes']],
  'nesting of quotes and lists': [
    ['core/patches/md4c/10-nesting-depth.patch', 'CONTAINER_MAXDEPTH'],
  ],
  'nesting of containers': [['core/src/passes/syntax_blocks.h', 'kMaxContainerDepth']],
  'entries of broken front matter': [['core/src/front_matter/salvage.cpp', 'kMaxSalvagedEntries']],
  'tags, categories or authors of a post': [['core/src/front_matter/metadata.cpp', 'kMaxTerms']],
  'bytes of an id that an author chooses': [['core/src/html/author_ids.h', 'kMaxAuthorIdBytes']],
  'shortcodes of a post': [
    ['core/src/markdown/shortcodes.h', 'kMaxShortcodes'],
    ['core/src/markdown/shortcodes.cpp', 'kMaxTagBytes'],
  ],
  'opening brackets in a paragraph': [
    ['core/patches/md4c/11-link-openers.patch', 'LINK_MAXOPENERS'],
  ],
  'HTML, with its notes': [
    [render, 'kMaxOutputFactor'],
    [render, 'kMinOutputLimit'],
  ],
  'HTML of a mail or article': [
    ['core/include/broadsheet/sent_address.h', 'kMaxSentFactor'],
    ['core/include/broadsheet/sent_address.h', 'kMinSentLimit'],
  ],
  'headings in the outline': [['core/src/passes/heading_ids.h', 'kMaxHeadings']],
  "bytes of a heading's id": [['core/src/passes/heading_ids.h', 'kMaxIdBytes']],
  'attribute lists of a post, ids that authors choose': [[`${attributes}.h`, 'kMaxAttributeLists']],
  'attributes that a hook gives a node': [['core/src/post/tree_answers.cpp', 'kMaxHookAttributes']],
  'named attribute lists': [
    [`${attributes}.h`, 'kMaxNamedLists'],
    [`${attributes}.cpp`, 'kMaxNamedBytes'],
    [`${attributes}.cpp`, 'kMaxNamesUsed'],
  ],
  'abbreviations of a post': [[`${attributes}.h`, 'kMaxAbbreviations']],
  'uses of abbreviations': [
    ['core/src/passes/abbreviations.h', 'kMaxAbbreviationUses'],
    ['core/src/passes/abbreviations.cpp', 'kMaxMeaningBytes'],
  ],
  "links, images of a post's lists": [['core/src/writers/links.h', 'kMaxListed']],
  "nesting of authors' HTML": [['core/src/html/open_elements.h', 'kMaxAuthorDepth']],
  'bytes of a name in an address': [[address, 'mostNameBytes']],
  'folders in an address': [[address, 'mostAddressDepth']],
  'bytes of an address': [[address, 'mostAddressBytes']],
  "bytes of a file's path below the folder": [['web/cli/archive/scan.ts', 'mostPathBytes']],
  'diagnostics of a post': [['core/src/diagnostics/reporter.h', 'kMaxDiagnostics']],
  'nesting of JSON': [['core/src/json/json_value.h', 'kMaxJsonDepth']],
  'words of a query': [
    [catalog, 'kMaxQueryWords'],
    [catalog, 'kMaxQueryBytes'],
  ],
  'terms of a phrase in a search': [['core/src/search/query/query_parser.h', 'kMaxUnitTerms']],
  'a file that `build --compress` compresses': [
    ['web/cli/output/staging.ts', 'mostRead'],
    ['web/cli/output/write_compressed.ts', 'leastBytes'],
  ],
  'memory of the module': [['wasm/CMakeLists.txt', 'sMAXIMUM_MEMORY']],
  "a file that Jekyll's `include` takes in": [
    ['web/cli/generators/jekyll/site_files.ts', 'mostIncludedBytes'],
  ],
  'includes of a post': [
    [`${liquid}/render.ts`, 'mostIncludes'],
    [`${liquid}/render.ts`, 'deepestInclude'],
  ],
  'text that templates make for a post': [[`${liquid}/filters.ts`, 'longestText']],
  "steps of a post's templates": [
    [`${liquid}/render.ts`, 'mostSteps'],
    [`${liquid}/render.ts`, 'longestList'],
  ],
  'text that filters of a post read and write': [[`${liquid}/render.ts`, 'mostWork']],
  "nesting of a template's blocks": [[`${liquid}/template.ts`, 'deepest']],
  'a tag, an output of a template': [
    [`${liquid}/tokens.ts`, 'tag'],
    [`${liquid}/tokens.ts`, 'output'],
  ],
  'open connections': [[serve, 'mostConnections']],
  'pages that are told of changes': [[serve, 'mostEventStreams']],
  'events that wait': [[serve, 'mostWaitingEventBytes']],
  'head of a request': [[serve, 'mostHeaderBytes']],
  'time to the end of the headers': [[serve, 'headersMilliseconds']],
  'time to the end of a request': [[serve, 'requestMilliseconds']],
  'time between two requests': [[serve, 'keepAliveMilliseconds']],
  'time in which nothing': [[serve, 'idleMilliseconds']],
  'refused names': [[serve, 'mostNamesTold']],
};

/** The row that a name of the table above means: the longest that it begins with. */
function nameOf(what: string): string | undefined {
  const names = Object.keys(limits).filter((name) => what.startsWith(name));
  return names.sort((one, other) => other.length - one.length)[0];
}

const tables = page.slice(0, page.indexOf('## What holds within the limits'));
const rows = rowsOf(tables);

describe('docs/limits.md', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  });

  it.each(rows)('says what the code does: $what, $most', ({ what, figures }) => {
    const name = nameOf(what);
    expect(name, 'the row is compared with nothing').toBeDefined();
    const values = (limits[name ?? ''] ?? []).map(([file, constantName]) =>
      constant(file, constantName),
    );
    expect(figures).toEqual(values);
  });

  it('leaves out no row that is compared', () => {
    const named = new Set(rows.map(({ what }) => nameOf(what)));
    expect(Object.keys(limits).filter((name) => !named.has(name))).toEqual([]);
  });

  /** Bounds that no reader meets: of buffers and tables, of one word, of what is shown first. */
  const inner = new Set([
    ...[
      'kMaxExcerptCharacters',
      'kMaxBytes',
      'kMaxFolded',
      'kMaxKeyBytes',
      'kMaxDigits',
      'kMaxIndent',
    ],
    ...['kMaxTermBytes', 'kMaxParts', 'kMaxUnits', 'kMaxLabel', 'kMaxReach'],
    // What Gmail and WeChat take: docs/mail.md and docs/wechat.md have it.
    ...['kMaxMailBytes', 'kMaxWeChatTitle', 'kMaxWeChatAuthor', 'kMaxWeChatDigest'],
    ...['kMaxWeChatCharacters', 'kMaxWeChatBytes'],
  ]);

  it('has each constant of the core that bounds a post', () => {
    const known = new Set(Object.values(limits).flatMap((list) => list.map(([, name]) => name)));
    known.add('kMaxAuthorIds');
    const found = ['core/src', 'core/include'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:cpp|h)$/.test(file))
        .flatMap((file) => [
          ...readFileSync(join(root, folder, file), 'utf8').matchAll(/\b(kMax\w+) = /g),
        ])
        .map(([, name = '']) => name),
    );
    expect(found.length).toBeGreaterThan(30);
    expect([...new Set(found)].filter((name) => !known.has(name) && !inner.has(name))).toEqual([]);
  });
});
