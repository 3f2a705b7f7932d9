import { type PostData, renderPost } from 'broadsheet';

/** What a file's front matter says, and nothing that was guessed from its name or text. */
export interface FrontMatter {
  data: PostData;
  /** The block as written, with its fences; empty without one. */
  written: string;
}

const forms = [
  // YAML and TOML between their lines, JSON up to a brace alone; blank lines may stand before.
  /^\uFEFF?\s*---[ \t]*\r?\n(?:[\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/,
  /^\uFEFF?\s*\+\+\+[ \t]*\r?\n(?:[\s\S]*?\n)?\+\+\+[ \t]*(?:\r?\n|$)/,
  /^\uFEFF?\s*\{[\s\S]*?\n\}[ \t]*(?:\r?\n|$)/,
  /^\uFEFF?\s*\{.*\}[ \t]*(?:\r?\n|$)/,
];

const none: PostData = { tags: [], categories: [], authors: [] };

/** Reads the front matter of a file. */
export function readFrontMatter(source: string): FrontMatter {
  for (const form of forms) {
    const written = form.exec(source)?.[0] ?? '';
    if (written === '') continue;
    // A file without a name and text: nothing can be guessed.
    const { data } = renderPost(written.replace(/\.\.\.[ \t]*\r?\n?$/, '---\n'));
    return { data, written };
  }
  return { data: none, written: '' };
}

/** Values as they stand in a configuration, as if they stood in front matter. */
export function readValues(values: Readonly<Record<string, unknown>>): PostData {
  return renderPost(`${JSON.stringify(values)}\n`).data;
}

const dates = new Map<string, string | undefined>();

/** A date as the core gives it; on later days of a month it says whether there is such a day. */
const settled =
  /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|(?!-00:00)[+-](?:0\d|1[0-3]):[0-5]\d)?)?$/;

/** A date as people write it, in the form in which the core gives dates; undefined for others. */
export function readDate(written: unknown): string | undefined {
  if (typeof written !== 'string' && typeof written !== 'number') return undefined;
  const text = String(written).trim();
  if (settled.test(text)) return text;
  if (!dates.has(text))
    dates.set(text, renderPost(`${JSON.stringify({ date: text })}\n`).data.date);
  return dates.get(text);
}

/** A member in whatever case its key is written. */
export function memberOf(data: PostData, key: string): unknown {
  if (Object.hasOwn(data, key)) return data[key];
  const found = Object.keys(data).find((name) => name.toLowerCase() === key);
  return found === undefined ? undefined : data[found];
}
