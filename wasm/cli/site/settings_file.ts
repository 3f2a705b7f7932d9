import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Diagnostic, renderPost } from 'broadsheet';
import { systemCode } from '../terminal/failure.js';

/** A configuration file as read. */
export interface SettingsFile {
  file: string;
  text: string;
  values: Readonly<Record<string, unknown>>;
  /** What is wrong with its syntax; lines are those of the file. */
  diagnostics: Diagnostic[];
}

/** Keys that the core gives every post, also one that has none of them. */
const listsOfPosts = ['tags', 'categories', 'authors'];

/**
 * Reads a YAML, TOML or JSON file by its ending; undefined when there is none. The core reads it, as
 * front matter: all three mean the same here as in posts, and errors have their place.
 */
export async function readSettings(file: string): Promise<SettingsFile | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  text = text.replace(/^\uFEFF/, '');
  const fence = { '.json': undefined, '.toml': '+++' }[extname(file)] ?? fenceOf(file);
  const body = fence === '---' ? text.replace(/^(?:\s*\n)?---[ \t]*\r?\n/, '') : text;
  const shift = fence === undefined ? 0 : text === body ? 1 : 0;
  const source = fence === undefined ? text : `${fence}\n${body.trimEnd()}\n${fence}\n`;
  const { data, diagnostics } = renderPost(source);
  const values = Object.fromEntries(
    Object.entries(data).filter(
      ([key, value]) => !(listsOfPosts.includes(key) && Array.isArray(value) && value.length === 0),
    ),
  );
  return {
    file,
    text,
    values,
    diagnostics: diagnostics
      .filter(({ code }) => /^(?:yaml|toml|json|value|key)-/.test(code))
      .map((diagnostic) => ({
        ...diagnostic,
        message: diagnostic.message.replace('the front matter', 'the file'),
        line: Math.max(1, diagnostic.line - shift),
      })),
  };
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
