import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { init as loadModule } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { configurationNames } from '../site/configuration.js';
import { isoWithOffset } from '../site/publication.js';
import { describeSite, siteOfFolder } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import { findFolder } from '../site/folder.js';
import { Failure, type ExitStatus, exitStatus, systemReason } from '../terminal/failure.js';
import { counted, printable, suggested, tell } from '../terminal/terminal.js';

/** What `broadsheet init` is told on the command line. */
export interface InitOptions {
  quiet?: boolean;
}

/** Runs `broadsheet init`: a configuration with what was found, and a first post where there is none. */
export async function init(named: string, { quiet }: InitOptions): Promise<ExitStatus> {
  await loadModule();
  await mkdir(named, { recursive: true }).catch((cause: unknown) => {
    throw new Failure(`cannot make ${printable(named)}: ${systemReason(cause)}`, {
      status: exitStatus.unusable,
      cause,
    });
  });
  const folder = await findFolder(named, 'init');
  const present = configurationNames.find((name) => existsSync(join(folder, name)));
  if (present !== undefined) {
    throw new Failure(`${printable(join(named, present))} is there already; nothing was changed`, {
      status: exitStatus.unusable,
      hint: `To see the archive: ${suggested('serve', named)}`,
    });
  }
  const site = await siteOfFolder(folder);
  const archive = new Archive(site, { drafts: true, future: true, live: false });
  await archive.read();
  const count = archive.entries().length;
  const written = ['broadsheet.config.yaml'];
  await writeFile(join(folder, 'broadsheet.config.yaml'), configurationFor(site), { flag: 'wx' });
  if (count === 0) {
    const day = isoWithOffset(Date.now(), site.timeZone);
    const name = `${day.slice(0, 10)}-first-letter.md`;
    await writeFile(join(site.root, name), firstPost(day), { flag: 'wx' });
    written.push(name);
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
