import { existsSync } from 'node:fs';

/** Fails the whole run at once, with the reason, when the package has not been built. */
export default function requireBuiltPackage(): void {
  for (const file of [
    'browser.js',
    'node.js',
    'broadsheet.wasm',
    'broadsheet-index.wasm',
    'types/entries/browser.d.ts',
  ]) {
    const url = new URL(`../../dist/package/dist/${file}`, import.meta.url);
    if (!existsSync(url)) {
      throw new Error(`${url.pathname} is missing. Run scripts/build first.`);
    }
  }
}
