/* goldmark's and kramdown's own answers: HTML for texts, as Hugo and Jekyll have them by default. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasHugo = spawnSync('hugo', ['version']).status === 0;
export const hasKramdown = spawnSync('ruby', ['-e', 'require "kramdown-parser-gfm"']).status === 0;

/** Hugo without what changes letters: typographic signs are no matter of dialects. */
const configuration = `
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]
[markup.goldmark.extensions]
typographer = false
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
`;

export function askGoldmark(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-goldmark-'));
  try {
    mkdirSync(join(folder, 'content'));
    mkdirSync(join(folder, 'layouts', '_default'), { recursive: true });
    writeFileSync(join(folder, 'config.toml'), configuration);
    writeFileSync(join(folder, 'layouts', '_default', 'single.html'), '{{ .Content }}');
    for (const [index, text] of texts.entries()) {
      writeFileSync(join(folder, 'content', `case${index}.md`), `---\ntitle: x\n---\n${text}\n`);
    }
    execFileSync('hugo', ['--source', folder, '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
    return texts.map((_, index) =>
      readFileSync(join(folder, 'public', `case${index}`, 'index.html'), 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const script = `
require "json"
require "kramdown"
require "kramdown-parser-gfm"
options = { input: "GFM", auto_ids: true, hard_wrap: false, toc_levels: (1..6).to_a,
            syntax_highlighter: nil, smart_quotes: "apos,apos,quot,quot", typographic_symbols: {} }
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new(text + "\\n", options).to_html })
`;

export function askKramdown(texts: readonly string[]): string[] {
  const output = execFileSync('ruby', ['-e', script], {
    input: JSON.stringify(texts),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return JSON.parse(output.toString('utf8')) as string[];
}
