/** Frameworks that render pages on a server, or ahead: each is built once, with a page an entry. */
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { App, Entry } from './app.ts';

/** A project of a framework. */
interface Framework {
  build: readonly string[];
  files: Readonly<Record<string, string>>;
  /** The file of a page that shows an entry's answer, and its text. */
  page(entry: Entry, module: string): [file: string, text: string];
  /** Where the built pages are. */
  built: string;
}

const pages: readonly Entry[] = ['main', 'inline'];

const frameworks = {
  astro: {
    build: ['astro', 'build'],
    files: {},
    page: (entry, module) => [
      `src/pages/${entry}.astro`,
      `---\nimport { answer } from '../../../${module}';\nconst told = await answer;\n---\nanswer={told};\n`,
    ],
    built: 'dist',
  },
  nuxt: {
    build: ['nuxt', 'generate'],
    files: {
      'nuxt.config.js': `export default { telemetry: false, compatibilityDate: '2026-06-01',
        nitro: { prerender: { routes: ${JSON.stringify(pages.map((entry) => `/${entry}`))} } } };`,
      'app/app.vue': '<template><NuxtPage /></template>',
    },
    page: (entry, module) => [
      `app/pages/${entry}.vue`,
      `<script setup>
      import { answer } from '../../../${module}';
      const { data } = await useAsyncData('${entry}', () => answer);
      </script>
      <template><p>answer={{ data }};</p></template>`,
    ],
    built: '.output/public',
  },
  'react-router': {
    build: ['react-router', 'build'],
    files: {
      'app/root.jsx': `import { Outlet } from 'react-router';
        export default () => <html><body><Outlet /></body></html>;`,
      'app/routes.js': `export default ${JSON.stringify(pages)}.map(
        (name) => ({ path: name, file: \`routes/\${name}.jsx\` }));`,
      'react-router.config.js': `export default { ssr: false,
        prerender: ${JSON.stringify(pages.map((entry) => `/${entry}`))} };`,
      'vite.config.js': `import { reactRouter } from '@react-router/dev/vite';
        export default { plugins: [reactRouter()] };`,
    },
    page: (entry, module) => [
      `app/routes/${entry}.jsx`,
      `import { answer } from '../../../${module}';
      export const loader = () => answer;
      export default ({ loaderData }) => 'answer=' + loaderData + ';';`,
    ],
    built: 'build/client',
  },
  sveltekit: {
    build: ['vite', 'build'],
    files: {
      'vite.config.js': `import adapter from '@sveltejs/adapter-static';
        import { sveltekit } from '@sveltejs/kit/vite';
        export default { plugins: [sveltekit({ adapter: adapter() })] };`,
      'src/app.html': `<!doctype html><html><head>%sveltekit.head%</head>
        <body>%sveltekit.body%</body></html>`,
      ...Object.fromEntries(
        pages.map((entry) => [
          `src/routes/${entry}/+page.svelte`,
          '<script>let { data } = $props();</script>\nanswer={data.answer};\n',
        ]),
      ),
    },
    page: (entry, module) => [
      `src/routes/${entry}/+page.server.js`,
      `import { answer } from '../../../../${module}';
      export const prerender = true;
      export const load = async () => ({ answer: await answer });`,
    ],
    built: 'build',
  },
} satisfies Record<string, Framework>;

/** Builds of an app, by framework: all entries are asked of one. */
const builds = new WeakMap<App, Map<string, Promise<unknown>>>();

/** Asks the pages of a framework. */
export function framework(name: keyof typeof frameworks) {
  return async (app: App, entry: Entry): Promise<unknown> => {
    const ofApp = builds.get(app) ?? new Map<string, Promise<unknown>>();
    builds.set(app, ofApp);
    const building = ofApp.get(name) ?? build(app, name);
    ofApp.set(name, building);
    await building;
    const html = readBuilt(join(app.folder, name, frameworks[name].built), entry);
    const [, answer = '""'] = /answer=([^;<]*);/.exec(html.replace(/<!--.*?-->/g, '')) ?? [];
    return JSON.parse(decodeURIComponent(answer));
  };
}

async function build(app: App, name: keyof typeof frameworks): Promise<void> {
  const { build: command, files, page }: Framework = frameworks[name];
  app.write(`${name}/package.json`, '{"private":true,"type":"module"}');
  for (const [file, text] of Object.entries(files)) app.write(`${name}/${file}`, text);
  for (const entry of pages) {
    // Its answer is taken at once: the next entry's fixture has the same name for its own.
    app.write(
      `answer_${entry}.js`,
      `import './${entry}.js';
      export const answer = globalThis.answer.then((told) => encodeURIComponent(JSON.stringify(told)));`,
    );
    const [file, text] = page(entry, `answer_${entry}.js`);
    app.write(`${name}/${file}`, text);
  }
  const [program = '', ...args] = command;
  await app.exec(program, args, newestNode(app), name);
}

/** Frameworks ask for a younger Node than the package does. */
export function newestNode(app: App): NodeJS.ProcessEnv {
  const path = [join(app.folder, 'node_modules/node-26/bin'), process.env.PATH].join(delimiter);
  return { PATH: path, CI: '1', ASTRO_TELEMETRY_DISABLED: '1', WRANGLER_SEND_METRICS: 'false' };
}

function readBuilt(folder: string, entry: Entry): string {
  for (const name of [`${entry}/index.html`, `${entry}.html`]) {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      // Each framework names its pages in one of the two ways.
    }
  }
  throw new Error(`${folder} has no page ${entry}`);
}
