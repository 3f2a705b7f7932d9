/* Jekyll's templates in posts: what is taken in, what is left out, and that it always ends. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { init } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { resolveSource } from '../../web/cli/generators/rules.js';
import { recognizeSite } from '../../web/cli/site/recognize.js';
import { emptyFolder, run, serve, until } from './command.js';

interface Finding {
  code: string;
  severity: string;
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A Jekyll site with one post, whose body begins in line 4. */
function siteOf(body: string, more: Readonly<Record<string, string>> = {}): string {
  const folder = emptyFolder();
  const files = {
    '_config.yml': 'title: The Press\n',
    '_posts/2024-01-02-post.md': `---\ntitle: Post\n---\n${body}\n`,
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function published(folder: string): Promise<{ markdown: string; html: string; out: string }> {
  const out = join(emptyFolder(), 'archive');
  const { status, stderr } = await run(['build', folder, '--out', out, '--no-search']);
  expect([status, stderr]).toEqual([0, stderr]);
  const read = (path: string): string => readFileSync(join(out, path), 'utf8');
  return {
    out,
    markdown: read('posts/_posts/2024-01-02-post.md'),
    html: read('2024/01/02/post.html'),
  };
}

/** What becomes of the post, in this process. */
async function resolved(folder: string): Promise<{ text: string; codes: string[] }> {
  await init();
  const path = '_posts/2024-01-02-post.md';
  const source = readFileSync(join(folder, path), 'utf8');
  const found = resolveSource(await recognizeSite(folder, 'build'), path, source);
  const codes = found?.diagnostics.map(({ code }) => code) ?? [];
  return { text: found?.text ?? source, codes };
}

async function findings(folder: string): Promise<Finding[]> {
  const { stdout } = await run(['check', '.', '--json'], { cwd: folder });
  return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
}

describe('what is left out', () => {
  it('is one finding a kind and file, at its first place', async () => {
    const body =
      'Text.\n\nOne {% youtube a %} two {% youtube b %}{% youtube c %} {{ nobody.knows }}\n\n{% gist x %}{% endgist %}';
    const folder = siteOf(body, {
      '_includes/ad.md': '{% youtube d %} {{ page.nothing }}',
      '_posts/2024-01-03-second.md': '---\ntitle: B\n---\n{% include ad.md %}\n',
      '_posts/2024-01-04-third.md': '---\ntitle: C\n---\n{% include ad.md %}\n',
    });
    const found = await findings(folder);
    expect(found.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
      ['_posts/2024-01-02-post.md', 6, 5, 'shortcode'],
      ['_posts/2024-01-02-post.md', 6, 56, 'shortcode'],
      ['_posts/2024-01-02-post.md', 8, 1, 'shortcode'],
      ['_posts/2024-01-03-second.md', 4, 1, 'shortcode'],
    ]);
    expect(found[0]?.message).toContain('(3 times)');
    expect(found[3]?.message).toContain('in _includes/ad.md');
    const { html } = await published(folder);
    expect(html).toContain('<p>One  two');
    expect(html).not.toMatch(/youtube|nobody|gist/);
  });

  it('says nothing of what is plain text elsewhere', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'a.md'),
      '---\ntitle: A\ndate: 2024-01-02\n---\n`{{ x }}` {% raw %}y{% endraw %}\n',
    );
    expect(await findings(folder)).toEqual([]);
  });
});

describe('places of findings', () => {
  it("are those of the author's file, whatever comes before them", async () => {
    const folder = siteOf(
      '{% include long.md %}{% comment %}\n\nnothing\n{% endcomment %}\n{% assign x = "y" %}{{ x }} **unclosed\n\n[bad](javascript:x)',
      { '_includes/long.md': 'Line\n\n'.repeat(50) },
    );
    const found = await findings(folder);
    expect(found.map(({ line, column, code }) => [line, column, code])).toEqual([
      [8, 29, 'literal-emphasis'],
      [10, 7, 'link-scheme'],
    ]);
  });

  it('are those of the tag that takes a file in, and each file is said once', async () => {
    const include = '{% include bad.md %}';
    const folder = siteOf(`Text.\n\n${include}`, {
      '_includes/bad.md': 'One\n\n[bad](javascript:x)\n',
      '_posts/2024-01-03-b.md': `---\ntitle: B\n---\n${include}\n`,
    });
    const found = await findings(folder);
    expect(found.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['_posts/2024-01-02-post.md', 6, 'link-scheme'],
    ]);
  });
});

describe('braces that are text', () => {
  it('stay text, in code and outside of it', async () => {
    const { html, markdown } = await published(
      siteOf(
        '{% raw %}{{ a }} {% b %} {% raw %}{% endraw %}\n\n```\n{% raw %}{{ c }}{% endraw %}\n```',
      ),
    );
    expect(html).toContain('<p>{{ a }} {% b %} {% raw %}</p>');
    expect(html).toContain('<code>{{ c }}\n</code>');
    expect(markdown).toContain('render_with_liquid: false');
  });

  it('are all braces of a post that says so', async () => {
    const folder = siteOf('', {
      '_posts/2024-01-02-post.md':
        '---\ntitle: Post\nrender_with_liquid: false\n---\n{{ page.title }} {% include x.md %}\n',
    });
    expect((await published(folder)).html).toContain('{{ page.title }} {% include x.md %}</p>');
    expect(await findings(folder)).toEqual([]);
  });
});

describe('code', () => {
  it('of highlight is a block that its text cannot end', async () => {
    const { html } = await published(
      siteOf(
        '{% highlight ruby linenos %}\nputs "<b>" # {% raw %}{{ x }}{% endraw %}\n```\n**\n{% endhighlight %}\nAfter',
      ),
    );
    expect(html).toContain(
      '<code class="language-ruby">puts &quot;&lt;b&gt;&quot; # {{ x }}\n```\n**\n</code></pre>',
    );
    expect(html).toContain('<p>After</p>');
  });
});

describe('files that are taken in', () => {
  it('lie in the folder of includes, and no link leads to them', async () => {
    const outside = emptyFolder();
    writeFileSync(join(outside, 'secret.md'), 'TOP SECRET');
    const names = [
      ...['link.md', 'folder/secret.md', '../_config.yml', '../../secret.md', '/etc/passwd'],
      ...['.hidden.md', 'id_rsa', 'passwords.txt', 'a/../../secret.md', 'nothing.md', 'pipe.md'],
    ];
    const folder = siteOf(names.map((name) => `[{% include ${name} %}]`).join('\n'), {
      '_includes/.hidden.md': 'TOP SECRET',
      '_includes/id_rsa': 'TOP SECRET',
      '_includes/passwords.txt': 'TOP SECRET',
      'secret.md': 'TOP SECRET',
    });
    symlinkSync(join(outside, 'secret.md'), join(folder, '_includes/link.md'));
    symlinkSync(outside, join(folder, '_includes/folder'));
    execFileSync('mkfifo', [join(folder, '_includes/pipe.md')]);
    const { markdown } = await published(folder);
    expect(markdown.split('\n').slice(3, -1)).toEqual(names.map(() => '[]'));
    const found = await findings(folder);
    expect(found.filter(({ code }) => code === 'shortcode').length).toBe(names.length);
  });

  it.each(['..', '/etc', '../..', 'a/../..'])('not from a folder %s', async (includes) => {
    const folder = siteOf('[{% include passwd %}]', {
      '_config.yml': `title: T\nincludes_dir: ${includes}\n`,
    });
    expect((await published(folder)).markdown).toContain('\n[]\n');
  });

  it('beside the post, not above it', async () => {
    const folder = siteOf(
      '[{% include_relative ../_config.yml %}] [{% include_relative more/a.md %}]',
      {
        '_posts/more/a.md': 'more',
      },
    );
    expect((await published(folder)).markdown).toContain('\n[] [more]\n');
  });
});

describe('whatever a template says, it ends soon', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, level) => [
      `_includes/${level}.md`,
      `{% include ${level + 1}.md %}${level} {% include ${level + 1}.md %}`,
    ]),
  );
  const letters = 'a'.repeat(1000);
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['includes that double', '{% include 0.md %}', doubling],
    ['an include of itself', '{% include 0.md %}', { '_includes/0.md': 'x{% include 0.md %}' }],
    [
      'captures that double',
      `{% assign x = "${letters}" %}${'{% capture x %}{{ x }}{{ x }}{% endcapture %}'.repeat(60)}{{ x }}`,
      {},
    ],
    [
      'texts that are put together',
      `{% assign x = "${letters}" %}${'{% assign x = x | append: x %}'.repeat(60)}{{ x }}`,
      {},
    ],
    [
      'one letter for many',
      `{% assign x = "${letters}" %}${'{% assign x = x | replace: "a", x %}'.repeat(9)}{{ x }}`,
      {},
    ],
    ['loops in loops', `${'{% for i in (1..100000) %}'.repeat(6)}x${'{% endfor %}'.repeat(6)}`, {}],
    [
      'lists that double',
      `{% assign x = "${'a,'.repeat(900)}" | split: "," %}${'{% assign x = x | concat: x %}'.repeat(60)}{{ x | join }}`,
      {},
    ],
    [
      'an include in a loop',
      '{% for i in (1..9999) %}{% include 0.md %}{% endfor %}',
      { '_includes/0.md': letters },
    ],
  ])('%s', { timeout: 30_000 }, async (_, body, more) => {
    const folder = siteOf(`Before.\n\n${body}\n\nAfter.`, more);
    const began = performance.now();
    const { text, codes } = await resolved(folder);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(text.length).toBeLessThan(1 << 21);
    // What the author wrote stays.
    expect(text).toMatch(/Before\.[\s\S]*After\.\n$/);
    expect(codes).toContain('include-limit');
  });

  it.each<[string, string]>([
    ['blocks in blocks', '{% if true %}'.repeat(20_000) + '{% endif %}'.repeat(20_000)],
    ['blocks that nothing closes', '{% for x in y %}{% capture z %}'.repeat(20_000)],
    ['braces', '{{'.repeat(100_000) + '{%'.repeat(100_000)],
    ['raw that nothing closes', '{% raw %}'.repeat(50_000)],
    ['comments that nothing closes', '{% comment %}'.repeat(50_000)],
    ['ends of nothing', '{% endif %}{% else %}{% endcomment %}'.repeat(20_000)],
  ])('%s', { timeout: 30_000 }, async (_, body) => {
    const began = performance.now();
    await resolved(siteOf(body));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('what a post is made of', () => {
  it('is looked at by the next build', async () => {
    const folder = siteOf('{% include a.md %}', {
      '_includes/a.md': 'first',
      '_posts/2024-01-03-b.md': '---\ntitle: B\n---\n{% post_url 2024-01-02-post %}\n',
      '_posts/2024-01-04-c.md': '---\ntitle: C\n---\nPlain.\n',
    });
    const out = join(emptyFolder(), 'archive');
    const state = { XDG_STATE_HOME: emptyFolder() };
    const build = async (): Promise<string> =>
      (await run(['build', folder, '--out', out], { env: state })).stderr;
    const read = (path: string): string => readFileSync(join(out, path), 'utf8');
    await build();
    expect(await build()).toContain('3 posts unchanged');
    writeFileSync(join(folder, '_includes/a.md'), 'second');
    expect(await build()).toContain('2 posts unchanged');
    expect(read('2024/01/02/post.html')).toContain('second');
    expect(read('posts/_posts/2024-01-02-post.md')).toContain('second');
    // Where the post stands that another one links to.
    writeFileSync(
      join(folder, '_posts/2024-01-02-post.md'),
      '---\ntitle: Post\npermalink: /moved/\n---\nText.\n',
    );
    expect(await build()).toContain('1 post unchanged');
    expect(read('2024/01/03/b.html')).toContain('/moved/');
  });

  it('is watched by serve, whose files and pages are one', async () => {
    const folder = siteOf('{% include a.md %} {% raw %}{{ x }}{% endraw %}\n\n{% ad --> %}', {
      '_includes/a.md': 'first',
    });
    const { url } = await serve([folder, '--port', '0']);
    const textAt = async (path: string): Promise<string> => (await fetch(url + path)).text();
    expect(await textAt('posts/_posts/2024-01-02-post.md')).toContain('\nfirst {{ x }}\n');
    expect(await textAt('2024/01/02/post.html')).toContain('<p>first {{ x }}</p>');
    // What is left out is told to who writes, and not to readers.
    expect(await textAt('2024/01/02/post.html')).toMatch(/<!-- line 6: `{% ad[^<>]*left out -->/);
    writeFileSync(join(folder, '_includes/a.md'), 'second');
    await until(
      async () => (await textAt('2024/01/02/post.html')).includes('<p>second {{ x }}</p>'),
      'the changed include',
    );
    expect(await textAt('posts/_posts/2024-01-02-post.md')).toContain('\nsecond {{ x }}\n');
  });
});
