import { BroadsheetError, describe } from './errors.js';
import type { Pointer } from './exports.js';
import {
  BY_PROFILE,
  EMPHASES,
  ENCODING_UTF8,
  ENCODING_UTF16,
  HEADINGS,
  HTML_POLICIES,
  OPTIONS_BASE,
  OPTIONS_BASE_SIZE,
  OPTIONS_EMPHASIS,
  OPTIONS_ENCODING,
  OPTIONS_FILE,
  OPTIONS_FILE_SIZE,
  OPTIONS_FRONT_MATTER,
  OPTIONS_HEADINGS,
  OPTIONS_HTML,
  OPTIONS_PAGE_LINKS,
  OPTIONS_PAGE_LINKS_SIZE,
  OPTIONS_PARTS,
  OPTIONS_PROFILE,
  OPTIONS_SIZE,
  PROFILES,
  SWITCH_OFF,
  SWITCH_ON,
} from './layout.js';
import { type Memory, prefersUtf16, roomFor } from './memory.js';
import type { RenderOptions } from './types.js';

/** Options, checked and each read once, in the codes of the C interface. */
export interface PackedOptions {
  readonly profile: number;
  readonly html: number;
  readonly emphasis: number;
  readonly frontMatter: number;
  readonly headings: number;
  readonly base: string;
  readonly file: string;
  readonly pageLinks: string;
}

const DEFAULTS: PackedOptions = {
  profile: PROFILES.newsletter,
  html: BY_PROFILE,
  emphasis: BY_PROFILE,
  frontMatter: BY_PROFILE,
  headings: BY_PROFILE,
  base: '',
  file: '',
  pageLinks: '',
};

/**
 * Checks what a caller passed as options.
 *
 * @throws {BroadsheetError} `invalid-argument`, naming the option and what is expected
 */
export function packOptions(options: RenderOptions | undefined): PackedOptions {
  if (options === undefined) return DEFAULTS;
  if (typeof options !== 'object' || options === null) {
    throw invalid('The options are', options, 'an object');
  }
  const { profile, html, emphasis, frontMatter, headings, highlight } = options;
  const { base = '', file = '', pageLinks = '' } = options;
  if (frontMatter !== undefined && typeof frontMatter !== 'boolean') {
    throw invalid('The option frontMatter is', frontMatter, 'true or false');
  }
  if (highlight !== undefined && typeof highlight !== 'function') {
    throw invalid('The option highlight is', highlight, 'a function');
  }
  if (typeof base !== 'string') throw invalid('The option base is', base, 'a string');
  if (typeof file !== 'string') throw invalid('The option file is', file, 'a string');
  if (typeof pageLinks !== 'string') {
    throw invalid('The option pageLinks is', pageLinks, 'a string');
  }
  return {
    profile: code('profile', PROFILES, profile, PROFILES.newsletter),
    html: code('html', HTML_POLICIES, html, BY_PROFILE),
    emphasis: code('emphasis', EMPHASES, emphasis, BY_PROFILE),
    frontMatter: frontMatter === undefined ? BY_PROFILE : frontMatter ? SWITCH_ON : SWITCH_OFF,
    headings: code('headings', HEADINGS, headings, BY_PROFILE),
    base,
    file,
    pageLinks,
  };
}

/** Returns how many bytes {@link writeOptions} may need. */
export function roomForOptions({ base, file, pageLinks }: PackedOptions): number {
  return OPTIONS_SIZE + roomFor(base) + roomFor(file) + roomFor(pageLinks);
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
  memory.setWord(address + OPTIONS_PARTS, parts);
  memory.setWord(address + OPTIONS_ENCODING, prefersUtf16() ? ENCODING_UTF16 : ENCODING_UTF8);

  const baseAt = address + OPTIONS_SIZE;
  const baseSize = memory.write(baseAt, options.base);
  memory.setWord(address + OPTIONS_BASE, baseAt);
  memory.setWord(address + OPTIONS_BASE_SIZE, baseSize);

  const fileAt = baseAt + baseSize;
  const fileSize = memory.write(fileAt, options.file);
  memory.setWord(address + OPTIONS_FILE, fileAt);
  memory.setWord(address + OPTIONS_FILE_SIZE, fileSize);

  const pageLinksAt = fileAt + fileSize;
  const pageLinksSize = memory.write(pageLinksAt, options.pageLinks);
  memory.setWord(address + OPTIONS_PAGE_LINKS, pageLinksAt);
  memory.setWord(address + OPTIONS_PAGE_LINKS_SIZE, pageLinksSize);
  return pageLinksAt + pageLinksSize;
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
  throw new BroadsheetError(
    'invalid-argument',
    `Unknown ${option} ${describe(value)}: expected ${expected}.`,
  );
}

function invalid(what: string, value: unknown, expected: string): BroadsheetError {
  return new BroadsheetError(
    'invalid-argument',
    `${what} ${describe(value)}; expected ${expected}.`,
  );
}
