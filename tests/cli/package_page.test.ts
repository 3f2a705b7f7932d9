import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { emptyFolder } from './command.js';

/** A repository with nothing but the script and a built page. */
function repository(): { root: string; packagePage: () => void } {
  const root = emptyFolder();
  const script = fileURLToPath(new URL('../../scripts/package-page', import.meta.url));
  mkdirSync(join(root, 'scripts'));
  mkdirSync(join(root, 'web/dist/assets'), { recursive: true });
  mkdirSync(join(root, 'web/dist/types/element'), { recursive: true });
  mkdirSync(join(root, 'wasm/dist'), { recursive: true });
  copyFileSync(script, join(root, 'scripts/package-page'));
  writeFileSync(join(root, 'web/dist/prerender.js'), 'export {};');
  writeFileSync(join(root, 'web/dist/assets/page-1.js'), 'one');
  writeFileSync(join(root, 'web/dist/assets/broadsheet-1.wasm'), 'module');
  writeFileSync(join(root, 'web/dist/assets/element-1.js'), 'element');
  writeFileSync(join(root, 'web/dist/element.js'), 'of an archive');
  writeFileSync(join(root, 'web/dist/style.css'), 'styles');
  for (const name of ['newsletter-archive', 'events', 'private']) {
    writeFileSync(join(root, `web/dist/types/element/${name}.d.ts`), 'declarations');
  }
  writeFileSync(join(root, 'wasm/dist/broadsheet.wasm'), 'module');
  const packagePage = (): void => {
    execFileSync('bash', [join(root, 'scripts/package-page')], { stdio: 'pipe' });
  };
  return { root, packagePage };
}

it('lays the page beside the command line and takes away what is no part of it any more', () => {
  const { root, packagePage } = repository();
  packagePage();
  writeFileSync(join(root, 'wasm/dist/page/left-over.js'), 'old');
  writeFileSync(join(root, 'web/dist/assets/page-2.js'), 'two');
  packagePage();
  const page = join(root, 'wasm/dist/page');
  expect(readdirSync(page, { recursive: true }).map(String).sort()).toEqual([
    'assets',
    'assets/element-1.js',
    'assets/page-1.js',
    'assets/page-2.js',
    'element.js',
    'page.json',
    'prerender.js',
  ]);
  // The module lies in the package once.
  expect(readFileSync(join(page, 'page.json'), 'utf8')).toBe(
    '{"module":"assets/broadsheet-1.wasm"}\n',
  );
  expect(readFileSync(join(page, 'assets/page-2.js'), 'utf8')).toBe('two');
  expect(readdirSync(join(root, 'wasm/dist')).sort()).toEqual([
    'broadsheet.wasm',
    'element',
    'element.d.ts',
    'element.js',
    'element_node.js',
    'page',
    'style.css',
  ]);
  expect(readdirSync(join(root, 'wasm/dist/element')).sort()).toEqual([
    'events.d.ts',
    'newsletter-archive.d.ts',
  ]);
  // The element of the package has the module there; that of an archive, beside its worker.
  expect(readFileSync(join(root, 'wasm/dist/element.js'), 'utf8')).toContain(
    "from'./page/assets/element-1.js'",
  );
});

it('refuses a page that is not built or brings an archive of its own', () => {
  const { root, packagePage } = repository();
  writeFileSync(join(root, 'web/dist/manifest.json'), '{}');
  expect(packagePage).toThrow('manifest.json would hide');
  const stale = repository();
  writeFileSync(join(stale.root, 'wasm/dist/broadsheet.wasm'), 'another');
  expect(stale.packagePage).toThrow('must hold one .wasm');
  const bare = repository();
  rmSync(join(bare.root, 'web/dist/prerender.js'));
  expect(bare.packagePage).toThrow('scripts/build');
});
