import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { init as loadModule } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { makeFolders } from '../archive/make_folders.js';
import { writeNewFile } from '../archive/new_file.js';
import { exists } from '../archive/tree.js';
import { configurationNames } from '../site/configuration.js';
import { everything, isoWithOffset } from '../site/publication.js';
import { describeSite, siteOfFolder } from '../site/recognize.js';
import { findFolder } from '../site/folder.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { counted, isInteractive, printable, suggested, tell } from '../terminal/terminal.js';
import {
  type Beginning,
  configurationText,
  firstPost,
  schemaFile,
  schemaText,
  workflowFile,
  workflowText,
} from './init_files.js';
import { askBeginning } from './init_questions.js';

/** What `broadsheet init` is told on the command line. */
export interface InitOptions {
  /** Whether a workflow of GitHub is written, too. */
  github?: boolean;
  /** Whether nothing is asked. */
  yes?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet init`: a configuration with what was found, and a first post where there is none. */
export async function init(
  named: string,
  { github, yes, quiet }: InitOptions,
  version: string,
): Promise<ExitStatus> {
  await loadModule();
  try {
    makeFolders(resolve(named));
  } catch (cause) {
    throw systemFailure(cause, `cannot make ${printable(named)}`);
  }
  const folder = await findFolder(named, 'init');
  const present = configurationNames.find((name) => exists(join(folder, name)));
  if (present !== undefined && github !== true) {
    throw new Failure(`${printable(join(named, present))} is there already; nothing was changed`, {
      status: exitStatus.unusable,
      hint: `To see the archive: ${suggested('serve', named)}`,
    });
  }
  const written: string[] = [];
  const write = (path: string, content: string): void => {
    try {
      writeNewFile(folder, path, content);
    } catch (error) {
      throw systemFailure(error, `cannot write ${printable(join(named, path))}`);
    }
    written.push(path);
  };
  const site = await siteOfFolder(folder);
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  let count = archive.entries().length;
  if (present === undefined) {
    const found: Beginning = {
      title: site.title,
      baseURL: site.baseURL,
      timeZone: site.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const asks = yes !== true && quiet !== true && isInteractive(process.stdin);
    const beginning = asks && isInteractive(process.stderr) ? await asked(found) : found;
    const root = beginning.posts === undefined ? site.root : join(folder, beginning.posts);
    write('broadsheet.config.yaml', configurationText(beginning));
    if (!exists(join(folder, schemaFile))) write(schemaFile, await schemaText());
    if (beginning.posts !== undefined) count = exists(root) ? await countIn(folder) : 0;
    if (count === 0) {
      const day = isoWithOffset(Date.now(), site.timeZone);
      write(join(relative(folder, root), `${day.slice(0, 10)}-first-letter.md`), firstPost(day));
    }
  }
  if (github === true) write(workflowFile, workflowText(version));
  for (const name of written) process.stdout.write(`${join(named, name)}\n`);
  if (!quiet) {
    const first = count === 0 && present === undefined ? '; a first one was written' : '';
    tell(`${describeSite(site)}: ${counted(count, 'post')}${first}`);
    if (github === true) {
      tell(
        'Push the folder to GitHub and choose, in the settings of the repository, Pages: GitHub Actions',
      );
    }
    tell(`Next: ${suggested('serve', named)}`);
  }
  return exitStatus.ok;
}

/** How many posts there are now that the configuration says where. */
async function countIn(folder: string): Promise<number> {
  const archive = new Archive(await siteOfFolder(folder), { ...everything, live: false });
  await archive.read();
  return archive.entries().length;
}

async function asked(found: Beginning): Promise<Beginning> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  let isClosed = false;
  const closed = new Promise<undefined>((done) => {
    terminal.once('close', () => {
      isClosed = true;
      done(undefined);
    });
  });
  try {
    return await askBeginning(
      (question) =>
        isClosed ? Promise.resolve(undefined) : Promise.race([terminal.question(question), closed]),
      found,
      tell,
    );
  } finally {
    terminal.close();
  }
}
