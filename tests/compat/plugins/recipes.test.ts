/*
 * The programs of wasm/docs/recipes.md. Those that need a library of somebody else's run with
 * BROADSHEET_ALL=1, at the versions of tools/package.json.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserAnswers } from '../browser_answer.ts';
import { type App, makeApp, pluginTools } from '../matrix/app.ts';
import { installPackage } from '../installed.ts';
import { host } from '../static_host.ts';
import { recipe, recipes } from './recipe.ts';

const installed = installPackage();

async function said(program: string): Promise<unknown[]> {
  const lines: unknown[] = [];
  const log = console.log;
  console.log = (line) => lines.push(line);
  try {
    await import(program);
  } finally {
    console.log = log;
  }
  return lines;
}

test('wasm/docs/recipes.md has the programs that are tried', () => {
  expect([...recipes('recipes.md').keys()]).toEqual([
    ...['katex.mjs', 'temml.mjs', 'diagrams.js', 'emoji.mjs'],
  ]);
});

describe('emoji', () => {
  test('stand in the text alone', async () => {
    const program = join(installed.folder, 'emoji.mjs');
    writeFileSync(program, recipe('recipes.md', 'emoji.mjs'));
    expect(await said(program)).toEqual(['<p>Done 🎉 <code>:tada:</code> :tada:</p>\n']);
  });

  test('leave alone what is no text, and names that nobody knows', async () => {
    const folder = join(installed.folder, 'node_modules/broadsheet/dist');
    const { withEmoji, emojiOf } = await import(join(folder, 'emoji_node.js'));
    const { init } = await import(join(folder, 'node.js'));
    await init();
    const kept = [
      '---\ntitle: a :tada: b\n---\nText.\n',
      '```\n:tada:\n```\n',
      '$a :tada: b$ and https://example.org/:tada:/x\n',
      '[l](/:tada:) ![](/:tada:) <b title=":tada:">x</b>\n',
      '12:30:45 and :nothing_like_it:\n',
    ];
    for (const source of kept) expect(withEmoji(source)).toBe(source);
    expect(withEmoji('# 周报 :+1:\n\n- *a :tada:* [:tada:](x) :tada::+1:\n')).toBe(
      '# 周报 👍\n\n- *a 🎉* [🎉](x) 🎉👍\n',
    );
    expect(withEmoji('a\r\n:man_technologist: | b\r\n')).toBe('a\r\n👨‍💻 | b\r\n');
    expect(emojiOf('tada')).toBe('🎉');
    expect(emojiOf('constructor')).toBeUndefined();
  });
});

describe.runIf(process.env.BROADSHEET_ALL === '1')('with libraries of others', () => {
  const answerOf = browserAnswers();
  let app: App;
  beforeAll(() => {
    app = makeApp(pluginTools);
  }, 600_000);
  afterAll(() => app?.remove());

  const run = async (name: string): Promise<string> => {
    app.write(name, recipe('recipes.md', name));
    return app.exec('node', [name]);
  };

  test('KaTeX and Temml typeset formulas', async () => {
    const katex = await run('katex.mjs');
    expect(katex).toMatch(/^<p>Mass is <span class="katex">.*<\/p>\n<span class="katex-display">/);
    expect(katex).toContain('<mfrac>');
    const temml = await run('temml.mjs');
    expect(temml).toMatch(/^<p>Mass is <math>.*<\/math>\.<\/p>\n<math display="block"/);
    expect(temml).toContain('<mfrac>');
  });

  test('Mermaid is loaded by the page that has a diagram', async () => {
    app.write('diagrams.js', recipe('recipes.md', 'diagrams.js'));
    app.write(
      'page.js',
      `import { init, renderHtml } from 'broadsheet';
      globalThis.answer = (async () => {
        await init();
        document.body.innerHTML = renderHtml(location.hash === '#plain'
          ? 'Text.' : '\`\`\`mermaid\\ngraph TD; Spring-->Summer\\n\`\`\`\\n');
        await import('./diagrams.js');
        return [document.querySelector('figure svg')?.textContent.includes('Spring') ?? false,
          performance.getEntriesByType('resource').some(({ name }) => /mermaid/.test(name))];
      })();`,
    );
    app.write('page.html', '<!doctype html><body><script type="module" src="./page.js"></script>');
    const outDir = join(app.folder, 'drawn');
    await build({
      root: app.folder,
      base: './',
      configFile: false,
      logLevel: 'silent',
      build: { outDir, rolldownOptions: { input: join(app.folder, 'page.html') } },
    });
    const url = await host(outDir);
    expect((await answerOf(`${url}page.html`)).answer).toEqual([true, true]);
    expect((await answerOf(`${url}page.html#plain`)).answer).toEqual([false, false]);
  }, 300_000);
});
