import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Server as HttpServer, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { archiveCopy, emptyFolder, run, serve } from './command.js';

async function occupy(host: string): Promise<number> {
  const server: HttpServer = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it.each(['127.0.0.1', '0.0.0.0', '::'])(
  'takes the next port when one is taken at %s',
  async (host) => {
    const taken = await occupy(host);
    const { url, stop } = await serve([archiveCopy(), '--port', String(taken)]);
    const port = Number(new URL(url).port);
    expect(port).toBeGreaterThan(taken);
    expect((await fetch(url)).status).toBe(200);
    expect((await stop()).stderr).toContain(`Port ${taken} is not free; using ${port}.`);
  },
);

it('uses the port that is asked for when it is free', async () => {
  const first = await serve([archiveCopy(), '--port', '0']);
  const port = new URL(first.url).port;
  await first.stop();
  const second = await serve([archiveCopy(), '--port', port]);
  expect(second.url).toBe(first.url);
  const third = await serve([archiveCopy(), '--port', port]);
  expect(third.url).not.toBe(first.url);
  expect((await fetch(third.url)).status).toBe(200);
});

// Other systems answer at 127.0.0.1 alone.
it.runIf(process.platform === 'linux')(
  'is reached from this machine alone unless told otherwise',
  async () => {
    const local = await serve([archiveCopy(), '--port', '0', '--no-watch']);
    const open = await serve([archiveCopy(), '--port', '0', '--no-watch', '--host', '0.0.0.0']);
    const other = (url: string): string => url.replace('localhost', '127.0.0.2');
    await expect(fetch(other(local.url))).rejects.toThrow();
    expect((await fetch(other(open.url))).status).toBe(200);
  },
);

it('ends with 0 at Ctrl+C, also while pages listen', async () => {
  const { url, stop } = await serve([archiveCopy(), '--port', '0']);
  const listening = await fetch(`${url}events`);
  const began = Date.now();
  expect((await stop()).status).toBe(0);
  expect(Date.now() - began).toBeLessThan(2000);
  await listening.body?.cancel().catch(() => undefined);
});

it('serves the folder it is run in when none is named', async () => {
  const { url } = await serve(['--port', '0'], { cwd: archiveCopy() });
  const manifest = (await (await fetch(`${url}manifest.json`)).json()) as { title: string };
  expect(manifest.title).toBe('Garden Letters');
});

it('says what is wrong with a folder', async () => {
  const folder = archiveCopy();
  const missing = await run(['serve', join(folder, 'gone')]);
  expect(missing).toMatchObject({ status: 4, stdout: '' });
  expect(missing.stderr).toMatch(/cannot open .*gone: it does not exist/);

  const file = await run(['serve', 'draft.md'], { cwd: folder });
  expect(file.status).toBe(4);
  expect(file.stderr).toContain('is a file, not a folder');

  const empty = await run(['serve', emptyFolder()]);
  expect(empty).toMatchObject({ status: 4, stdout: '' });
  expect(empty.stderr).toMatch(/no posts found[\s\S]*\.md or \.markdown/);
});

it('names what it passed over when nothing is left', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'README.md'), '# About\n');
  mkdirSync(join(folder, 'later'));
  writeFileSync(join(folder, 'later/_index.md'), '---\n---\n');
  const outcome = await run(['serve', folder]);
  expect(outcome.status).toBe(4);
  expect(outcome.stderr).toContain('README.md: about the repository');
  expect(outcome.stderr).toContain('later/_index.md: a section page');

  rmSync(join(folder, 'README.md'));
  writeFileSync(join(folder, 'one.md'), '---\ndraft: true\n---\nSoon.\n');
  const drafts = await run(['serve', folder]);
  expect(drafts.status).toBe(4);
  expect(drafts.stderr).toMatch(/drafts[\s\S]*--drafts/);
});

// The superuser reads everything, so there is nothing to see as root.
it.skipIf(process.getuid?.() === 0)('names what it has no permission to read', async () => {
  const folder = archiveCopy();
  cpSync(join(folder, 'nested'), join(folder, 'locked'), { recursive: true });
  chmodSync(join(folder, 'locked'), 0);
  chmodSync(join(folder, 'issue-172.markdown'), 0);
  onTestFinished(() => chmodSync(join(folder, 'locked'), 0o755));
  const { stop } = await serve([folder, '--port', '0']);
  const { stderr } = await stop();
  expect(stderr).toContain('locked: cannot be read: no permission');
  expect(stderr).toContain('issue-172.markdown: cannot be read: no permission');
  expect((await run(['check', folder])).status).toBe(4);
});
