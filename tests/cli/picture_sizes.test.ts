/* Pictures that lie in the archive have their size in pages: nothing moves when they come. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Manifest } from 'broadsheet';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

/** The head of a PNG, which is all that tells its size. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(33);
  head.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head.writeUInt8(8, 24);
  return Buffer.concat([head, deflateSync(Buffer.alloc(9))]);
}

const post = `---
title: Pictures
date: 2024-01-02
---
![Beside](one%20two.png) ![Drawn](draw.svg?v=2)

![In static](/img/b.png "B") ![Elsewhere](https://example.org/z.png) ![Gone](gone.png) ![Broken](broken.png)

<img src="one%20two.png" width="20" alt="Small">
`;

const images = (out: string) =>
  [...readFileSync(join(out, 'issues/a/index.html'), 'utf8').matchAll(/<img ([^>]*)>/g)].map(
    ([, attributes = '']) =>
      ['alt', 'width', 'height'].map(
        (name) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1],
      ),
  );

it('is that of the file, also when the file alone has changed', async () => {
  const folder = join(emptyFolder(), 'press');
  const files = {
    'broadsheet.config.yaml': 'title: Press\n',
    'letters/a.md': post,
    'letters/one two.png': png(640, 300),
    'letters/draw.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"></svg>',
    'letters/broken.png': 'no picture',
    'static/img/b.png': png(50, 20),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const env = { XDG_STATE_HOME: emptyFolder() };
  const out = join(emptyFolder(), 'out');
  const build = async (target: string) => {
    const { status, stderr } = await run(['build', folder, '--out', target], { env });
    expect(status, stderr).toBe(0);
    return JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as Manifest;
  };
  const { posts } = await build(out);
  expect(posts[0]?.sizes).toEqual({
    'one%20two.png': [640, 300],
    'draw.svg': [30, 20],
    '/img/b.png': [50, 20],
  });
  expect(images(out)).toEqual([
    ['Beside', '640', '300'],
    ['Drawn', '30', '20'],
    ['In static', '50', '20'],
    ['Elsewhere', undefined, undefined],
    ['Gone', undefined, undefined],
    ['Broken', undefined, undefined],
    // What an author says holds.
    ['Small', '20', undefined],
  ]);
  writeFileSync(join(folder, 'letters/one two.png'), png(300, 640));
  await build(out);
  expect(images(out)[0]).toEqual(['Beside', '300', '640']);
  // As a build from nothing has it.
  const fresh = join(emptyFolder(), 'fresh');
  await build(fresh);
  expect(images(fresh)).toEqual(images(out));
});
