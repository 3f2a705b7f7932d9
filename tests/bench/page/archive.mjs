/* An archive that is built for one measurement, served with compression, and gone after it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from './host.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Posts of real newsletters. */
export const corpora = join(process.env.BROADSHEET_SHARED ?? join(root, '../shared'), 'corpora');

/**
 * Builds an archive and serves it; `stop` takes both away.
 *
 * @param writePosts fills a folder with posts; is given the folder, and the archive's address to be
 */
export async function serveArchiveOf(writePosts) {
  const work = mkdtempSync(join(tmpdir(), 'broadsheet-page-'));
  const [posts, archive] = [join(work, 'posts'), join(work, 'archive')];
  const host = await serveFolder(archive);
  const stop = () => {
    host.stop();
    rmSync(work, { recursive: true, force: true });
  };
  try {
    mkdirSync(posts);
    writePosts(posts, host.url);
    const command = join(root, 'dist/package/dist/cli/main.js');
    execFileSync(process.execPath, [command, 'build', posts, '-o', archive, '-q']);
  } catch (error) {
    stop();
    throw error;
  }
  return { url: host.url, stop };
}
