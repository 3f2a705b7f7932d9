import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
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
    return { real, kind: (await stat(real)).isDirectory() ? 'folder' : 'file' };
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
