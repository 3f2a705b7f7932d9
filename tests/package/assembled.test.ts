import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageFolder, root } from './paths.ts';

/** A repository of which the rooms are built, with nothing else but the script. */
function repository(files: Record<string, string>): { folder: string; assemble: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-assembled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const all: Record<string, string> = {
    LICENSE: 'licence',
    THIRD_PARTY_NOTICES: 'notices',
    'wasm/README.md': 'readme',
    'wasm/docs/element.md': 'element',
    'wasm/package.json': '{"name":"p","exports":{".":"./dist/a.js"},"scripts":{"build":"x"}}',
    'web/package.json': '{"published":{"exports":{"./b":"./dist/b.js"},"bin":{"p":"dist/m.js"}}}',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) write(folder, name, text);
  const script = join(folder, 'scripts/assemble-package.mjs');
  mkdirSync(dirname(script));
  copyFileSync(join(root, 'scripts/assemble-package.mjs'), script);
  return {
    folder,
    assemble: () => execFileSync(process.execPath, [script], { stdio: 'pipe' }),
  };
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test('lays out what the rooms have built, and takes away what is no part of it any more', () => {
  const { folder, assemble } = repository({
    'wasm/dist/a.js': 'engine',
    'web/dist/page/assets/old.js': 'old',
    'web/dist/cli/main.js': 'command',
    // What steps of a build leave to each other.
    'web/dist/.parts.json': 'no part of the package',
  });
  assemble();
  rmSync(join(folder, 'web/dist/page/assets/old.js'));
  write(folder, 'web/dist/page/assets/new.js', 'new');
  assemble();
  const assembled = join(folder, 'dist/package');
  const files = readdirSync(assembled, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(assembled, name)).isFile(),
  );
  expect(files.sort()).toEqual([
    'LICENSE',
    'README.md',
    'THIRD_PARTY_NOTICES',
    'dist/a.js',
    'dist/cli/main.js',
    'dist/page/assets/new.js',
    'docs/element.md',
    'package.json',
  ]);
  expect(JSON.parse(readFileSync(join(assembled, 'package.json'), 'utf8'))).toEqual({
    name: 'p',
    exports: { '.': './dist/a.js', './b': './dist/b.js' },
    bin: { p: 'dist/m.js' },
  });
  expect(statSync(join(assembled, 'dist/cli/main.js')).mode & 0o777).toBe(0o755);
  expect(statSync(join(assembled, 'dist/a.js')).mode & 0o777).toBe(0o644);
});

test('refuses two rooms that build a file of one name', () => {
  const { folder, assemble } = repository({ 'wasm/dist/a.js': '1', 'web/dist/a.js': '2' });
  expect(assemble).toThrow('a.js');
  expect(existsSync(join(folder, 'dist/package'))).toBe(false);
});

test('each module lies in the package once, where the page and the element find it', () => {
  const dist = join(packageFolder, 'dist');
  const { modules } = JSON.parse(readFileSync(join(dist, 'page.json'), 'utf8')) as {
    modules: Record<string, string>;
  };
  expect(Object.values(modules).sort()).toEqual([
    'broadsheet-issue.wasm',
    'broadsheet-list.wasm',
    'broadsheet.wasm',
  ]);
  for (const path of Object.keys(modules)) {
    expect(path).toMatch(/^assets\/broadsheet-[\w-]+\.wasm$/);
  }
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.endsWith('.wasm')).sort()).toEqual([
    'broadsheet-index.wasm',
    'broadsheet-issue.wasm',
    'broadsheet-list.wasm',
    'broadsheet.wasm',
  ]);
  const element = readFileSync(join(dist, 'element.js'), 'utf8');
  const [, script = ''] = /from'\.\/(page\/assets\/element-[^']+)'/.exec(element) ?? [];
  expect(files).toContain(script);
  expect(element).toContain("new URL('./broadsheet.wasm',import.meta.url)");
  expect(files.filter((name) => name.startsWith('element/')).sort()).toEqual([
    'element/attributes.d.ts',
    'element/events.d.ts',
    'element/newsletter-archive.d.ts',
    'element/preact.d.ts',
    'element/react.d.ts',
    'element/solid.d.ts',
  ]);
});

test('every address that bundlers find in the element is of a file in the package', () => {
  const dist = join(packageFolder, 'dist');
  const followed = ['element.js'];
  for (const name of followed) {
    const script = readFileSync(join(dist, name), 'utf8');
    const addresses = [
      ...script.matchAll(/new URL\(\s*(["'`])([^"'`$]+)\1,\s*import\.meta\.url/g),
      ...script.matchAll(/(?:from|import\(|import)\s*(["'`])(\.\.?\/[^"'`$]+)\1/g),
    ].map(([, , address = '']) => join(dirname(name), address));
    for (const address of addresses) {
      expect(existsSync(join(dist, address)), `${address} in ${name}`).toBe(true);
      if (address.endsWith('.js') && !followed.includes(address)) followed.push(address);
    }
  }
  expect(followed).toContain('element_worker.js');
  expect(followed).not.toContainEqual(expect.stringContaining('page/assets/list-worker-'));
});

test('every file that package.json names is there', () => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const named: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') named.push(value);
    else Object.values(value as object).forEach(collect);
  };
  collect([manifest.exports, manifest.bin, manifest.types]);
  expect(named.length).toBeGreaterThan(15);
  for (const file of named) expect(existsSync(join(packageFolder, file)), file).toBe(true);
});
