/* `mail.view`: readers of an archive see an issue as it was sent. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { emptyFolder, run, serve } from './command.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const settings = `title: The Letter
baseURL: https://letters.example/press/
mail:
  view: true
  header: <b>Masthead</b><img src="x" onerror="document.title='run'"><script>document.title='run'</script>
  footer: <a href="{{UnsubscribeURL}}">Leave</a>
`;

function letters(configuration = settings, more: Record<string, string> = {}): string {
  const folder = join(emptyFolder(), 'letters');
  mkdirSync(join(folder, 'pages'), { recursive: true });
  const files = {
    'broadsheet.config.yaml': configuration,
    'spring.md':
      '---\ntitle: Spring\ndate: 2024-05-12\n---\n\n## Beds\n\n[w](winter.md) ![bed](bed.png)\n',
    'winter.md': '---\ntitle: Winter\ndate: 2024-01-02\n---\n\nIt snows.\n',
    'pages/about.md': '---\ntitle: About\n---\n\nWe are few.\n',
    ...more,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'bed.png'), png);
  return folder;
}

async function built(folder: string, ...args: string[]) {
  const out = join(folder, '../archive');
  const { status, stderr } = await run(['build', folder, '-o', out, ...args]);
  expect(status, stderr).toBe(0);
  return { out, stderr, file: (path: string) => readFileSync(join(out, path), 'utf8') };
}

const mailsIn = (out: string): string[] =>
  (readdirSync(out, { recursive: true }) as string[])
    .filter((path) => path.endsWith('mail.html'))
    .sort();

it('lies beside each issue, which leads to it, and not beside pages', async () => {
  const { out, file } = await built(letters());
  expect(mailsIn(out)).toEqual(['issues/spring/mail.html', 'issues/winter/mail.html']);
  expect(file('issues/spring/index.html')).toMatch(
    /<a href="[^"]*issues\/spring\/mail\.html" rel="nofollow" data-native>View as email<\/a>/,
  );
  expect(file('about/index.html')).not.toContain('mail.html');
  const mail = file('issues/spring/mail.html');
  expect(mail).toContain('<meta name="robots" content="noindex">');
  expect(mail).toContain(
    '<link rel="canonical" href="https://letters.example/press/issues/spring/">',
  );
  expect(mail).toContain('href="https://letters.example/press/issues/winter/"');
  expect(mail).toContain('src="https://letters.example/press/posts/bed.png" alt="bed" width="1"');
  expect(mail).toContain('Masthead');
  expect(mail).not.toContain('Unsubscribe');
  expect(file('sitemap.xml')).not.toContain('mail.html');
});

it('is there only where the owner wants it, and whole addresses are known', async () => {
  const without = await built(letters(settings.replace('view: true', 'view: false')));
  expect(mailsIn(without.out)).toEqual([]);
  expect(without.file('issues/spring/index.html')).not.toContain('View as email');
  const unplaced = await built(letters(settings.replace(/baseURL.*\n/, '')));
  expect(mailsIn(unplaced.out)).toEqual([]);
  expect(unplaced.stderr).toContain('No mails are shown');
  expect(unplaced.file('issues/spring/index.html')).not.toContain('View as email');
  const placed = await built(
    letters(settings.replace(/baseURL.*\n/, '')),
    ...['--base-url', 'https://elsewhere.example/'],
  );
  expect(placed.file('issues/spring/mail.html')).toContain('https://elsewhere.example/issues/');
  const { status, stderr } = await run(['build', letters(settings.replace('true', '"yes"'))]);
  expect([status, stderr]).toEqual([3, expect.stringContaining('view is true or false')]);
});

it('gives way to pages, and comes before old addresses', async () => {
  const { out, file, stderr } = await built(
    letters(settings, {
      'taken.md':
        '---\ntitle: Taken\ndate: 2024-02-02\nurl: /issues/spring/mail.html\n---\n\nMine.\n',
      'old.md':
        '---\ntitle: Old\ndate: 2024-02-03\naliases: [/issues/winter/mail.html]\n---\n\nOld.\n',
    }),
  );
  expect(mailsIn(out)).toContain('issues/winter/mail.html');
  expect(file('issues/winter/mail.html')).toContain('It snows');
  expect(file('issues/spring/mail.html')).toContain('Mine.');
  expect(file('issues/spring/index.html')).not.toContain('View as email');
  expect(stderr).toContain('1 address could not be as asked for');
});

it('is made again when its issue changes, or one that it leads to moves', async () => {
  const folder = letters();
  const { out } = await built(folder);
  const made = (name: string) => statSync(join(out, `issues/${name}/mail.html`)).ino;
  const before = [made('spring'), made('winter')];
  writeFileSync(
    join(folder, 'autumn.md'),
    '---\ntitle: Autumn\ndate: 2024-09-01\n---\n\nIt falls.\n',
  );
  await built(folder);
  expect([made('spring'), made('winter')]).toEqual(before);
  writeFileSync(
    join(folder, 'winter.md'),
    '---\ntitle: Winter\ndate: 2024-01-02\nslug: snow\n---\n\nIt thaws.\n',
  );
  const { file } = await built(folder);
  expect(file('issues/snow/mail.html')).toContain('It thaws');
  expect(file('issues/spring/mail.html')).toContain('press/issues/snow/');
});

it('is served, with the pictures of the folder, and lets no script of the header run', async () => {
  const folder = letters();
  const { url } = await serve([folder, '--port', '0', '--no-watch']);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${url}issues/spring/`);
  await page.getByRole('link', { name: 'View as email' }).click();
  await page.waitForURL(`${url}issues/spring/mail.html`);
  await page.getByRole('heading', { name: 'Beds' }).waitFor();
  const shown = await page
    .locator('img[alt="bed"]')
    .evaluate((one: HTMLImageElement) => one.naturalWidth);
  expect([shown, await page.title()]).toEqual([1, 'Spring']);
  const { out } = await built(folder);
  const archive = await serve([out, '--port', '0']);
  await page.goto(`${archive.url}issues/spring/mail.html`);
  await page.getByText('Masthead').waitFor();
  expect(await page.title()).toBe('Spring');
  expect((await fetch(`${url}issues/none/mail.html`)).status).toBe(404);
});
