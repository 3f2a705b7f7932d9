/* The address of a site: what it is taken from, and what an archive without one has not. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from './command.js';

function write(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function build(files: Readonly<Record<string, string>>) {
  const out = join(temporaryFolder(), 'archive');
  return { out, ...(await run(['build', write(files), '--out', out])) };
}

const post = '---\ntitle: A\ndate: 2024-01-02\n---\nText.\n';

it.each([
  ['of ours', 'broadsheet.config.yaml', 'baseURL: "https://example.org/?page="', 'a.md'],
  ['of Hugo', 'hugo.toml', 'baseURL = "https://example.org/#/"', 'content/posts/a.md'],
  ['of Jekyll', '_config.yml', 'url: "https://example.org/?x=1"', '_posts/2024-01-02-a.md'],
])('%s with a query or fragment is refused', async (_, file, line, path) => {
  const { status, stderr, out } = await build({ [file]: `${line}\n`, [path]: post });
  expect(status).toBe(3);
  expect(stderr).toContain(file);
  expect(stderr).toContain('without ? and #');
  expect(existsSync(out)).toBe(false);
});

it('is missed in words, with what it would give', async () => {
  const { stderr } = await build({ 'a.md': post });
  expect(stderr).toMatch(/No baseURL is known\. .*ids made of paths.*no sitemap.*baseURL: https:/);
  const { stderr: known } = await build({
    'broadsheet.config.yaml': 'baseURL: https://example.org/\n',
    'a.md': post,
  });
  expect(known).not.toContain('baseURL');
});

it.each([
  ['zh', 'content/posts/a.md', 'content/posts/a.en.md'],
  ['en', 'content/posts/a.md', 'content/posts/a.zh.md'],
])('what two languages claim is that of the main one, %s', async (main, first, second) => {
  const claim = (day: string) =>
    `---\ntitle: A\ndate: 2024-01-${day}\naliases: [/old/]\n---\nText of a letter in words.\n`;
  const { out, stderr } = await build({
    'hugo.yaml': `defaultContentLanguage: ${main}\nlanguages:\n  en: {}\n  zh: {}\n`,
    [first]: claim('01'),
    // The newer one would have it.
    [second]: claim('02'),
  });
  expect(readFileSync(join(out, 'old/index.html'), 'utf8')).toContain('url=../posts/a/"');
  expect(stderr).not.toContain('could not be as asked for');
});
