import { join, relative, resolve } from 'node:path';
import { init as loadModule } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { makeFolders } from '../archive/make_folders.js';
import { writeNewFile } from '../archive/new_file.js';
import { exists } from '../archive/tree.js';
import { configurationNames } from '../site/configuration.js';
import { everything, isoWithOffset } from '../site/publication.js';
import { describeSite, siteOfFolder } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import { findFolder } from '../site/folder.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { counted, printable, suggested, tell } from '../terminal/terminal.js';

/** What `broadsheet init` is told on the command line. */
export interface InitOptions {
  quiet?: boolean;
}

/** Runs `broadsheet init`: a configuration with what was found, and a first post where there is none. */
export async function init(named: string, { quiet }: InitOptions): Promise<ExitStatus> {
  await loadModule();
  try {
    makeFolders(resolve(named));
  } catch (cause) {
    throw systemFailure(cause, `cannot make ${printable(named)}`);
  }
  const folder = await findFolder(named, 'init');
  const present = configurationNames.find((name) => exists(join(folder, name)));
  if (present !== undefined) {
    throw new Failure(`${printable(join(named, present))} is there already; nothing was changed`, {
      status: exitStatus.unusable,
      hint: `To see the archive: ${suggested('serve', named)}`,
    });
  }
  const site = await siteOfFolder(folder);
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  const count = archive.entries().length;
  const written = ['broadsheet.config.yaml'];
  writeOrFail(folder, 'broadsheet.config.yaml', configurationFor(site));
  if (count === 0) {
    const day = isoWithOffset(Date.now(), site.timeZone);
    const name = `${day.slice(0, 10)}-first-letter.md`;
    writeOrFail(site.root, name, firstPost(day));
    written.push(relative(folder, join(site.root, name)));
  }
  for (const name of written) process.stdout.write(`${join(named, name)}\n`);
  if (!quiet) {
    tell(
      `${describeSite(site)}: ${counted(count, 'post')}${count === 0 ? '; a first one was written' : ''}`,
    );
    tell(`Next: ${suggested('serve', named)}`);
  }
  return exitStatus.ok;
}

function writeOrFail(folder: string, name: string, content: string): void {
  try {
    writeNewFile(folder, name, content);
  } catch (error) {
    throw systemFailure(error, `cannot write ${printable(join(folder, name))}`);
  }
}

function configurationFor({ title, baseURL, timeZone }: Site): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `# Settings of the archive; each may be left out. All of them, with their meaning:
# node_modules/broadsheet/dist/broadsheet.config.schema.json

title: ${JSON.stringify(title)}

# The address at which the archive is published; feeds need it.
${baseURL === undefined ? '# baseURL: https://example.org/letters/' : `baseURL: ${JSON.stringify(baseURL)}`}

# Of dates without an offset.
timeZone: ${zone}

# Files and folders that are passed over, relative to the folder of the posts.
exclude: []
`;
}

function firstPost(date: string): string {
  return `---
title: "The first letter"
date: ${date}
tags: [hello]
---

This is a post: a file in Markdown, with its title and date above.

## What to do next

Change this text while \`broadsheet serve\` is running, and see the page follow.
`;
}
