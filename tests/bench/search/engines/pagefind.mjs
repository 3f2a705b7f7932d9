import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close, createIndex } from 'pagefind';

export const name = 'Pagefind';

/** Its index is read by its own code for pages, which is handed the files without a server. */
export async function build(posts) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-pagefind-'));
  const { index } = await createIndex({ forceLanguage: 'zh' });
  for (const { path, title, text } of posts) {
    await index.addCustomRecord({
      url: `/${path}`,
      content: `${title}\n${text}`,
      language: 'zh',
      meta: { title },
    });
  }
  await index.writeFiles({ outputPath: folder });
  await close();
  let read = 0;
  // What the code for pages asks of a page, which is not there.
  const base = 'http://localhost/';
  globalThis.document ??= { querySelector: () => ({ getAttribute: () => 'zh' }) };
  globalThis.window ??= globalThis;
  globalThis.location ??= new URL(base);
  globalThis.fetch = async (address) => {
    const bytes = readFileSync(join(folder, new URL(address, base).pathname));
    read += bytes.length;
    return new Response(bytes);
  };
  const files = readdirSync(folder, { recursive: true }).map((file) => join(folder, file));
  const size = files
    .filter((file) => /\.(?:pf_index|pf_meta|pf_fragment|pf_filter)$/.test(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
  let copies = 0;
  const load = async () => {
    copies += 1;
    const copy = join(folder, `copy${copies}.mjs`);
    writeFileSync(copy, readFileSync(join(folder, 'pagefind.js')));
    const pagefind = await import(pathToFileURL(copy).href);
    await pagefind.options({ basePath: base, baseUrl: '/' });
    await pagefind.init();
    return pagefind;
  };
  let pagefind = await load();
  const find = async (query, count) => {
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
    return shown.map(({ url }) => decodeURI(url).replace(/^\//, ''));
  };
  return {
    bytes: size,
    find,
    async first(query) {
      read = 0;
      pagefind = await load();
      await find(query, 10);
      return read;
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
