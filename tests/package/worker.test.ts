import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { init, openSearch, renderSent } from 'broadsheet';
import { createIndex } from 'broadsheet/node';
import * as worker from 'broadsheet/worker';
import { expect, test } from 'vitest';

const entry = new URL('../../wasm/dist/node.js', import.meta.url);
const code = `
  import { parentPort } from 'node:worker_threads';
  const { init, renderHtml, createCatalog } = await import('${entry}');
  await init();
  parentPort.on('message', (source) => {
    const catalog = createCatalog([{ path: 'a.md', data: { title: source } }]);
    parentPort.postMessage([renderHtml(source), catalog.query().total]);
    catalog.dispose();
  });
`;

test('the package runs in worker threads, each with an instance of its own', async () => {
  const workers = [1, 2].map(
    () => new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`)),
  );
  try {
    for (const [index, worker] of workers.entries()) {
      worker.postMessage(`*${index}*`);
      const [reply] = await once(worker, 'message');
      expect(reply).toEqual([`<p><em>${index}</em></p>\n`, 1]);
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
});

test('the worker entry searches like the main entry, in a thread of its own', async () => {
  await init();
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-worker-'));
  const index = createIndex({
    write: (name, bytes) => writeFileSync(join(folder, name), bytes),
    appendRun: () => undefined,
    readRun: () => new Uint8Array(),
  });
  await index.add(
    'mesh.md',
    '---\ntitle: Mesh\n---\n服务网格的入口在 [here](https://mesh.example/a).',
  );
  await index.add('other.md', '---\ntitle: Other\n---\nNothing of it.');
  await index.finish();
  index.dispose();
  const here = await openSearch(folder);
  await worker.init();
  const there = await worker.openSearch(folder);
  try {
    for (const text of ['网格的入口', 'nothing', 'zzz']) {
      expect(await there.query(text)).toEqual(await here.query(text));
    }
    expect((await there.query('网格')).hits.map(({ path }) => path)).toEqual(['mesh.md']);
    expect(await there.links('here')).toEqual(await here.links('here'));
    await expect(there.query('网格', { signal: AbortSignal.abort() })).rejects.toThrow('abort');
    await expect(there.query('网格', { from: 'never' })).rejects.toMatchObject({
      code: 'query-date',
    });
    await expect(
      worker.openSearch(folder, { read: async () => undefined } as never),
    ).rejects.toMatchObject({ code: 'invalid-argument' });
    there.dispose();
    await expect(there.query('网格')).rejects.toMatchObject({ code: 'disposed' });
  } finally {
    here.dispose();
    worker.dispose();
    rmSync(folder, { recursive: true });
  }
});

test('the worker entry makes what is sent as the main entry does', async () => {
  await init();
  await worker.init();
  try {
    const source = '---\ntitle: 信\n---\n\n**甲** [乙](https://b.example/)\n\n```js\nlet a\n```\n';
    const settings = { mail: { name: 'x' }, wechat: {}, feed: {} };
    const options = {
      highlight: (code: string, lang: string) =>
        `<span class="hljs-keyword">${lang} ${code}</span>`,
    };
    expect(await worker.renderSent(source, options, settings)).toEqual(
      renderSent(source, options, settings),
    );
    await expect(worker.renderSent(source, {}, { mail: { name: 1 } } as never)).rejects.toThrow(
      'name',
    );
  } finally {
    worker.dispose();
  }
});
