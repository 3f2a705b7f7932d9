import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Failure, exitStatus } from '../terminal/failure.js';

/** The folder of the built page, which the packaging step lays beside the command line. */
export async function findPage(): Promise<string> {
  // Relative to the bundle, dist/cli.
  const page = fileURLToPath(new URL('../page', import.meta.url));
  try {
    await access(`${page}/index.html`);
    return page;
  } catch (cause) {
    throw new Failure(`the page that shows the archive is missing: no index.html in ${page}`, {
      status: exitStatus.unusable,
      hint: 'Install the package again, or run scripts/build when you work on Broadsheet itself.',
      cause,
    });
  }
}
