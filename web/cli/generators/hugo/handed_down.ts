import { globExpression } from '../glob.js';
import { type Values, mapIn } from '../values.js';
import type { ContentPlace } from './place.js';
import type { Cascade, HugoRules } from './rules.js';

/** Everything that is handed down to a page: the nearest section's word counts. */
export function handedDown(place: ContentPlace, rules: HugoRules): Values {
  const values: Record<string, unknown> = {};
  const folder = place.isBundle ? [...place.folders, place.baseName] : place.folders;
  const inner = `${folder.join('/')}/`;
  for (const cascade of rules.cascades) {
    if (cascade.language !== '*' && cascade.language !== place.language) continue;
    if (cascade.folder !== '' && !inner.startsWith(`${cascade.folder}/`)) continue;
    if (!isMeant(cascade.target, place)) continue;
    for (const [key, value] of Object.entries(cascade.values)) {
      const before = Object.hasOwn(values, key) ? values[key] : undefined;
      if (before === undefined) values[key] = value;
      else if (key === 'params')
        values[key] = { ...mapIn({ value }, 'value'), ...mapIn(values, key) };
    }
  }
  return values;
}

function isMeant(target: Cascade['target'], place: ContentPlace): boolean {
  if (target === undefined) return true;
  const { path, kind, lang } = target;
  if (kind !== undefined && !globExpression(kind).test('page')) return false;
  if (lang !== undefined && !globExpression(lang).test(place.language)) return false;
  if (path === undefined) return true;
  const expression = globExpression(path);
  // Hugo compared file names first, and later paths without endings.
  const logical = ['', ...place.folders, place.baseName].join('/');
  return expression.test(`/${place.path}`) || expression.test(logical);
}
