import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostData } from 'broadsheet';
import { readFrontMatter, memberOf } from '../front_matter.js';
import { isMarkdownName } from '../../archive/post_names.js';
import { type Values, isMap, lowercased, wordIn } from '../values.js';
import { sectionPeriod } from './page.js';
import { type ContentPlace, placeOf } from './place.js';
import type { Cascade, HugoRules } from './rules.js';

/** A section page, `_index.md`, also by language and in Hugo's other formats. */
const sectionPage = /^_index(?:\.[\w-]+)?\.(?:md|markdown|html?|org|adoc|rst)$/i;
/** Content has no folders deeper than this, and a folder that links to itself has. */
const deepest = 32;

/** Reads what the section pages of a site hand down, and which folders are sections by them. */
export async function withSections(folder: string, rules: HugoRules): Promise<HugoRules> {
  const cascades: Cascade[] = cascadesIn(rules.siteCascade, '', undefined);
  const sections: string[] = [];
  const pages: { place: ContentPlace; data: PostData }[] = [];
  const content = await contentOf(folder, rules);
  for (const path of content.sectionPages) {
    const place = placeOf(path, rules);
    if (place === undefined) continue;
    const inner = place.folders.join('/');
    sections.push(`${place.language}:${inner}`);
    const { data } = readFrontMatter(readFileSync(join(folder, path), 'utf8'));
    if (inner !== '') pages.push({ place, data });
    cascades.push(...cascadesIn(memberOf(data, 'cascade'), inner, place.language));
  }
  const depth = ({ folder: inner }: Cascade): number =>
    inner === '' ? 0 : inner.split('/').length;
  cascades.sort((one, other) => depth(other) - depth(one));
  const { topSections } = content;
  const mainSections = rules.mainSections.filter((name) => topSections.includes(name));
  const whole = { ...rules, cascades, sections: sections.sort(), topSections, mainSections };
  const periods = pages
    .map(({ place, data }) => ({
      folder: place.folders.join('/'),
      language: place.language,
      period: sectionPeriod(place, data, whole),
    }))
    .filter(({ period }) => Object.keys(period).length > 0);
  return { ...whole, periods };
}

function cascadesIn(written: unknown, folder: string, language: string | undefined): Cascade[] {
  const cascades: Cascade[] = [];
  for (const item of Array.isArray(written) ? written : [written]) {
    if (!isMap(item)) continue;
    const { _target, target, ...values } = lowercased(item) as Record<string, unknown>;
    const matcher = isMap(_target) ? _target : isMap(target) ? target : undefined;
    const cascade: Cascade = { folder, language: language ?? '*', values };
    if (matcher !== undefined) cascade.target = targetOf(matcher);
    cascades.push(cascade);
  }
  return cascades;
}

function targetOf(matcher: Values): NonNullable<Cascade['target']> {
  const [path, kind, lang] = ['path', 'kind', 'lang'].map((key) => wordIn(matcher, key));
  return {
    ...(path === undefined ? {} : { path }),
    ...(kind === undefined ? {} : { kind }),
    ...(lang === undefined ? {} : { lang }),
  };
}

/** The section pages of the content, and the first folders of it that have posts in them. */
async function contentOf(
  folder: string,
  rules: HugoRules,
): Promise<{ sectionPages: string[]; topSections: string[] }> {
  const found = new Set<string>();
  const top = new Set<string>();
  const waiting = [...new Set(rules.mounts.map(({ source }) => source))];
  for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
    const items = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const item of items) {
      const path = inner === '' ? item.name : `${inner}/${item.name}`;
      if (item.isFile() && sectionPage.test(item.name)) found.add(path);
      else if (item.isFile() && isMarkdownName(item.name)) {
        const section = placeOf(path, rules)?.folders[0];
        if (section !== undefined) top.add(section);
      }
      if (!item.isDirectory() || item.name.startsWith('.') || item.name === 'node_modules')
        continue;
      if (path.split('/').length <= deepest) waiting.push(path);
    }
  }
  return { sectionPages: [...found].sort(), topSections: [...top].sort() };
}
