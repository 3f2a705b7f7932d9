/*
 * Lays out the npm package in dist/package from what each room has built: the engine (wasm/dist),
 * the page and the command line (web/dist). Called by scripts/build.
 *
 * The package is made beside its place and then moved there: what it no longer has is gone, and a
 * server that is up never sees half a page.
 */
import { chmod, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = join(root, 'dist/package');
const fresh = `${place}.fresh`;
const stale = `${place}.stale`;

await rm(fresh, { recursive: true, force: true });
await rm(stale, { recursive: true, force: true });
/** For tests alone: the command line has the prerenderer in its own bundle. */
const unshipped = new Set(['prerender.js']);
await mkdir(join(fresh, 'dist'), { recursive: true });
for (const room of ['wasm', 'web']) {
  for (const name of await readdir(join(root, room, 'dist'))) {
    // What one step of a build leaves to another.
    if (name.startsWith('.') || unshipped.has(name)) continue;
    // Two rooms that build a file of one name would hide each other's.
    await cp(join(root, room, 'dist', name), join(fresh, 'dist', name), {
      recursive: true,
      force: false,
      errorOnExist: true,
    });
  }
}
for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES', 'wasm/README.md', 'wasm/docs']) {
  await cp(join(root, name), join(fresh, name.replace(/^.*\//, '')), { recursive: true });
}
await writeFile(join(fresh, 'package.json'), `${JSON.stringify(await manifest(), undefined, 2)}\n`);
await openToAll(fresh);

await rename(place, stale).catch((error) => {
  if (error.code !== 'ENOENT') throw error;
});
await rename(fresh, place);
await rm(stale, { recursive: true, force: true });

/** The engine's own package.json, without what only the workspace needs, and what the site adds. */
async function manifest() {
  const { scripts: _, devDependencies: __, ...engine } = await packageOf('wasm');
  const { exports, ...others } = (await packageOf('web')).published;
  return { ...engine, exports: { ...engine.exports, ...exports }, ...others };
}

async function packageOf(room) {
  return JSON.parse(await readFile(join(root, room, 'package.json'), 'utf8'));
}

/** The same modes everywhere, whatever the umask of who builds. */
async function openToAll(folder) {
  await chmod(folder, 0o755);
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) await openToAll(path);
    else await chmod(path, item.name === 'main.js' ? 0o755 : 0o644);
  }
}
