/*
 * Bundles the command line with its libraries, the engine and the prerenderer into dist/cli, so that
 * the package has no dependencies at run time and starts quickly: one script for all commands and
 * threads, and small ones that load it.
 */
import { createHash } from 'node:crypto';
import { chmod, copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '../dist');
const output = join(dist, 'cli');

/**
 * Of all types that exist, those of files that a browser may ask an archive for: text, media, fonts,
 * documents to download. The table has 20 times as many.
 */
const typesOfFiles = {
  name: 'types-of-files',
  setup({ onLoad }) {
    onLoad({ filter: /mime-db\/db\.json$/ }, async ({ path }) => {
      const types = Object.entries(JSON.parse(await readFile(path, 'utf8')));
      const ofFiles = types
        .filter(([type, { extensions }]) => extensions !== undefined && isOfArchives(type))
        .map(([type, { source, extensions, compressible }]) => [
          type,
          { source, extensions, compressible },
        ]);
      return { contents: JSON.stringify(Object.fromEntries(ofFiles)), loader: 'json' };
    });
  },
};

const documents =
  /^application\/(?:json|ld\+json|manifest\+json|javascript|xml|xhtml\+xml|rss\+xml|atom\+xml|wasm|pdf|zip|gzip|x-7z-compressed|x-tar|epub\+zip|rtf|toml|yaml|octet-stream|vnd\.openxmlformats.*|msword|vnd\.ms-(?:excel|powerpoint)|vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))$/;

function isOfArchives(type) {
  return (
    /^(?:text|image|audio|video|font)\/(?!vnd\.|x-(?!icon))/.test(type) || documents.test(type)
  );
}

/** Some libraries can log what they do for their own developers; nobody sees it here. */
const silentLibraries = {
  name: 'silent-libraries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, () => ({ path: 'debug', namespace: 'silent' }));
    onLoad({ filter: /.*/, namespace: 'silent' }, () => ({
      contents: 'module.exports = () => () => {};',
    }));
  },
};

/**
 * Commands as programs of their own, which commander would start, are none of ours: the modules of
 * Node.js for that (and for sockets, which come with them) need not be loaded before each command.
 */
const noProgramsOfCommands = {
  name: 'no-programs-of-commands',
  setup({ onLoad }) {
    onLoad({ filter: /commander\/lib\/command\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const contents = code
        .replace("require('node:child_process')", '{}')
        .replace("const process = require('node:process');", '');
      if (/require\('node:(?:child_process|process)'\)/.test(contents) || contents === code) {
        throw new Error('commander asks for its modules in another way');
      }
      return { contents, loader: 'js' };
    });
  },
};

/** The engine knows where it lies: the program does, and the engine's files are found from there. */
const placeOfEngine = {
  name: 'place-of-engine',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]wasm[\\/]dist[\\/]node\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replaceAll('import.meta.url', 'addressOfEngine'), loader: 'js' };
    });
  },
};

const common = {
  bundle: true,
  // Scripts and not modules: Node keeps compiled code of these alone, and starts with them sooner.
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  // Node prints the line of an error that nobody catches.
  lineLimit: 200,
  metafile: true,
  logLevel: 'warning',
};

await rm(output, { recursive: true, force: true });
const { metafile } = await build({
  ...common,
  entryPoints: [join(here, 'program.ts')],
  outfile: join(output, 'program.js'),
  define: {
    'import.meta.url': 'addressOfProgram',
    // The prerenderer names the files of the page.
    ...JSON.parse(await readFile(join(dist, '.prerender.json'), 'utf8')),
  },
  banner: {
    js: [
      '"use strict";',
      "const addressOfProgram = require('node:url').pathToFileURL(__filename).href;",
      "const addressOfEngine = new URL('../node.js', addressOfProgram).href;",
    ].join('\n'),
  },
  plugins: [typesOfFiles, silentLibraries, noProgramsOfCommands, placeOfEngine],
});
const program = escaped(await readFile(join(output, 'program.js'), 'utf8'));
await writeFile(join(output, 'program.js'), program);
await build({
  ...common,
  entryPoints: {
    main: join(here, 'main.ts'),
    // Threads are started by the names of their scripts.
    ...Object.fromEntries(
      ['earlier_files_worker', 'index_worker', 'render_worker'].map((name) => [
        name,
        join(here, 'start/thread.ts'),
      ]),
    ),
  },
  outdir: output,
  define: { __PROGRAM_DIGEST__: JSON.stringify(digestOf(program)) },
});
await writeFile(join(output, 'package.json'), '{ "type": "commonjs" }\n');
await chmod(join(output, 'main.js'), 0o755);
const schema = 'broadsheet.config.schema.json';
await copyFile(join(here, 'site', schema), join(output, '..', schema));
await writeFile(join(output, 'THIRD_PARTY_NOTICES'), await notices(Object.keys(metafile.inputs)));

/**
 * Code in ASCII alone, which the engine takes as it lies there. The bundler has written strings so; what
 * is left stands in templates, none of which asks how it was written.
 */
function escaped(code) {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Names the program's code where compiled code of it is kept. */
function digestOf(bytes) {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** The licences of all libraries in the bundle, as these ask for. */
async function notices(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found !== null) packages.add(found[1]);
  }
  const parts = await Promise.all([...packages].map(notice));
  return `The command line contains these libraries.\n\n${parts.sort().join('\n')}`;
}

async function notice(folder) {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((candidate) => /^licen[cs]e\b/i.test(candidate));
  if (file === undefined) throw new Error(`${name} ${version} has no licence file to include`);
  const text = await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}
