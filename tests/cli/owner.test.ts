/* What an owner says of an archive, in our configuration or in that of a generator, and what becomes of it. */
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';

function folderOf(files: Record<string, string>): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const post = '---\ntitle: One\ndate: 2024-01-02\n---\n\nText.\n';

interface Built {
  out: string;
  manifest: Manifest;
  stderr: string;
  file(path: string): string;
}

async function built(folder: string, out = join(emptyFolder(), 'archive')): Promise<Built> {
  const { stderr, status } = await run(['build', folder, '--out', out]);
  expect(status, stderr).toBe(0);
  const file = (path: string): string => readFileSync(join(out, path), 'utf8');
  return { out, manifest: JSON.parse(file('manifest.json')) as Manifest, stderr, file };
}

const everything = `title: The Press
description: News of  the press,
  weekly
baseURL: https://press.example/paper/
author: Ada & Co
copyright: © 2024 <Ada>
logo: art/logo.svg
icon: art/icon.png
nav:
  - { text: About us, href: /paper/about/ }
  - { text: Feeds, href: https://press.example/paper/index.xml }
  - { text: 'Else "where"', href: 'https://example.org/?a=1&b=2' }
social:
  - { name: GitHub, href: https://github.com/example }
  - { name: Ko-fi, href: mailto:ada@press.example }
footer: |
  ## Foot

  Made with [care](/about/), <script>alert(1)</script> and ![a tick](art/logo.svg).
`;

describe('our configuration', () => {
  const files = {
    'broadsheet.config.yaml': everything,
    'a.md': post,
    'art/logo.svg': picture,
    'art/icon.png': 'PNG',
    'art/unused.svg': picture,
  };

  it('says what stands on every page', async () => {
    const { manifest, file, out } = await built(folderOf(files));
    expect(manifest.description).toBe('News of the press, weekly');
    expect(manifest.owner).toEqual({
      author: 'Ada & Co',
      copyright: '© 2024 <Ada>',
      logo: 'art/logo.svg',
      icon: 'art/icon.png',
      nav: [
        { text: 'About us', href: 'about/' },
        { text: 'Feeds', href: 'index.xml' },
        { text: 'Else "where"', href: 'https://example.org/?a=1&b=2' },
      ],
      social: [
        { name: 'GitHub', href: 'https://github.com/example' },
        { name: 'Ko-fi', href: 'mailto:ada@press.example' },
      ],
      footer: expect.stringContaining('<h2>Foot</h2>'),
    });
    expect(manifest.owner?.footer).not.toContain('<script');
    expect(file('art/logo.svg')).toBe(picture);
    expect(existsSync(join(out, 'art/unused.svg'))).toBe(false);

    const home = file('index.html');
    const issue = file('issues/a/index.html');
    expect(home).toContain('<p class="tagline" dir="auto">News of the press, weekly</p>');
    expect(issue).not.toContain('class="tagline"');
    for (const [page, root] of [
      [home, './'],
      [issue, '../../'],
    ] as const) {
      expect(page).toContain(`<img class="logo" src="${root}art/logo.svg" alt="">`);
      expect(page).toContain(`<link rel="icon" href="${root}art/icon.png">`);
      expect(page).toContain(`<link rel="apple-touch-icon" href="${root}art/icon.png">`);
      expect(page).toContain(`href="${root}about/" data-key="nav:about/"`);
      expect(page).toContain('href="https://example.org/?a=1&amp;b=2"');
      expect(page).toContain('Else &quot;where&quot;');
      expect(page).toContain('© 2024 &lt;Ada&gt;');
      expect(page).toContain(`<a href="${root}about/">care</a>`);
      expect(page).toContain(`<img src="${root}art/logo.svg"`);
      expect(page).toContain('<a href="https://github.com/example" rel="me"><svg');
      expect(page).toContain('rel="me">Ko-fi</a>');
      expect(page).toContain('<meta name="author" content="Ada &amp; Co">');
    }
    expect(issue).toContain('"author":[{"@type":"Person","name":"Ada & Co"}]');
    expect(file('index.xml')).toContain('<description>News of the press, weekly</description>');
  });

  it('is followed when it changes, and by nothing else', async () => {
    const folder = folderOf(files);
    const { out } = await built(folder);
    const [home, issue] = ['index.html', 'issues/a/index.html'].map((path) => join(out, path));
    const before = [home, issue].map((path) => statSync(path ?? '').mtimeMs);
    await built(folder, out);
    expect([home, issue].map((path) => statSync(path ?? '').mtimeMs)).toEqual(before);
    const other = everything.replace('About us', 'Who we are');
    writeFileSync(join(folder, 'broadsheet.config.yaml'), other);
    const { file } = await built(folder, out);
    for (const path of ['index.html', 'issues/a/index.html', '404.html']) {
      expect(file(path), path).toContain('Who we are');
    }
  });

  it('finds a picture in static, too', async () => {
    const { manifest, file } = await built(
      folderOf({
        'broadsheet.config.json': '{"logo": "/brand/logo.svg"}',
        'a.md': post,
        'static/brand/logo.svg': picture,
      }),
    );
    expect(manifest.owner).toEqual({ logo: 'brand/logo.svg' });
    expect(file('brand/logo.svg')).toBe(picture);
  });

  it.each([
    ['logo: ../logo.svg', /logo: \.\.\/logo\.svg: it lies outside of the folder/],
    ['logo: nothing.png', /logo: nothing\.png is not there/],
    ['icon: a.md', /icon: a\.md/],
    ['icon: .git/icon.png', /icon: \.git\/icon\.png: it is hidden/],
    ['logo: linked.png', /logo: linked\.png is a link that leaves the folder/],
    ['logo: [1]', /logo is \[1\]; expected a text/],
    ['copyright: ""', /copyright is ""; expected a text/],
    ['author: [Ada]', /author is \["Ada"\]; expected a text/],
    ['nav: About', /nav is "About"; expected a list of links with text and href/],
    ['nav: [{ text: A, href: "javascript:alert(1)" }]', /expected a list of links/],
    ['nav: [{ text: A, href: //evil.example }]', /expected a list of links/],
    ['nav: [{ text: A, href: /a/, icon: x }]', /expected a list of links/],
    ['social: [{ text: A, href: https://a.example }]', /a list of links with name and href/],
  ])('is refused where it cannot be followed: %s', async (line, expected) => {
    const folder = folderOf({ 'broadsheet.config.yaml': `title: X\n${line}\n`, 'a.md': post });
    const secret = join(dirname(folder), 'secret.png');
    writeFileSync(secret, 'PNG');
    symlinkSync(secret, join(folder, 'linked.png'));
    const { status, stderr } = await run(['build', folder]);
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringMatching(expected) });
    expect(stderr).toContain('broadsheet.config.yaml');
  });
});

describe("a generator's settings", () => {
  it('are taken over from Hugo: params, menus by weight, copyright', async () => {
    const { manifest, stderr } = await built(
      folderOf({
        'hugo.toml': `title = "The Press"
baseURL = "https://press.example/paper/"
copyright = "[CC BY](https://example.org/by) Ada"
[params]
description = "News of the press"
author = "Ada"
logo = "images/logo.svg"
favicon = "images/none.ico"
[[params.socialIcons]]
name = "github"
url = "https://github.com/example"
[[params.socialIcons]]
name = "evil"
url = "javascript:alert(1)"
[[menu.main]]
name = "Tags"
url = "/tags/"
weight = 20
[[menu.main]]
name = "About"
pageRef = "/about"
weight = 10
[[menu.main]]
name = "Last"
url = "https://example.org/"
`,
        'content/posts/a.md': post,
        'static/images/logo.svg': picture,
      }),
    );
    expect(manifest.description).toBe('News of the press');
    expect(manifest.owner).toEqual({
      author: 'Ada',
      copyright: 'CC BY Ada',
      logo: 'images/logo.svg',
      social: [{ name: 'github', href: 'https://github.com/example' }],
      nav: [
        { text: 'About', href: 'about/' },
        { text: 'Tags', href: 'tags/' },
        { text: 'Last', href: 'https://example.org/' },
      ],
    });
    expect(stderr).toContain("the icon of the site's settings is not shown: images/none.ico");
  });

  it('are taken over from Jekyll, and ours go before them', async () => {
    const { manifest } = await built(
      folderOf({
        '_config.yml': `title: The Press
description: >-
  News of
  the press
author: { name: Ada }
logo: /assets/logo.svg
github_username: example
social:
  links: [https://www.mastodon.example/@ada, https://github.com/example]
navigation:
  - { title: About, url: /about.html }
`,
        'broadsheet.config.yaml': 'description: Our own\nsocial: []\n',
        '_posts/2024-01-02-a.md': post,
        'assets/logo.svg': picture,
      }),
    );
    expect(manifest.description).toBe('Our own');
    expect(manifest.owner).toEqual({
      author: 'Ada',
      logo: 'assets/logo.svg',
      nav: [{ text: 'About', href: 'about.html' }],
    });
  });
});
