import { appendFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { expect, it, onTestFinished } from 'vitest';
import { type Server, archiveCopy, serve, until } from './command.js';

/** Reads server-sent events as a page does; what came so far is in the list. */
async function listen(url: string): Promise<{ event: string; paths: string[] }[]> {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const response = await fetch(`${url}events`, { signal: ended.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const events: { event: string; paths: string[] }[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (const [, event, data] of text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)) {
        events.push({ event: String(event), ...(JSON.parse(String(data)) as { paths: string[] }) });
      }
      text = text.slice(text.lastIndexOf('\n\n') + 2);
    }
  };
  read().catch(() => undefined);
  return events;
}

async function serveWatched(folder: string): Promise<Server> {
  const server = await serve([folder, '--port', '0']);
  await until(() => server.output.stderr.includes('Watching'), 'the watch');
  return server;
}

async function titles(url: string): Promise<Map<string, string | undefined>> {
  const manifest = (await (await fetch(`${url}manifest.json`)).json()) as Manifest;
  return new Map(manifest.posts.map(({ path, data }) => [path, data.title]));
}

it('tells open pages what changed and reads only that again', async () => {
  const folder = archiveCopy();
  const { url, output } = await serveWatched(folder);
  const events = await listen(url);
  const before = output.stderr.length;
  writeFileSync(
    join(folder, '2023/bom.md'),
    '---\ntitle: Another title\ndate: 2020-13-99\n---\nx\n',
  );
  await until(() => events.length > 0, 'the event');
  expect(events).toEqual([{ event: 'change', paths: ['2023/bom.md'] }]);
  expect((await titles(url)).get('2023/bom.md')).toBe('Another title');
  const told = output.stderr.slice(before);
  expect(told).toMatch(/read 2023\/bom\.md\n.*2023\/bom\.md:3:\d+: \w+: /);
  expect(told).not.toContain('crlf.md');
});

it('follows letters that come, move and go, and pictures', async () => {
  const folder = archiveCopy();
  const { url } = await serveWatched(folder);
  const events = await listen(url);
  const seen = (path: string): boolean => events.some(({ paths }) => paths.includes(path));

  writeFileSync(join(folder, '2024/new letter.md'), '# Fresh\n\nFrom today.\n');
  await until(() => seen('2024/new letter.md'), 'the new letter');
  expect((await titles(url)).get('2024/new letter.md')).toBe('Fresh');
  expect((await fetch(`${url}posts/2024/new%20letter.md`)).status).toBe(200);

  renameSync(join(folder, '2024/new letter.md'), join(folder, 'moved.md'));
  await until(() => seen('moved.md'), 'the moved letter');
  await until(async () => !(await titles(url)).has('2024/new letter.md'), 'the old name to go');

  rmSync(join(folder, 'moved.md'));
  await until(async () => !(await titles(url)).has('moved.md'), 'the letter to go');
  expect((await fetch(`${url}posts/moved.md`)).status).toBe(404);

  appendFileSync(join(folder, '2024/pictures/bed.svg'), '<!-- wilted -->\n');
  await until(() => seen('2024/pictures/bed.svg'), 'the picture');
});

it('holds new files to the same rules as those found at the start', async () => {
  const folder = archiveCopy();
  const { url } = await serveWatched(folder);
  const events = await listen(url);
  const before = [...(await titles(url)).keys()];
  writeFileSync(join(folder, '.secret.md'), 'hidden\n');
  symlinkSync('/etc/hostname', join(folder, 'leak.md'));
  symlinkSync('issue-172.markdown', join(folder, 'twice.md'));
  writeFileSync(join(folder, 'marker.md'), 'seen\n');
  await until(() => events.some(({ paths }) => paths.includes('marker.md')), 'the marker');
  expect([...(await titles(url)).keys()].sort()).toEqual([...before, 'marker.md'].sort());
  expect((await fetch(`${url}posts/leak.md`)).status).toBe(404);
});

it('lists a draft from the moment it is none', async () => {
  const folder = archiveCopy();
  const { url } = await serveWatched(folder);
  expect((await titles(url)).has('draft.md')).toBe(false);
  writeFileSync(join(folder, 'draft.md'), '---\ntitle: Ready\n---\nDone.\n');
  await until(async () => (await titles(url)).get('draft.md') === 'Ready', 'the letter');
});
