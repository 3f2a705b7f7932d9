import { join } from 'node:path';
import type { PostData } from 'broadsheet';
import { readFrontMatter } from './front_matter.js';
import { hugoPage } from './hugo/page.js';
import { HugoFiles } from './hugo/site_files.js';
import { hugoText } from './hugo/text.js';
import type { HugoRules } from './hugo/rules.js';
import { jekyllPage } from './jekyll/page.js';
import type { JekyllRules } from './jekyll/rules.js';
import { hexoText } from './others/hexo_text.js';
import { otherPage } from './others/page.js';
import type { OtherRules } from './others/rules.js';
import { JekyllFiles } from './jekyll/site_files.js';
import { jekyllText } from './jekyll/text.js';
import type { Resolution } from './resolution.js';
import type { Inputs, ResolvedSource } from './resolved_source.js';

/** The rules by which the generator of a site makes its pages, as data: threads get a copy. */
export type GeneratorRules = HugoRules | JekyllRules | OtherRules;

/**
 * What a site's generator makes of a post: asked once, where the folder is read.
 *
 * @param path relative to the folder whose posts are read
 * @param source the file
 * @param data of the post as read, with what its name and text tell
 * @param modified tells when the file was last written, in milliseconds
 */
export function resolvePost(
  rules: GeneratorRules,
  path: string,
  source: string,
  data: PostData,
  modified: () => number,
): Resolution {
  const isHexo = rules.generator === 'hexo';
  const front = readFrontMatter((isHexo ? hexoText(source)?.text : undefined) ?? source);
  const whole = rules.prefix + path;
  switch (rules.generator) {
    case 'hugo':
      return hugoPage(rules, whole, front, data);
    case 'jekyll':
      return jekyllPage(rules, whole, front, data, modified());
    default:
      return otherPage(rules, whole, front, data);
  }
}

/** A site of which posts are read: where, and by which rules. */
export interface RuledSite {
  /** The folder of the posts, a real path. */
  root: string;
  rules?: GeneratorRules | undefined;
}

/** Whether a post's bytes tell already that {@link resolveSource} would write nothing into it. */
export function isAsWritten({ rules }: RuledSite, source: Uint8Array): boolean {
  switch (rules?.generator) {
    case 'hexo':
    case 'jekyll':
      return false;
    case 'hugo':
      // Whatever Hugo does stands between these.
      return Buffer.from(source.buffer, source.byteOffset, source.byteLength).indexOf('{{') < 0;
    default:
      return true;
  }
}

/**
 * A post's file with all that its folder tells written into it: what is published, rendered and
 * searched. Undefined where that is the file itself.
 *
 * @param path relative to the folder whose posts are read
 */
export function resolveSource(
  site: RuledSite,
  path: string,
  source: string,
): ResolvedSource | undefined {
  const { rules } = site;
  if (rules?.generator === 'hexo') return hexoText(source);
  const files = filesOf(site);
  const whole = (site.rules?.prefix ?? '') + path;
  if (files === undefined) return undefined;
  return files.of === 'jekyll'
    ? jekyllText(files.files, files.rules, whole, source)
    : hugoText(files.files, files.rules, whole, source);
}

/** Whether what posts were made of is as it was then. */
export function areAsBefore(site: RuledSite, inputs: Inputs | undefined): boolean {
  if (inputs === undefined) return true;
  const files = filesOf(site)?.files;
  return Object.entries(inputs).every(([input, state]) => files?.stateOf(input) === state);
}

/** The state of everything that posts of a site take in; empty where they are made of themselves. */
export function stateOfIncludes(site: RuledSite): string {
  const files = filesOf(site);
  return files?.of === 'jekyll' ? files.files.stateOfIncludes() : '';
}

/** Files of the site may have changed since they were looked at. */
export function lookAnew(site: RuledSite): void {
  filesOf(site)?.files.refresh();
}

/** The files that posts of a site may be made of, by its rules. */
type SiteFiles =
  | { of: 'jekyll'; rules: JekyllRules; files: JekyllFiles }
  | { of: 'hugo'; rules: HugoRules; files: HugoFiles };

const siteFiles = new WeakMap<GeneratorRules, SiteFiles>();

function filesOf({ root, rules }: RuledSite): SiteFiles | undefined {
  if (rules === undefined) return undefined;
  let files = siteFiles.get(rules);
  if (files === undefined && (rules.generator === 'jekyll' || rules.generator === 'hugo')) {
    const above = rules.prefix
      .split('/')
      .slice(1)
      .map(() => '..');
    const folder = join(root, ...above);
    files =
      rules.generator === 'jekyll'
        ? { of: 'jekyll', rules, files: new JekyllFiles(folder, rules) }
        : { of: 'hugo', rules, files: new HugoFiles(folder, rules) };
    siteFiles.set(rules, files);
  }
  return files;
}
