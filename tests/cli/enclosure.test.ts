/* Nothing outside the folder, and nothing hidden in it, is served or listed. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { expect, it } from 'vitest';
import { archiveCopy, listedPaths, run, serve } from './command.js';
import { rawRequest } from './raw_request.js';

const secret = 'the secret of the house';

function archiveBesideSecrets(): string {
  const folder = archiveCopy();
  writeFileSync(join(folder, '../package.json'), secret);
  mkdirSync(join(folder, '../garden-letters-secret'));
  writeFileSync(join(folder, '../garden-letters-secret/key.txt'), secret);
  mkdirSync(join(folder, 'node_modules/package'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/package/index.md'), secret);
  writeFileSync(join(folder, '.hidden/key.txt'), secret);
  return folder;
}

const attempts = [
  '/posts/../package.json',
  '/posts/../../package.json',
  '/posts/%2e%2e/package.json',
  '/posts/%2E%2E/%2E%2E/package.json',
  '/posts/..%2fpackage.json',
  '/posts/..%2Fgarden-letters-secret%2Fkey.txt',
  '/posts/2024/..%2f..%2f..%2fpackage.json',
  '/posts/..%5cpackage.json',
  '/posts/%252e%252e/package.json',
  '/posts/2024/%2e%2e%2f%2e%2e%2fpackage.json',
  '/posts/....//package.json',
  '/posts/..;/package.json',
  '/posts//etc/passwd',
  '/posts/%2fetc%2fpasswd',
  '/posts/.hidden/key.txt',
  '/posts/%2ehidden/key.txt',
  '/posts/.hidden/secret.md',
  '/posts/.unseen.md',
  '/posts/node_modules/package/index.md',
  '/../package.json',
  '/%2e%2e/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/..%2fcli%2fmain.js',
];

it('refuses every way out of the folder', async () => {
  const { url } = await serve([archiveBesideSecrets(), '--port', '0']);
  for (const path of attempts) {
    const { status, body } = await rawRequest(url, path);
    expect([400, 403, 404], path).toContain(status);
    expect(body.toString(), path).not.toMatch(/secret of the house|root:|createRequire/);
  }
});

it('follows links to files inside and refuses links that leave', async () => {
  const folder = archiveBesideSecrets();
  const outside = dirname(folder);
  writeFileSync(join(outside, 'other.md'), secret);
  symlinkSync(join(outside, 'package.json'), join(folder, 'leak.txt'));
  symlinkSync(join(outside, 'other.md'), join(folder, 'leak.md'));
  symlinkSync(join(outside, 'garden-letters-secret'), join(folder, 'leaking'));
  symlinkSync('.hidden', join(folder, 'seen'));
  symlinkSync('2024/pictures/bed.svg', join(folder, 'cover.svg'));
  symlinkSync('issue-172.markdown', join(folder, 'latest.md'));
  symlinkSync('nowhere.md', join(folder, 'broken.md'));
  const { url, stop } = await serve([folder, '--port', '0']);

  for (const path of ['leak.txt', 'leak.md', 'leaking/key.txt', 'seen/key.txt', 'broken.md']) {
    const { status, body } = await rawRequest(url, `/posts/${path}`);
    expect(status, path).toBe(404);
    expect(body.toString(), path).not.toContain(secret);
  }
  expect((await fetch(`${url}posts/cover.svg`)).status).toBe(200);
  const manifest = (await (await fetch(`${url}manifest.json`)).json()) as Manifest;
  expect(manifest.posts.map(({ path }) => path)).toEqual(listedPaths);
  const { stderr } = await stop();
  expect(stderr).toContain('leak.md: a link that leaves the folder');
  expect(stderr).toContain('leaking: a link that leaves the folder');
  expect(stderr).toContain('latest.md: a link to issue-172.markdown, which is read already');
  expect(stderr).toContain('broken.md: a link to nothing');
});

it('is not led in circles by links', async () => {
  const folder = archiveCopy();
  symlinkSync('.', join(folder, 'again'));
  symlinkSync('..', join(folder, '2024/up'));
  symlinkSync('loop.md', join(folder, 'loop.md'));
  const { url, stop } = await serve([folder, '--port', '0']);
  const manifest = (await (await fetch(`${url}manifest.json`)).json()) as Manifest;
  expect(manifest.posts.map(({ path }) => path)).toEqual(listedPaths);
  const { stderr } = await stop();
  expect(stderr).toContain('again: a link to a folder; linked folders are not entered');
  expect(stderr).toContain('loop.md: a link that leads in a circle');
});

it('names what it cannot: files and folders whose names are not UTF-8', async () => {
  const folder = archiveCopy();
  const named = (bytes: number[], rest: string): Buffer =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes), Buffer.from(rest)]);
  try {
    writeFileSync(named([0xc4, 0xe3], '.md'), secret);
  } catch {
    return; // The file system takes no such names.
  }
  writeFileSync(named([0xff], '.png'), secret);
  mkdirSync(named([0xfe], ''));
  writeFileSync(named([0xfe], '/inner.md'), secret);
  writeFileSync(join(folder, '\uFFFD.md'), 'a letter\n');
  const { stdout, status } = await run(['build', folder, '-o', `${folder}-built`, '--json', '-q']);
  expect(status).toBe(0);
  const { skipped, posts } = JSON.parse(stdout) as {
    posts: number;
    skipped: { path: string; reason: string }[];
  };
  expect(posts).toBe(listedPaths.length + 1);
  const odd = skipped.filter(({ reason }) => reason === 'its name is not UTF-8');
  expect(odd.map(({ path }) => path).sort()).toEqual(['\uFFFD', '\uFFFD.png', '\uFFFD\uFFFD.md']);
});
