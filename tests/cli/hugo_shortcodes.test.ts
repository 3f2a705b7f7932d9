/* Shortcodes of Hugo that only a site's own templates know, and references that lead nowhere. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

interface Finding {
  code: string;
  file: string;
  line: number;
  column: number;
  message: string;
}

const body = `Before {{< badge new >}} after.

{{< notice tip >}}
*inside* {{% button href="https://example.org/x>}}" %}}Go{{% /button %}}
{{< /notice >}}

{{< notice warning >}}
again
{{< /notice >}}

[lost]({{< ref "twice" >}}) [found]({{< ref "other" >}})

Write {{</* notice */>}} for \`{{< notice >}}\`.

\`\`\`
{{</* notice tip */>}}
{{< notice tip >}}
\`\`\`

{{< highlight go >}}
{{< badge >}} **
{{< /highlight >}}

{{< figure src="a.png" caption="C" >}}

**unclosed
`;

it('are left out, what they hold stays, and each kind is said once', async () => {
  const folder = emptyFolder();
  const files = {
    'hugo.toml': 'title = "T"\n',
    'content/posts/post.md': `---\ntitle: Post\ndate: 2024-01-02\n---\n${body}`,
    'content/notes/other.md': '---\ntitle: Other\ndate: 2024-01-02\n---\nText.\n',
    'content/posts/a.png': '',
    'content/a/twice.md': '---\ntitle: A\ndate: 2024-01-02\n---\nText.\n',
    'content/b/twice.md': '---\ntitle: B\ndate: 2024-01-02\n---\nText.\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const out = join(emptyFolder(), 'archive');
  expect((await run(['build', folder, '--out', out, '--no-search'])).status).toBe(0);
  const html = readFileSync(join(out, 'posts/post/index.html'), 'utf8');
  const prose =
    /<div class="prose"[^>]*>([\s\S]*?)<footer|<div class="prose"[^>]*>([\s\S]*)/.exec(html)?.[0] ??
    '';
  expect(prose).toContain('<p>Before  after.</p>');
  expect(prose).toContain('<em>inside</em> Go');
  expect(prose).toContain('again');
  expect(prose).toMatch(/href="[^"]*notes\/other\/"/);
  expect(prose).toContain('Write {{&lt; notice &gt;}} for <code>{{&lt; notice &gt;}}</code>.');
  expect(prose).toContain('{{&lt; notice tip &gt;}}\n{{&lt; notice tip &gt;}}\n');
  expect(prose).toContain('{{&lt; badge &gt;}} **');
  expect(prose).toContain('<figcaption>C</figcaption>');
  expect(prose).not.toMatch(/class="shortcode"|button/);

  const { stdout } = await run(['check', '.', '--json'], { cwd: folder });
  const found = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
  expect(found.map(({ line, column, code }) => [line, column, code])).toEqual([
    [5, 8, 'shortcode'],
    [7, 1, 'shortcode'],
    [8, 10, 'shortcode'],
    [15, 8, 'shortcode'],
    [15, 17, 'link-dead'],
    [30, 1, 'literal-emphasis'],
  ]);
  expect(found[1]?.message).toContain('(2 times)');
  expect(found[3]?.message).toContain('2 pages have that name');
});
