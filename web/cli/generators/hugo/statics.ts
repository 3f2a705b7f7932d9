import type { StaticFolder } from '../../site/site.js';
import { type Values, mapIn, wordIn, wordsIn } from '../values.js';
import { type FileFilter, admits, admitsFolder, filterOf, listedMounts } from './mounts.js';
import { joined } from './slug.js';

/** The components of a site whose files pages may name, and how much of each is published. */
const components = { static: 'whole', assets: 'referred' } as const;

/**
 * The folders of a Hugo site whose files stand at their own addresses: `static` is published as it is,
 * of `assets` only what pages ask for. Those of the theme stand behind the site's own.
 */
export function staticsOf(values: Values): StaticFolder[] {
  const statics: StaticFolder[] = [];
  const add = (
    written: string,
    below: string,
    which: StaticFolder['which'],
    filter: FileFilter = {},
  ): void => {
    const source = joined(written);
    const inner = joined(below);
    // What lies outside of the site is not the owner's to publish, nor is the site's folder a whole.
    if (source === '' || source.split('/').includes('..')) return;
    const isKnown = statics.some((one) => one.source === source && one.target === inner);
    if (isKnown) return;
    const target = inner === '' ? '' : `${inner}/`;
    statics.push({ source, target, which, ...filtered(source, filter) });
  };
  for (const [component, which] of Object.entries(components)) {
    const mounts = mountsAt(values, component);
    for (const { source, target, filter } of mounts) add(source, target, which, filter);
    if (mounts.length > 0) continue;
    const folders = component === 'static' ? staticDirs(values) : [wordIn(values, 'assetdir')];
    for (const folder of folders) add(folder ?? component, '', which);
  }
  const themesDir = wordIn(values, 'themesdir') ?? 'themes';
  for (const theme of wordsIn(values, 'theme')) {
    for (const component of Object.keys(components)) {
      add(`${themesDir}/${theme}/${component}`, '', 'referred');
    }
  }
  return statics;
}

/** `staticDir`, a text or a list, with numbers behind it, and of languages. */
function staticDirs(values: Values): (string | undefined)[] {
  const names = ['staticdir', ...Array.from({ length: 11 }, (_, number) => `staticdir${number}`)];
  const of = (said: Values): string[] => names.flatMap((name) => wordsIn(said, name));
  const languages = mapIn(values, 'languages');
  const ofLanguages = Object.keys(languages).flatMap((code) => of(mapIn(languages, code)));
  const common = of(values);
  // A language that names its own has no other; the common one is then for the rest.
  return [...ofLanguages, ...(common.length === 0 ? [undefined] : common)];
}

function filtered(
  source: string,
  filter: FileFilter,
): Pick<StaticFolder, 'passOver' | 'passOverFolder'> {
  if (filter.include === undefined && filter.exclude === undefined) return {};
  const reasonUnless = (isIn: typeof admits) => (path: string) =>
    isIn(filter, path.slice(source.length + 1))
      ? undefined
      : 'left out by a mount of the configuration';
  return { passOver: reasonUnless(admits), passOverFolder: reasonUnless(admitsFolder) };
}

function mountsAt(
  values: Values,
  component: string,
): { source: string; target: string; filter: FileFilter }[] {
  return listedMounts(values).flatMap((item) => {
    const [target, source] = [wordIn(item, 'target'), wordIn(item, 'source')];
    const [first, ...inner] = joined(target ?? '').split('/');
    if (source === undefined || first !== component) return [];
    return [{ source, target: inner.join('/'), filter: filterOf(item) }];
  });
}
