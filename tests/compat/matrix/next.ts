/** Next.js: one build with a server component, a client component and a handler on the edge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserAnswers } from '../browser_answer.ts';
import { letter } from '../plugins/letter.ts';
import { recipe } from '../plugins/recipe.ts';
import type { App } from './app.ts';
import { startServer } from './server.ts';

const answerOf = browserAnswers();

const files: Readonly<Record<string, string>> = {
  'app/layout.js': `export default function Layout({ children }) {
    return <html><body>{children}</body></html>;
  }`,
  'app/page.js': `import { init, renderPost } from 'broadsheet';
    export default async function Page() {
      await init();
      return <div dangerouslySetInnerHTML={{ __html: renderPost('**要点：**见下文。').html }} />;
    }`,
  'app/inlined/page.js': `import { init, renderPost } from 'broadsheet/inline';
    export default async function Page() {
      await init();
      return <div dangerouslySetInnerHTML={{ __html: renderPost('**要点：**见下文。').html }} />;
    }`,
  'app/client/page.js': `'use client';
    import { useEffect } from 'react';
    import { init, renderPost } from 'broadsheet';
    export default function Page() {
      useEffect(() => {
        globalThis.answer = init().then(() => renderPost('**要点：**见下文。').html);
      }, []);
      return null;
    }`,
  'app/edge/route.js': `import { init, renderPost } from 'broadsheet';
    export const runtime = 'edge';
    export async function GET() {
      await init();
      return new Response(renderPost('**要点：**见下文。').html);
    }`,
};

/** What each of them shows. */
export const nextAnswer = '<p><strong>要点：</strong>见下文。</p>\n';

/** Builds the app, whose server components are rendered by that, and returns what was. */
export async function buildNext(app: App): Promise<(page: string) => string> {
  for (const [name, text] of Object.entries(files)) app.write(name, text);
  await app.exec('next', ['build']);
  return (page) => readFileSync(join(app.folder, `.next/server/app/${page}.html`), 'utf8');
}

/**
 * Builds an app of the recipe for posts, in a folder of its own.
 *
 * @returns the page
 */
export async function builtWithPosts(app: App, options: readonly string[]): Promise<string> {
  const name = `next_posts${options.join('')}`;
  for (const file of ['next.config.mjs', 'app/letter/page.jsx']) {
    app.write(`${name}/${file}`, recipe('tools.md', file));
  }
  app.write(`${name}/app/layout.js`, files['app/layout.js'] ?? '');
  app.write(`${name}/letter.md`, letter);
  app.write(`${name}/package.json`, '{"private":true,"type":"module"}');
  await app.exec('next', ['build', ...options], {}, name);
  return readFileSync(join(app.folder, name, '.next/server/app/letter.html'), 'utf8');
}

/** Starts what was built; ended with the test. @returns its address */
export function startNext(app: App): Promise<string> {
  return startServer(app, ['next', 'start', '--port', '0'], (printed) =>
    printed.includes('Ready') ? /Local:\s+(http:\S+)/.exec(printed)?.[1] : undefined,
  );
}

/** What the page of the client component became. */
export async function answerOfClient(address: string): Promise<unknown> {
  return (await answerOf(`${address}/client`)).answer;
}
