/* Which folders are recognized, and what is taken over from them. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

interface Row {
  path: string;
  title: string;
  lang?: string;
  draft: boolean;
  future: boolean;
}

/** A folder with these files. */
function folderOf(files: Record<string, string>, name = 'press'): string {
  const folder = join(emptyFolder(), name);
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function post(title: string, more = ''): string {
  return `---\ntitle: ${title}\ndate: 2024-01-02\n${more}---\n\nText.\n`;
}

async function listed(folder: string): Promise<Row[]> {
  const { stdout, status, stderr } = await run(['list', folder, '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Row[];
}

async function built(folder: string): Promise<{ manifest: Manifest; stderr: string }> {
  const out = join(emptyFolder(), 'archive');
  const { stderr, status } = await run(['build', folder, '--out', out]);
  expect(status, stderr).toBe(0);
  return { manifest: JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')), stderr };
}

describe('a Hugo site', () => {
  const content = {
    'content/_index.md': '---\ntitle: Home\n---\n',
    'content/zh/blog/第一/index.md': post('第一'),
    'content/zh/blog/第一/note.md': 'A resource of the bundle.\n',
    'content/en/blog/one.md': post('One'),
    'archetypes/default.md': post('Archetype'),
    'README.md': '# About the repository\n',
  };

  it.each([
    [
      'hugo.toml',
      "title = 'The Press'\n[languages.zh]\nweight = 2\n[languages.en]\nweight = 1\n[params]\nx = [1, 2]\n",
    ],
    ['config.yaml', 'Title: The Press\nlanguages:\n  zh: {weight: 2}\n  en: {weight: 1}\n'],
    ['config.json', '{"title": "The Press", "languages": {"zh": {}, "en": {}}}'],
    [
      'config/_default/hugo.toml',
      'title = "The Press"\n[languages]\n[languages.zh]\n[languages.en]\n',
    ],
  ])('is read by its %s', async (name, configuration) => {
    const folder = folderOf({ ...content, [name]: configuration });
    const { manifest, stderr } = await built(folder);
    expect(stderr).toContain(`Hugo site, posts in content/, settings from ${name}`);
    expect(stderr).toContain('note.md: a resource of zh/blog/第一/index.md, not a post');
    expect(stderr).toContain('_index.md: a section page');
    expect(manifest.title).toBe('The Press');
    expect(manifest.posts.map(({ path, data }) => [path, data.title, data.lang])).toEqual([
      ['en/blog/one.md', 'One', 'en'],
      ['zh/blog/第一/index.md', '第一', 'zh'],
    ]);
  });

  it('may have its content elsewhere, by language, and titles by language', async () => {
    const configuration = `defaultContentLanguage = "zh"
title = "Fallback"
[languages.zh]
title = "报"
contentDir = "docs/zh"
[languages.en]
contentDir = "docs/en"
`;
    const folder = folderOf({
      'hugo.toml': configuration,
      'docs/zh/a.md': post('甲'),
      'docs/en/a.md': post('A'),
      'content/old.md': post('Old'),
    });
    // `content` stands where a language has no folder of its own, so that both are looked through.
    const rows = await listed(join(folder, 'docs'));
    expect(rows.map(({ path, lang }) => [path, lang])).toEqual([
      ['en/a.md', 'en'],
      ['zh/a.md', 'zh'],
    ]);
  });

  it('is known from a folder inside it', async () => {
    const folder = folderOf({ ...content, 'hugo.toml': "title = 'The Press'\n" });
    const { manifest } = await built(join(folder, 'content/en'));
    expect(manifest.title).toBe('The Press');
    expect(manifest.posts.map(({ path }) => path)).toEqual(['blog/one.md']);
  });
});

describe('a Jekyll site', () => {
  const files = {
    '_config.yml': 'title: The Press\ncollections:\n  issues:\n    output: true\n',
    '_posts/2016-05-26-issue.md': '---\ntitle: Issue\n---\nText.\n',
    '_issues/7.md': post('Seven'),
    '_drafts/idea.md': '---\ntitle: Idea\n---\nText.\n',
    'about.md': post('About'),
  };

  it('has its posts, collections, drafts and pages', async () => {
    const folder = folderOf(files);
    const rows = await listed(folder);
    expect(rows.map(({ path, draft }) => [path, draft])).toEqual([
      ['_issues/7.md', false],
      ['_posts/2016-05-26-issue.md', false],
      ['_drafts/idea.md', true],
    ]);
    const { manifest, stderr } = await built(folder);
    expect(stderr).toContain('Jekyll site, settings from _config.yml');
    expect(stderr).toContain('1 draft left out; --drafts shows them: _drafts/idea.md');
    expect(manifest.title).toBe('The Press');
    expect(manifest.posts.map(({ path, page }) => [path, page])).toEqual([
      ['_issues/7.md', undefined],
      ['_posts/2016-05-26-issue.md', undefined],
      ['about.md', true],
    ]);
  });
});

describe('other folders', () => {
  it('a content folder', async () => {
    const folder = folderOf({ 'content/zh/a.md': post('A'), 'content/b.md': post('B') });
    const { manifest, stderr } = await built(folder);
    expect(stderr).toContain('Content folder, posts in content/');
    expect(manifest.title).toBe('Press');
    expect(manifest.posts.map(({ path, data }) => [path, data.lang])).toEqual([
      ['b.md', undefined],
      ['zh/a.md', 'zh'],
    ]);
  });

  it('a bare folder, with files as they come', async () => {
    const folder = folderOf({
      'plain.md': '# Without front matter\n',
      'letter.markdown': post('Letter'),
      'letter.zh.md': post('信'),
      'release.v2.md': post('Release'),
      'bundle/index.md': post('Bundle'),
      'odd.md/inside.md': post('In a folder named like a file'),
      'a & b [1] 期 #2?.md': post('Odd name'),
      'empty.md': '',
      'ci/build.md': post('No language'),
    });
    symlinkSync('..', join(folder, 'bundle/up'));
    symlinkSync('loop.md', join(folder, 'loop.md'));
    const { manifest, stderr } = await built(folder);
    expect(stderr).toContain('Folder of Markdown files');
    expect(manifest.posts.map(({ path, data }) => [path, data.title, data.lang])).toEqual([
      ['a & b [1] 期 #2?.md', 'Odd name', undefined],
      ['bundle/index.md', 'Bundle', undefined],
      ['ci/build.md', 'No language', undefined],
      ['letter.markdown', 'Letter', undefined],
      ['letter.zh.md', '信', 'zh'],
      ['odd.md/inside.md', 'In a folder named like a file', undefined],
      ['plain.md', 'Without front matter', undefined],
      ['release.v2.md', 'Release', undefined],
    ]);
    for (const reason of ['empty.md: an empty file', 'loop.md: a link that leads in a circle']) {
      expect(stderr).toContain(reason);
    }
  });
});

describe('posts with a date to come', () => {
  it('are listed with a mark, left out of a build and named by it', async () => {
    const folder = folderOf({
      'now.md': post('Now'),
      'soon.md': '---\ntitle: Soon\ndate: 2999-01-01\n---\n',
    });
    expect((await listed(folder)).map(({ future }) => future)).toEqual([true, false]);
    const { manifest, stderr } = await built(folder);
    expect(manifest.posts.map(({ path }) => path)).toEqual(['now.md']);
    expect(stderr).toContain('1 not yet; --future shows them: soon.md (until 2999-01-01)');
    const out = join(emptyFolder(), 'archive');
    const forced = await run(['build', folder, '--out', out, '--future']);
    expect(forced.stderr).toContain('2 posts');
  });
});

describe('the configuration', () => {
  it('says title, posts, what to pass over, and what to publish', async () => {
    const folder = folderOf({
      'broadsheet.config.yaml':
        'title: Ours\nposts: letters\nexclude: [old, about.md]\ndrafts: true\nout: public\n',
      'letters/a.md': post('A', 'draft: true\n'),
      'letters/old/b.md': post('B'),
      'letters/about.md': post('About'),
      'c.md': post('C'),
    });
    const { stdout, stderr } = await run(['build', folder]);
    expect(stdout).toBe(`${join(folder, 'public')}\n`);
    expect(stderr).toContain('about.md: excluded by the configuration');
    const manifest = JSON.parse(readFileSync(join(folder, 'public/manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ title: 'Ours', posts: [{ path: 'a.md' }] });
    expect(manifest.posts.length).toBe(1);
  });

  it.each([
    ['yaml', 'title: Ours\ntitel: x\n', /config\.yaml:2: .*'titel'\nDid you mean title\?/],
    ['yaml', 'drafts: perhaps\n', /config\.yaml:1: drafts is "perhaps"; expected true or false/],
    ['yaml', 'a: [\n', /config\.yaml:\d+:\d+: the file is not YAML/],
    [
      'json',
      '{"out": "a",\n "timeZone": "Mars"}',
      /config\.json:2: timeZone is "Mars"; expected a/,
    ],
    ['json', '{"out": "a",\n "drafts": tru}', /config\.json:2:\d+: the file is not JSON/],
    ['json', '{"posts": "nowhere"}', /posts names nowhere, which is no folder/],
  ])(
    'ends with 3 and its place when it cannot be used: %s %j',
    async (ending, content, expected) => {
      const folder = folderOf({ 'a.md': post('A'), [`broadsheet.config.${ending}`]: content });
      const { status, stdout, stderr } = await run(['list', folder]);
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(expected);
    },
  );

  it('is described by the schema, setting by setting', async () => {
    const read = (path: string) =>
      readFileSync(fileURLToPath(new URL(`../../dist/package/${path}`, import.meta.url)), 'utf8');
    const schema = JSON.parse(read('dist/broadsheet.config.schema.json')) as {
      properties: Record<string, { type: string | string[] }>;
    };
    const wrong: Record<string, string> = {
      string: '[1]',
      array: '7',
      boolean: '"x"',
      object: '7',
      'boolean,object': '7',
    };
    for (const [name, { type }] of Object.entries(schema.properties)) {
      const folder = folderOf({
        'a.md': post('A'),
        'broadsheet.config.json': `{"${name}": ${wrong[String(type)]}}`,
      });
      const { status, stderr } = await run(['list', folder]);
      expect(status, name).toBe(3);
      expect(stderr, name).toMatch(new RegExp(`:1:(?:\\d+:)? .*${name.replace('$', '\\$')}`));
    }
    // And every setting that the command knows is in the schema.
    const folder = folderOf({ 'a.md': '', 'broadsheet.config.json': '{"zzzzzzzz": 1}' });
    const known = /Settings are (.*)\./
      .exec((await run(['list', folder])).stderr)?.[1]
      ?.split(', ');
    expect(Object.keys(schema.properties).slice(1)).toEqual(known);
  });
});

describe('init and new', () => {
  it('begin a newsletter, and say what comes next', async () => {
    const place = emptyFolder();
    const first = await run(['init', 'letters'], { cwd: place });
    expect(first.status).toBe(0);
    expect(first.stderr).toContain('Next: broadsheet serve letters');
    const files = first.stdout.trimEnd().split('\n');
    // The configuration, its schema, a first post.
    expect(files.length).toBe(3);
    for (const file of files) expect(existsSync(join(place, file)), file).toBe(true);
    expect((await run(['init', 'letters'], { cwd: place })).status).toBe(4);

    const begun = await run(['new', 'Spring: 春天 & more', '--in', 'letters'], { cwd: place });
    expect(begun.stdout).toMatch(/^letters\/\d{4}-\d\d-\d\d-spring-春天-more\.md\n$/);
    expect(begun.stderr).toContain('broadsheet serve letters --drafts');
    const text = readFileSync(join(place, begun.stdout.trimEnd()), 'utf8');
    expect(text).toMatch(
      /^---\ntitle: "Spring: 春天 & more"\ndate: \d{4}-.*\ntags: \[\]\ndraft: true\n---\n/,
    );
    const rows = await listed(join(place, 'letters'));
    expect(rows.map(({ title, draft }) => [title, draft])).toContainEqual([
      'Spring: 春天 & more',
      true,
    ]);
    expect((await run(['check', 'letters', '--strict'], { cwd: place })).status).toBe(0);
    const again = await run(['new', 'Spring: 春天 & more', '--in', 'letters'], { cwd: place });
    expect(again.status).toBe(4);
    expect(again.stderr).toContain('exists already');
  });

  it.each([
    ['content/blog/first/index.md', 'hugo.toml', 'content/blog/a-title/index.md'],
    ['2019/12-old.markdown', 'x', `${new Date().getFullYear()}/a-title.markdown`],
  ])('new follows the newest post: %s', async (path, marker, expected) => {
    const folder = folderOf({ [path]: post('First'), [marker]: '' });
    const { stdout } = await run(['new', 'A Title'], { cwd: folder });
    expect(stdout).toBe(`${expected}\n`);
  });
});

describe('render', () => {
  it('prints one post as HTML, text or JSON, and what is wrong with it beside it', async () => {
    const folder = folderOf({ 'a.md': '---\ntitle: A\ndate: someday\n---\n**b** [c](d.md)\n' });
    const html = await run(['render', 'a.md', '--base', 'https://x.org/'], { cwd: folder });
    expect(html.stdout).toBe('<p><strong>b</strong> <a href="https://x.org/d.md">c</a></p>\n');
    expect(html.stderr).toContain('a.md:3:');
    const json = await run(['render', 'a.md', '--json'], { cwd: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({ data: { title: 'A' }, words: 2 });
    const text = await run(['render', 'a.md', '--format', 'text', '-q'], { cwd: folder });
    expect(text).toMatchObject({ stdout: 'b c\n', stderr: '' });
    const missing = await run(['render', 'none.md'], { cwd: folder });
    expect(missing).toMatchObject({ status: 4, stdout: '' });
    expect((await run(['render', 'a.md', '--format', 'pdf'], { cwd: folder })).status).toBe(2);
  });
});

describe('a folder that a configuration above it names', () => {
  const files = {
    'broadsheet.config.yaml': 'title: The Letter\nposts: text/letters\n',
    'text/letters/a.md': post('A'),
    'text/other/b.md': post('B'),
    'pages/about.md': '---\ntitle: About\n---\nWho.\n',
  };

  it('is that site', async () => {
    const folder = folderOf(files);
    const whole = await built(folder);
    const part = await built(join(folder, 'text/letters'));
    expect(part.manifest).toEqual(whole.manifest);
    expect(part.manifest.title).toBe('The Letter');
    expect(part.stderr).toContain('settings from broadsheet.config.yaml');
  });

  it('and no other folder is', async () => {
    const folder = folderOf(files);
    const { manifest } = await built(join(folder, 'text/other'));
    expect(manifest.title).toBe('Other');
    // Its own configuration goes before.
    writeFileSync(join(folder, 'text/letters/broadsheet.config.yaml'), 'title: Mine\n');
    expect((await built(join(folder, 'text/letters'))).manifest.title).toBe('Mine');
  });
});
