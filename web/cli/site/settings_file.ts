import { realpathSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Diagnostic, renderPost } from 'broadsheet';
import { isInside } from '../archive/links.js';
import { readRegularFile } from '../archive/regular_file.js';
import { Failure, Refused, exitStatus, systemCode, systemReason } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';

/** A configuration file as read. */
export interface SettingsFile {
  file: string;
  text: string;
  values: Readonly<Record<string, unknown>>;
  /** What is wrong with its syntax; lines are those of the file. */
  diagnostics: Diagnostic[];
  /** Values that are none of `values`: addresses with schemes that no page may lead to. */
  leftOut: Diagnostic[];
}

/** Keys that the core gives every post, also one that has none of them. */
const listsOfPosts = ['tags', 'categories', 'authors'];

/** Settings are a page or two; front matter, as which they are read, ends at 64 KiB. */
const mostBytes = 1 << 20;

/**
 * Reads a YAML, TOML or JSON file by its ending; undefined when there is none. The core reads it, as
 * front matter: all three mean the same here as in posts, and errors have their place.
 *
 * @param name relative to the folder, which it may not lead out of by a link
 * @param under the key that the file's name stands for: its values are that key's. Keys which mean
 *   something in front matter (`date`, `tags`) are then kept as they are written.
 */
export async function readSettings(
  folder: string,
  name: string,
  under?: string,
): Promise<SettingsFile | undefined> {
  const file = join(folder, name);
  const written = textOf(folder, file);
  if (written === undefined) return undefined;
  const plain = written.replace(/^\uFEFF/, '');
  const text = under === undefined ? plain : nested(plain, extname(file), under);
  const fence = { '.json': undefined, '.toml': '+++' }[extname(file)] ?? fenceOf(file);
  const body = fence === '---' ? text.replace(/^(?:\s*\n)?---[ \t]*\r?\n/, '') : text;
  const shift = fence === undefined ? 0 : text === body ? 1 : 0;
  const source = fence === undefined ? text : `${fence}\n${body.trimEnd()}\n${fence}\n`;
  const { data, diagnostics } = renderPost(source);
  const told = (codes: RegExp): Diagnostic[] =>
    diagnostics
      .filter(({ code }) => codes.test(code))
      .map((diagnostic) => ({
        ...diagnostic,
        message: diagnostic.message.replace('the front matter', 'the file'),
        line: Math.max(1, diagnostic.line - shift),
      }));
  const values = Object.fromEntries(
    Object.entries(data).filter(
      ([key, value]) => !(listsOfPosts.includes(key) && Array.isArray(value) && value.length === 0),
    ),
  );
  return {
    file,
    text,
    values,
    diagnostics: told(/^(?:yaml|toml|json|value|key)-/),
    leftOut: told(/^(?:link|image)-scheme$/),
  };
}

/** The file as one that has all its values under a key. */
function nested(text: string, ending: string, key: string): string {
  if (ending === '.json') return `{${JSON.stringify(key)}: ${text.trim() || '{}'}}`;
  if (ending === '.toml') {
    const headed = text.replace(/^([ \t]*\[\[?[ \t]*)/gm, `$1${JSON.stringify(key)}.`);
    return `[${JSON.stringify(key)}]\n${headed}`;
  }
  const lines = text.replace(/^---[ \t]*\r?\n/, '').replace(/^(?=.*\S)/gm, '  ');
  return `${JSON.stringify(key)}:\n${lines}`;
}

function textOf(folder: string, file: string): string | undefined {
  try {
    const real = realpathSync(file);
    if (!isInside(realpathSync(folder), real))
      throw new Refused('it is a link that leaves the folder');
    return readRegularFile(real, mostBytes).toString('utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === undefined && !(error instanceof Refused)) throw error;
    throw new Failure(`cannot read the settings in ${printable(file)}: ${systemReason(error)}`, {
      status: exitStatus.configuration,
      hint: 'Settings are a file of the folder itself, of a megabyte at most.',
      cause: error,
    });
  }
}

function fenceOf(file: string): string | undefined {
  return extname(file) === '.json' ? undefined : '---';
}

/** A text value that is not blank. */
export function textIn(values: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = values[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() || undefined;
}

/** A value that has members of its own. */
export function membersIn(
  values: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> {
  const value = values[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
