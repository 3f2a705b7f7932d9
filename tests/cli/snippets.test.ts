/* An owner's snippets: what the policy of the pages lets in for them, and where they do not run. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, serve } from './command.js';

const post = '---\ntitle: One\ndate: 2024-01-02\n---\n\nText.\n';

function folderOf(files: Record<string, string>): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(folder);
  for (const [path, content] of Object.entries({ 'a.md': post, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

interface Built {
  stderr: string;
  manifest: Manifest;
  /** By directive. */
  policy: Record<string, string[]>;
  issue: string;
}

async function built(files: Record<string, string>): Promise<Built> {
  const out = join(emptyFolder(), 'archive');
  const { stderr, status } = await run(['build', folderOf(files), '--out', out]);
  expect(status, stderr).toBe(0);
  const file = (path: string): string => readFileSync(join(out, path), 'utf8');
  const issue = file('issues/a/index.html');
  return {
    ...{ stderr, issue, policy: policyOf(issue) },
    manifest: JSON.parse(file('manifest.json')) as Manifest,
  };
}

function policyOf(page: string): Record<string, string[]> {
  const [, content = ''] =
    /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
  const directives = content.replaceAll('&#39;', "'").split('; ');
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What each widget's own documentation tells to put into a page, shortened. */
const widgets = {
  giscus:
    '<script src="https://giscus.app/client.js" data-repo="a/b" crossorigin="anonymous" async></script>',
  utterances: '<script src="https://utteranc.es/client.js" repo="a/b" async></script>',
  disqus: `<div id="disqus_thread"></div><script>
    (function() { var d = document, s = d.createElement('script');
    s.src = 'https://letters.disqus.com/embed.js'; d.body.appendChild(s); })();</script>`,
  waline: `<link rel="stylesheet" href="https://unpkg.com/@waline/client@v3/dist/waline.css">
    <div id="waline"></div><script type="module">
    import { init } from 'https://unpkg.com/@waline/client@v3/dist/waline.js';
    init({ el: '#waline', serverURL: 'https://talk.example.org' });</script>`,
  plausible:
    '<script defer data-domain="a.example" src="https://plausible.io/js/script.js"></script>',
  umami:
    '<script defer src="https://cloud.umami.is/script.js" data-host-url="https://u.example.org"></script>',
  goatcounter:
    '<script data-goatcounter="https://a.goatcounter.com/count" async src="//gc.zgo.at/count.js"></script>',
};

it.each([
  ['giscus', { 'script-src': ['https://giscus.app'], 'style-src': ['https://giscus.app'] }],
  ['utterances', { 'script-src': ['https://utteranc.es'] }],
  ['disqus', { 'script-src': ['https://letters.disqus.com'] }],
  [
    'waline',
    {
      'script-src': ['https://unpkg.com'],
      'style-src': ['https://unpkg.com'],
      'connect-src': ['https://talk.example.org'],
    },
  ],
  [
    'plausible',
    { 'script-src': ['https://plausible.io'], 'connect-src': ['https://plausible.io'] },
  ],
  ['umami', { 'script-src': ['https://cloud.umami.is'], 'connect-src': ['https://u.example.org'] }],
  ['goatcounter', { 'script-src': ['gc.zgo.at'], 'connect-src': ['https://a.goatcounter.com'] }],
] as const)('lets in what %s names', async (name, expected) => {
  const { policy, issue, stderr } = await built({
    'broadsheet.config.yaml': 'afterIssue: widget.html\n',
    'widget.html': widgets[name],
  });
  for (const [directive, hosts] of Object.entries(expected)) {
    expect(policy[directive]).toEqual(expect.arrayContaining(["'self'", ...hosts]));
    for (const host of hosts) expect(stderr).toContain(host);
  }
  expect(policy['style-src']).toContain("'unsafe-inline'");
  expect(policy).not.toHaveProperty('require-trusted-types-for');
  expect(stderr).toContain('do not require Trusted Types');
  expect(issue).toContain('data-snippet="afterIssue"');
});

describe('a snippet', () => {
  it('without scripts of others keeps Trusted Types, and has hashes of what stands in it', async () => {
    const script = 'window.a = "<b>" + 1 && 2;\r\n';
    const { policy, issue, stderr, manifest } = await built({
      'broadsheet.config.yaml':
        'head: parts/head.html\nafterIssue: end.html\nbaseURL: https://a.example/b/\n',
      'parts/head.html': `<!-- mine --><script>${script}</script><script type="application/json">{}</script><style>p{}</style>`,
      'end.html':
        '<script src="/own.js"></script><a href="/b/about/">A</a><a href="https://a.example/b/x/">B</a><a href="#c">C</a><img src="p.png">',
      'static/own.js': 'window.own = 1;\n',
    });
    const seen = script.replace('\r\n', '\n');
    expect(issue).toContain(`<script>${seen}</script>`);
    expect(policy['script-src']).toContain(hash(seen));
    expect(policy['script-src']).not.toContain(hash('{}'));
    expect(policy['style-src']).toEqual(["'self'", hash('p{}')]);
    expect(policy['require-trusted-types-for']).toEqual(["'script'"]);
    expect(policy['trusted-types']).toEqual(['broadsheet', 'broadsheet-snippets']);
    expect(issue).toContain(
      '<script src="../../own.js"></script><a href="../../about/">A</a><a href="../../x/">B</a><a href="#c">C</a><img src="../../p.png">',
    );
    expect(manifest.owner?.policy?.foreign).toBeUndefined();
    expect(stderr).toContain('1 script by hash; 1 style by hash');
    expect(stderr).not.toContain('Trusted Types');
  });

  it('may have a map of imports, which is no script of others', async () => {
    const map = '{"imports":{"a":"./a.js"}}';
    const { policy, manifest } = await built({
      'broadsheet.config.yaml': 'head: head.html\n',
      'head.html': `<script type="importmap">${map}</script><script type="text/template">x</script>`,
    });
    expect(policy['script-src']).toContain(hash(map));
    expect(policy['script-src']).not.toContain(hash('x'));
    expect(manifest.owner?.policy?.foreign).toBeUndefined();
  });

  it('cannot end the place where it stands', async () => {
    const { issue } = await built({
      'broadsheet.config.yaml': 'afterIssue: end.html\n',
      'end.html': '</div></main><p>After</p><div><!-- open',
    });
    expect(issue).toContain(
      '<div class="owner-snippet" data-snippet="afterIssue"><p>After</p><div><!-- open--></div></div></div></main>',
    );
  });

  it('is told of what has no effect', async () => {
    const { stderr } = await built({
      'broadsheet.config.yaml': 'afterIssue: end.html\n',
      'end.html': '<p style="color:red" onclick="x()">A</p><object data="x"></object>',
    });
    expect(stderr).toContain('end.html: onclick="…" of <p> has no effect; use addEventListener');
    expect(stderr).toContain('end.html: style="…" of <p> has no effect; use a class, and <style>');
    expect(stderr).toContain('end.html: <object> has no effect');
  });
});

it('takes from csp what no snippet names', async () => {
  const { policy, stderr } = await built({
    'broadsheet.config.yaml':
      'csp: { connect-src: [https://api.example.org], worker-src: [https://w.example] }\n',
  });
  expect(policy['connect-src']).toEqual(["'self'", 'https://api.example.org']);
  expect(policy['worker-src']).toEqual(["'self'", 'https://w.example']);
  expect(policy['require-trusted-types-for']).toBeDefined();
  expect(stderr).toContain(
    'For csp the policy of the pages also allows: https://api.example.org (connect)',
  );
});

it('changes nothing where there are none', async () => {
  const { policy, issue, manifest } = await built({});
  expect(policy['trusted-types']).toEqual(['broadsheet']);
  expect(issue).not.toMatch(/snippet/);
  expect(manifest.owner).toBeUndefined();
});

it.each([
  ['a file that is not there', 'head: gone.html', /head: gone\.html is not there/],
  ['no HTML', 'head: a.md', /head: a\.md is no HTML file/],
  ['a link out of the folder', 'head: out.html', /head: out\.html is/],
  ['a file elsewhere', 'head: ../../x.html', /head: \.\.\/\.\.\/x\.html is/],
  ['too large a file', 'head: large.html', /head: large\.html: it has 71 KiB; at most 64 KiB/],
  ['bytes that are no text', 'head: bytes.html', /head: bytes\.html is not UTF-8/],
  ['what no head holds', 'head: body.html', /head: body\.html has <div>, which no head/],
  ['a directive of ours', 'csp: { default-src: ["*"] }', /default-src is not added to/],
  ['any host', 'csp: { script-src: ["*"] }', /script-src: "\*" is no host/],
  ['a way out of the policy', 'csp: { connect-src: ["x; script-src *"] }', /is no host/],
  ['what no address may be', 'csp: { worker-src: ["blob:"] }', /worker-src.*is left out/],
  ['inline scripts', `csp: { script-src: ["'unsafe-inline'"] }`, /is no host/],
])('refuses %s', async (_, line, message) => {
  const folder = folderOf({
    'broadsheet.config.yaml': `${line}\n`,
    'large.html': '<!-- -->'.repeat(9_000),
    'body.html': '<meta name="a" content="b"><div>A</div>',
  });
  writeFileSync(join(folder, 'bytes.html'), Buffer.from([0x3c, 0x62, 0xff, 0xfe]));
  symlinkSync('/etc/hostname', join(folder, 'out.html'));
  const { stderr, status } = await run(['build', folder, '--out', join(emptyFolder(), 'out')]);
  expect(status).toBe(3);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
});

describe('serve', () => {
  const files = {
    'broadsheet.config.yaml':
      'head: head.html\nafterIssue: end.html\ncsp: { connect-src: [https://x.example] }\n',
    'head.html': '<script src="https://evil.example/x.js"></script>',
    'end.html': '<p>End</p><script src="own.js"></script>',
    'static/own.js': 'window.own = 1;\n',
  };
  const pages = async (url: string): Promise<string[]> =>
    Promise.all(
      ['', 'issues/a/', 'nowhere/'].map(async (path) => (await fetch(url + path)).text()),
    );

  it('runs no script of a folder that it is only pointed at', async () => {
    const { url, output } = await serve([folderOf(files), '--port', '0']);
    for (const page of await pages(url)) {
      expect(page).not.toMatch(/evil|own\.js|snippet|x\.example/);
      expect(policyOf(page)['require-trusted-types-for']).toEqual(["'script'"]);
    }
    const manifest = await (await fetch(`${url}manifest.json`)).text();
    expect(manifest).not.toMatch(/evil|own\.js|snippet|x\.example/);
    expect(output.stderr).toContain('do not run here');
    expect(output.stderr).toContain('--snippets');
  });

  it.each([
    ['where that is asked for', (folder: string) => [folder, '--snippets']],
    [
      'where the configuration is named',
      (folder: string) => [join(folder, 'broadsheet.config.yaml')],
    ],
  ])('runs them %s', async (_, args) => {
    const { url, output } = await serve([...args(folderOf(files)), '--port', '0']);
    const [home = '', issue = ''] = await pages(url);
    expect(home).toContain('https://evil.example/x.js');
    expect(issue).toContain('<p>End</p>');
    expect(policyOf(issue)['script-src']).toContain('https://evil.example');
    expect(output.stderr).not.toContain('do not run here');
    const own = await fetch(`${url}own.js`);
    expect(own.headers.get('content-type')).toMatch(/^text\/javascript/);
  });

  it('says that a configuration is not there', async () => {
    const { status, stderr } = await run(['serve', join(emptyFolder(), 'broadsheet.config.yaml')]);
    expect(status).toBe(4);
    expect(stderr).toContain('cannot open');
  });
});
