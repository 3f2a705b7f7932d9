/* Options and arguments that are not as they should be, of every function that takes some. */
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import {
  BroadsheetError,
  InstanceLost,
  createCatalog,
  init,
  openSearch,
  renderHtml,
  renderPost,
} from 'broadsheet';
import { createIndex, preparePost } from 'broadsheet/node';
import * as worker from 'broadsheet/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFolder } from './paths.ts';

beforeAll(async () => {
  await Promise.all([init(), worker.init()]);
});
afterAll(() => worker.dispose());

const host = {
  write: () => undefined,
  appendRun: () => undefined,
  readRun: () => new Uint8Array(),
};
const index = { read: async () => undefined };

/** Every function with options, called with some. */
const calls: Record<string, (options: never) => unknown> = {
  renderPost: (options) => renderPost('a', options),
  renderHtml: (options) => renderHtml('a', options),
  'catalog.query': (options) => createCatalog([]).query(options),
  openSearch: (options) => openSearch('memory', options),
  'search.query': async (options) => (await openSearch('memory', index)).query('a', options),
  'search.links': async (options) => (await openSearch('memory', index)).links('a', options),
  createIndex: (options) => createIndex(host, options),
  'worker.renderPost': (options) => worker.renderPost('a', options),
  'worker.renderHtml': (options) => worker.renderHtml('a', options),
  'worker.createCatalog.query': async (options) => (await worker.createCatalog([])).query(options),
  'worker.openSearch': (options) => worker.openSearch('nowhere', options),
  'worker.search.query': async (options) =>
    (await worker.openSearch('nowhere')).query('a', options),
};

async function errorOf(call: () => unknown): Promise<Error & { code?: string }> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const slips: Record<string, [name: string, value: unknown, meant: string][]> = {
  renderPost: [
    ['htlm', 'pass', 'html'],
    ['profle', 'commonmark', 'profile'],
    ['front_matter', false, 'frontMatter'],
    ['Base', '/', 'base'],
    ['pagelinks', '/', 'pageLinks'],
    ['highlighter', () => '', 'highlight'],
  ],
  'catalog.query': [
    ['tag', ['a'], 'tags'],
    ['category', ['a'], 'categories'],
    ['word', 'a', 'words'],
    ['year', [2024], 'years'],
    ['draft', true, 'drafts'],
    ['limt', 3, 'limit'],
    ['sortBy', 'title', 'sort'],
  ],
  openSearch: [['caches', 5, 'cache']],
  'search.query': [
    ['prefixes', true, 'prefix'],
    ['tag', ['a'], 'tags'],
  ],
  createIndex: [
    ['draft', true, 'drafts'],
    ['mem', 1, 'memory'],
  ],
};
const alike: Record<string, string> = {
  renderHtml: 'renderPost',
  'search.links': 'search.query',
  'worker.renderPost': 'renderPost',
  'worker.renderHtml': 'renderPost',
  'worker.createCatalog.query': 'catalog.query',
  'worker.openSearch': 'openSearch',
  'worker.search.query': 'search.query',
};

test.each(Object.keys(calls))('%s names the option that was meant', async (name) => {
  const list = slips[alike[name] ?? name] ?? [];
  expect(list.length).toBeGreaterThan(0);
  for (const [option, value, meant] of list) {
    const isSent = name.startsWith('worker.') && typeof value === 'function';
    if (isSent) continue;
    const error = await errorOf(() => calls[name]?.({ [option]: value } as never));
    expect(error, option).toBeInstanceOf(TypeError);
    expect(error, option).toBeInstanceOf(BroadsheetError);
    expect(error, option).not.toBeInstanceOf(InstanceLost);
    expect(error.code).toBe('invalid-argument');
    expect(error.message).toBe(`There is no option '${option}': did you mean '${meant}'?`);
  }
});

test.each(Object.keys(calls))('%s takes no options of another kind', async (name) => {
  for (const options of [null, 42, 'html', [], true]) {
    const error = await errorOf(() => calls[name]?.(options as never));
    expect(error, String(options)).toBeInstanceOf(TypeError);
    expect(error, String(options)).toBeInstanceOf(BroadsheetError);
    expect(error.message).toMatch(/expected an object/);
  }
});

const wrongTypes: Record<string, Record<string, unknown>[]> = {
  renderPost: [
    { html: 1 },
    { frontMatter: 'yes' },
    { base: 1 },
    { file: {} },
    { pageLinks: [] },
    { highlight: 'no' },
  ],
  'catalog.query': [
    { tags: 'a' },
    { words: 1 },
    { years: ['2024'] },
    { limit: -1 },
    { drafts: 'no' },
    { sort: 'best' },
  ],
  openSearch: [{ cache: '5' }, { read: 'file' }],
  'search.query': [{ tags: 'a' }, { prefix: 'yes' }, { limit: 'all' }],
  createIndex: [{ drafts: 'no' }, { memory: 'much' }, { base: 3 }],
};

test.each(Object.keys(calls))('%s refuses values of other types', async (name) => {
  for (const options of wrongTypes[alike[name] ?? name] ?? []) {
    const error = await errorOf(() => calls[name]?.(options as never));
    expect(error, JSON.stringify(options)).toBeInstanceOf(BroadsheetError);
    expect(error, JSON.stringify(options)).toBeInstanceOf(TypeError);
  }
});

test('other arguments that are none are a TypeError, too', async () => {
  for (const call of [
    () => renderPost(42 as never),
    () => preparePost(3 as never, 'a'),
    () => createCatalog(42 as never),
    () => openSearch(42 as never),
    () => createIndex({} as never),
    () => createIndex(undefined as never),
  ]) {
    const error = await errorOf(call);
    expect(error, String(call)).toBeInstanceOf(TypeError);
    expect(error).toBeInstanceOf(BroadsheetError);
  }
});

test('names from anywhere are no options', async () => {
  for (const name of ['__proto__x', 'constructor', 'toString', '', 'x'.repeat(100_000), '\ud800']) {
    const error = await errorOf(() => renderPost('a', { [name]: 1 } as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message.length).toBeLessThan(200);
  }
  expect(renderHtml('a', Object.create({ inherited: 1 }))).toBe('<p>a</p>\n');
});

test('an error that nobody catches is printed with a line that can be read', () => {
  const entry = pathToFileURL(join(packageFolder, 'dist/node.js')).href;
  const program = `import { init, renderPost } from '${entry}'; await init(); renderPost(42);`;
  let printed = '';
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
  } catch (error) {
    printed = String((error as { stderr: Buffer }).stderr);
  }
  expect(printed).toContain('The source of a post is 42; expected a string or a Uint8Array.');
  expect(printed.length).toBeLessThan(2000);
  for (const line of printed.split('\n')) expect(line.length).toBeLessThan(200);
});
