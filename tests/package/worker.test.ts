import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
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
