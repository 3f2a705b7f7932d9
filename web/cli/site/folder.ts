import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isInside } from '../archive/links.js';
import { Failure, exitStatus, systemReason } from '../terminal/failure.js';
import { printable, suggested } from '../terminal/terminal.js';

/** What the user named on the command line, as it really is. */
export interface Place {
  /** The path without links. */
  real: string;
  kind: 'file' | 'folder';
}

/** Looks up a named path; fails with words when there is no such file or folder. */
export async function findPlace(named: string): Promise<Place> {
  try {
    const real = await realpath(named);
    if (!(await stat(real)).isDirectory()) return { real, kind: 'file' };
    await access(real, constants.R_OK | constants.X_OK);
    return { real, kind: 'folder' };
  } catch (error) {
    throw new Failure(`cannot open ${printable(named)}: ${systemReason(error)}`, {
      status: exitStatus.unusable,
      hint: 'Give the folder that holds your posts (files ending in .md or .markdown).',
      cause: error,
    });
  }
}

/**
 * The same for a command that needs a folder; returns its path without links.
 *
 * @param command the command to suggest
 */
export async function findFolder(named: string, command: string): Promise<string> {
  const place = await findPlace(named);
  if (place.kind === 'folder') return place.real;
  throw new Failure(`${printable(named)} is a file, not a folder`, {
    status: exitStatus.unusable,
    hint: `Give the folder it is in: ${suggested(command, dirname(named))}`,
  });
}

/** Whether there is a folder of this path. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/**
 * The real path of a folder that the named one says to hold its posts. Whoever made that folder may
 * not have what lies elsewhere on this machine published.
 */
export async function contentInside(
  folder: string,
  content: string,
  what: string,
): Promise<string> {
  const root = await realpath(content);
  if (isInside(await realpath(folder), root)) return root;
  throw new Failure(`${printable(what)} leads out of the folder, to ${printable(root)}`, {
    status: exitStatus.configuration,
    hint: `If that is meant, name it on the command line: ${suggested('build', root)}`,
  });
}
