import { describe, invalidArgument } from '../engine/errors.js';
import type { Pointer } from '../engine/exports.js';
import {
  BY_PROFILE,
  DIALECTS,
  EMPHASES,
  ENCODING_UTF8,
  ENCODING_UTF16,
  HEADINGS,
  HOOK_BITS,
  HOOK_WIKI,
  HTML_POLICIES,
  OPTIONS_BASE,
  OPTIONS_BASE_SIZE,
  OPTIONS_DIALECT,
  OPTIONS_EMPHASIS,
  OPTIONS_ENCODING,
  OPTIONS_FILE,
  OPTIONS_FILE_SIZE,
  OPTIONS_FRONT_MATTER,
  OPTIONS_HEADINGS,
  OPTIONS_HOOKS,
  OPTIONS_HTML,
  OPTIONS_LANG,
  OPTIONS_LANG_SIZE,
  OPTIONS_PAGE_LINKS,
  OPTIONS_PAGE_LINKS_SIZE,
  OPTIONS_PARTS,
  OPTIONS_PROFILE,
  OPTIONS_SIZE,
  OPTIONS_SYNTAX,
  PROFILES,
  SWITCH_OFF,
  SWITCH_ON,
  SYNTAX_BITS,
} from '../engine/layout.js';
import { checkNames, checkType } from './names.js';
import { type Memory, prefersUtf16, roomFor } from '../engine/memory.js';
import type { RenderOptions } from '../api/types.js';

/** Options, checked and each read once, in the codes of the C interface. */
export interface PackedOptions {
  readonly profile: number;
  readonly html: number;
  readonly emphasis: number;
  readonly frontMatter: number;
  readonly headings: number;
  readonly dialect: number;
  readonly base: string;
  readonly file: string;
  readonly pageLinks: string;
  readonly lang: string;
  readonly hooks: number;
  readonly syntax: number;
}

const DEFAULTS: PackedOptions = {
  profile: PROFILES.newsletter,
  html: BY_PROFILE,
  emphasis: BY_PROFILE,
  frontMatter: BY_PROFILE,
  headings: BY_PROFILE,
  dialect: DIALECTS.github,
  base: '',
  file: '',
  pageLinks: '',
  lang: '',
  hooks: 0,
  syntax: 0,
};

const HOOK_NAMES = Object.keys(HOOK_BITS).join(' ');
const SYNTAX_NAMES = Object.keys(SYNTAX_BITS).join(' ');
const NAMES =
  'profile html emphasis headings dialect frontMatter base file pageLinks lang highlight on syntax';

/**
 * Checks what a caller passed as options.
 *
 * @throws {BroadsheetError} `invalid-argument`, naming the option and what is expected
 */
export function packOptions(options: RenderOptions | undefined): PackedOptions {
  if (options === undefined) return DEFAULTS;
  checkNames(options, NAMES);
  checkType('frontMatter', options.frontMatter, 'boolean', 'true or false');
  checkType('highlight', options.highlight, 'function');
  const { profile, html, emphasis, frontMatter, headings, dialect } = options;
  const { base = '', file = '', pageLinks = '', lang = '' } = options;
  for (const [name, value] of Object.entries({ base, file, pageLinks, lang })) {
    checkType(name, value, 'string');
  }
  return {
    profile: code('profile', PROFILES, profile, PROFILES.newsletter),
    html: code('html', HTML_POLICIES, html, BY_PROFILE),
    emphasis: code('emphasis', EMPHASES, emphasis, BY_PROFILE),
    frontMatter: frontMatter === undefined ? BY_PROFILE : frontMatter ? SWITCH_ON : SWITCH_OFF,
    headings: code('headings', HEADINGS, headings, BY_PROFILE),
    dialect: code('dialect', DIALECTS, dialect, DIALECTS.github),
    base,
    file,
    pageLinks,
    lang,
    hooks: hooksOf(options),
    syntax: syntaxOf(options),
  };
}

/** The bits of the hooks that a caller has, as `enum broadsheet_hook` has them. */
export function hooksOf({ on, highlight, syntax }: RenderOptions): number {
  if (on === undefined && highlight === undefined && syntax === undefined) return 0;
  return bitsOf(on ?? {}, highlight, syntax);
}

function bitsOf(
  on: NonNullable<RenderOptions['on']>,
  highlight: RenderOptions['highlight'],
  syntax: RenderOptions['syntax'],
): number {
  checkNames(on, HOOK_NAMES, 'The option on');
  let bits = highlight === undefined ? 0 : HOOK_BITS.code;
  for (const [name, bit] of Object.entries(HOOK_BITS)) {
    const hook = on[name as keyof typeof HOOK_BITS];
    checkType(`on.${name}`, hook, 'function');
    if (hook !== undefined) bits |= bit;
  }
  return typeof syntax?.wiki === 'function' ? bits | HOOK_WIKI : bits;
}

function syntaxOf({ syntax }: RenderOptions): number {
  if (syntax === undefined) return 0;
  checkNames(syntax, SYNTAX_NAMES, 'The option syntax');
  let bits = 0;
  for (const [name, bit] of Object.entries(SYNTAX_BITS)) {
    const wanted = syntax[name as keyof typeof SYNTAX_BITS];
    if (name !== 'wiki' || typeof wanted !== 'function') {
      checkType(`syntax.${name}`, wanted, 'boolean', 'true or false');
    }
    if (wanted) bits |= bit;
  }
  return bits;
}

/** Returns how many bytes {@link writeOptions} may need. */
export function roomForOptions({ base, file, pageLinks, lang }: PackedOptions): number {
  return OPTIONS_SIZE + roomFor(base) + roomFor(file) + roomFor(pageLinks) + roomFor(lang);
}

/** Writes the structure and its strings at `address` and returns the first address behind them. */
export function writeOptions(
  memory: Memory,
  address: Pointer,
  options: PackedOptions,
  parts: number,
): Pointer {
  memory.setWord(address + OPTIONS_PROFILE, options.profile);
  memory.setWord(address + OPTIONS_HTML, options.html);
  memory.setWord(address + OPTIONS_EMPHASIS, options.emphasis);
  memory.setWord(address + OPTIONS_FRONT_MATTER, options.frontMatter);
  memory.setWord(address + OPTIONS_HEADINGS, options.headings);
  memory.setWord(address + OPTIONS_DIALECT, options.dialect);
  memory.setWord(address + OPTIONS_PARTS, parts);
  memory.setWord(address + OPTIONS_HOOKS, options.hooks);
  memory.setWord(address + OPTIONS_SYNTAX, options.syntax);
  memory.setWord(address + OPTIONS_ENCODING, prefersUtf16() ? ENCODING_UTF16 : ENCODING_UTF8);

  const put = (at: Pointer, text: string, pointer: number, size: number): Pointer => {
    const bytes = memory.write(at, text);
    memory.setWord(address + pointer, at);
    memory.setWord(address + size, bytes);
    return at + bytes;
  };
  let end = put(address + OPTIONS_SIZE, options.base, OPTIONS_BASE, OPTIONS_BASE_SIZE);
  end = put(end, options.file, OPTIONS_FILE, OPTIONS_FILE_SIZE);
  end = put(end, options.pageLinks, OPTIONS_PAGE_LINKS, OPTIONS_PAGE_LINKS_SIZE);
  return put(end, options.lang, OPTIONS_LANG, OPTIONS_LANG_SIZE);
}

function code(
  option: string,
  codes: Readonly<Record<string, number>>,
  value: string | undefined,
  absent: number,
): number {
  if (value === undefined) return absent;
  if (typeof value === 'string' && Object.hasOwn(codes, value)) return codes[value] ?? absent;
  const expected = Object.keys(codes)
    .map((name) => `'${name}'`)
    .join(' or ');
  throw invalidArgument(`Unknown ${option} ${describe(value)}: expected ${expected}.`);
}
