/** Edge runtimes: workerd by miniflare, and Vercel's edge-runtime. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { App, Entry } from './app.ts';
import { newestNode } from './frameworks.ts';
import { startServer } from './server.ts';

/** A worker that answers a request with what the fixture did. */
const worker = (entry: Entry): string => `import './${entry}.js';
const reply = () => globalThis.answer.catch(({ name, code, hint }) => ({ name, code, hint }));
export default { async fetch() { return Response.json(await reply()); } };`;

/** Bundles as wrangler does: its conditions, and modules of WebAssembly left as imports. */
async function bundled(app: App, contents: string, format: 'esm' | 'iife') {
  const modules = new Map<string, string>();
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: app.folder },
    bundle: true,
    format,
    conditions: format === 'esm' ? ['workerd', 'worker', 'browser'] : ['browser'],
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'modules of WebAssembly',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => {
            modules.set(path, join(resolveDir, path));
            return { path, external: true };
          }),
      },
    ],
  });
  return { script: outputFiles[0]?.text ?? '', modules };
}

export async function workerd(app: App, entry: Entry): Promise<unknown> {
  const { script, modules } = await bundled(app, worker(entry), 'esm');
  const { Miniflare } = toolOf(app)('miniflare');
  const host = new Miniflare({
    compatibilityDate: '2026-06-01',
    modules: [
      { type: 'ESModule', path: 'index.mjs', contents: script },
      ...[...modules].map(([path, file]) => ({
        type: 'CompiledWasm',
        path: path.replace('./', ''),
        contents: readFileSync(file),
      })),
    ],
  });
  try {
    return await (await host.dispatchFetch('http://letters.example/')).json();
  } finally {
    await host.dispose();
  }
}

/** The same by wrangler itself, which bundles as it would for a deployment. */
export async function wranglerDev(app: App, entry: Entry): Promise<unknown> {
  const name = `wrangler_${entry}`;
  app.write(`${name}/worker.js`, worker(entry).replace('./', '../'));
  app.write(
    `${name}/wrangler.json`,
    JSON.stringify({ name: 'letters', main: 'worker.js', compatibility_date: '2026-06-01' }),
  );
  const address = await startServer(
    app,
    ['wrangler', 'dev', '--local', '--ip', '127.0.0.1', '--port', '0'],
    (printed) => /Ready on (http:\S+)/.exec(printed)?.[1],
    { folder: name, env: newestNode(app) },
  );
  return (await fetch(address)).json();
}

export async function edgeRuntime(app: App, entry: Entry): Promise<unknown> {
  const { script } = await bundled(app, `import './${entry}.js';`, 'iife');
  const { EdgeRuntime } = toolOf(app)('edge-runtime');
  const runtime = new EdgeRuntime();
  return JSON.parse(
    await runtime.evaluate(`${script};globalThis.answer.then((answer) => JSON.stringify(answer))`),
  );
}

/** The tools are the app's, not the workspace's: their types are not at hand here. */
export function toolOf(app: App): ReturnType<typeof createRequire> {
  return createRequire(join(app.folder, 'index.js'));
}
