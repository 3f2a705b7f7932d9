/*
 * `broadsheet.config.json` or `.yaml`: what an owner may say about an archive. Everything in it is
 * optional. The JSON Schema beside this file describes the same for editors; a test holds the two
 * against each other.
 */
import type { Diagnostic, Rendering } from 'broadsheet';
import { isMap } from '../generators/values.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { isLink } from '../generators/owner_values.js';
import { type MailConfiguration, mailExample, wrongWithMail } from './mail_configuration.js';
import { cspExample, wrongWithCsp } from './csp.js';
import type { OwnerSettings } from './owner.js';
import { type SaidOfCards, cardsExample, wrongWithCards } from './social_cards.js';
import { subscribeExample, wrongWithSubscribe } from './subscribe.js';
import { type SyntaxName, syntaxExample, wrongWithSyntax } from './syntax.js';
import { themeExample, wrongWithTheme } from './theme.js';
import { membersIn, readSettings } from './settings_file.js';

/** The values of a configuration. */
export interface Configuration extends OwnerSettings {
  title?: string;
  baseURL?: string;
  posts?: string;
  out?: string;
  exclude?: string[];
  drafts?: boolean;
  future?: boolean;
  expired?: boolean;
  offline?: boolean;
  languages?: string[];
  timeZone?: string;
  permalinks?: Record<string, string>;
  emphasis?: NonNullable<Rendering['emphasis']>;
  headings?: NonNullable<Rendering['headings']>;
  dialect?: NonNullable<Rendering['dialect']>;
  syntax?: SyntaxName[];
  mail?: MailConfiguration;
  socialCards?: SaidOfCards;
  sections?: Record<string, string>;
}

type Form = {
  expected: string;
  holds(value: unknown): boolean;
  /** What is wrong, where more can be said. */
  wrong?(value: unknown): string | undefined;
};

const text: Form = { expected: 'a text', holds: (value) => typeof value === 'string' };
const flag: Form = { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
const line: Form = {
  expected: 'a text',
  holds: (value) => typeof value === 'string' && value.trim() !== '',
};
const texts: Form = {
  expected: 'a list of texts',
  holds: (value) => Array.isArray(value) && value.every(text.holds),
};

/** A list of links, each with its name under a key. */
function links(name: string, example: string): Form {
  return {
    expected: `a list of links with ${name} and href, such as ${example}`,
    holds: (value) =>
      Array.isArray(value) &&
      value.every(
        (item) =>
          isMap(item) &&
          Object.keys(item).sort().join() === ['href', name].sort().join() &&
          line.holds(item[name]) &&
          text.holds(item.href) &&
          isLink(String(item.href).trim()),
      ),
  };
}

/** What has a check of its own, which says what is wrong. */
function checkedBy(expected: string, wrong: (value: unknown) => string | undefined): Form {
  return { expected, holds: (value) => wrong(value) === undefined, wrong };
}

function oneOf(...words: readonly string[]): Form {
  return {
    expected: `one of ${words.join(', ')}`,
    holds: (value) => typeof value === 'string' && words.includes(value),
  };
}

/** What each setting may be. */
export const settings: Readonly<Record<keyof Configuration | '$schema', Form>> = {
  $schema: text,
  title: text,
  description: line,
  logo: line,
  icon: line,
  author: line,
  copyright: line,
  social: links('name', '[{ name: Mastodon, href: https://example.social/@letters }]'),
  nav: links('text', '[{ text: About, href: /about/ }]'),
  theme: checkedBy(themeExample, wrongWithTheme),
  subscribe: checkedBy(subscribeExample, wrongWithSubscribe),
  footer: line,
  head: line,
  afterIssue: line,
  afterList: line,
  csp: checkedBy(cspExample, wrongWithCsp),
  socialCards: checkedBy(cardsExample, wrongWithCards),
  baseURL: {
    expected: 'an address that begins with http:// or https://, without ? and #',
    holds: (value) => typeof value === 'string' && isBase(value),
  },
  posts: text,
  out: text,
  exclude: texts,
  drafts: flag,
  future: flag,
  expired: flag,
  offline: flag,
  languages: texts,
  timeZone: { expected: 'a time zone such as Asia/Shanghai', holds: isTimeZone },
  sections: {
    expected: 'names by folder, such as { weekly: The Weekly, notes: Notes }',
    holds: (value) =>
      isMap(value) &&
      Object.entries(value).every(
        ([folder, name]) => folder.replace(/^[./]+|\/+$/g, '') !== '' && line.holds(name),
      ),
  },
  introduction: line,
  permalinks: {
    expected: 'patterns by section, such as { "posts": "/:year/:slug/" }',
    holds: (value) => isMap(value) && Object.values(value).every(text.holds),
  },
  emphasis: oneOf('commonmark', 'cjk', 'lenient'),
  headings: oneOf('shift', 'keep'),
  dialect: oneOf('github', 'goldmark', 'kramdown'),
  syntax: checkedBy(syntaxExample, wrongWithSyntax),
  mail: checkedBy(mailExample, wrongWithMail),
};

/** Whether pages can stand below an address. */
export function isBase(address: string): boolean {
  return /^https?:\/\/[^?#]+$/i.test(address) && URL.canParse(address);
}

/** The names of configuration files, in the order in which they are looked for. */
export const configurationNames = ['json', 'yaml', 'yml'].map(
  (ending) => `broadsheet.config.${ending}`,
);

/**
 * Reads and checks the configuration of a folder; undefined when it has none.
 *
 * @throws {Failure} with status 3, naming file, line and what is expected
 */
export async function readConfiguration(
  folder: string,
): Promise<{ file: string; values: Configuration } | undefined> {
  for (const name of configurationNames) {
    const settingsFile = await readSettings(folder, name);
    if (settingsFile === undefined) continue;
    const { diagnostics, leftOut, text: written, file } = settingsFile;
    const values = await withAuthor(folder, name, settingsFile.values);
    const refuse = ([first]: Diagnostic[]): void => {
      if (first === undefined) return;
      throw wrong(`${file}:${first.line}:${first.column}`, first.message, first.hint);
    };
    refuse(diagnostics);
    if (
      Object.keys(values).length === 0 &&
      written.trim() !== '' &&
      !/^\s*(?:#|\{\s*\})/.test(written)
    ) {
      throw wrong(file, 'it holds no settings', `Write one a line: ${example}`);
    }
    for (const [key, value] of Object.entries(values)) {
      check(`${file}:${lineOf(written, key)}`, key, value);
    }
    refuse(leftOut);
    return { file: name, values: values as Configuration };
  }
  return undefined;
}

/** Front matter, as which settings are read, takes `author` for one of several authors. */
async function withAuthor(
  folder: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (!Object.hasOwn(values, 'authors')) return values;
  const under = 'settings';
  const written = membersIn((await readSettings(folder, name, under))?.values ?? {}, under);
  if (!Object.hasOwn(written, 'author')) return values;
  const { authors: _author, ...others } = values;
  return { ...others, author: written.author };
}

const example = 'title: The Weekly Letter';

function check(place: string, key: string, value: unknown): void {
  if (!Object.hasOwn(settings, key)) {
    const near = nearest(key, Object.keys(settings));
    const all = `Settings are ${Object.keys(settings).slice(1).join(', ')}.`;
    throw wrong(place, `there is no setting '${key}'`, near ? `Did you mean ${near}?` : all);
  }
  const form = settings[key as keyof typeof settings];
  if (!form.holds(value)) {
    const more = form.wrong?.(value) ?? `expected ${form.expected}`;
    throw wrong(place, `${key} is ${shortened(JSON.stringify(value))}; ${more}`);
  }
}

/** Of what is long, the place says more. */
function shortened(value: string): string {
  return value.length > 200 ? `${value.slice(0, 200)}…` : value;
}

function wrong(place: string, message: string, hint?: string): Failure {
  return new Failure(`${printable(place)}: ${printable(message)}`, {
    status: exitStatus.configuration,
    ...(hint === undefined ? {} : { hint: printable(hint) }),
  });
}

function lineOf(written: string, key: string): number {
  const lines = written.split('\n');
  const found = lines.findIndex((line) => /^[\s{,"']*/.exec(line) && line.includes(key));
  return found + 1 || 1;
}

function isTimeZone(value: unknown): boolean {
  try {
    return typeof value === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

/** The candidate that differs least, if by little: one or two letters, or the case. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(word.length / 2));
  for (const candidate of candidates) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away < least) [best, least] = [candidate, away];
  }
  return best;
}

/** How many letters must change, come or go (Levenshtein's distance, row by row). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1]);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
