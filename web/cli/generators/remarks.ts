import type { Diagnostic } from 'broadsheet';
import { LineStarts, type Origin } from './traced_text.js';

/** What is left out of a post, or what of it has no meaning here. */
export interface Remark {
  kind: 'tag' | 'filter' | 'value' | 'include' | 'address' | 'limit';
  /** Of which tag, filter, value or file. */
  name: string;
  /** As it is written. */
  source: string;
  /** In words, where it is not plain. */
  reason?: string;
  origin: Origin;
}

/** One for each kind of remark and file. */
export function remarksAsDiagnostics(remarks: readonly Remark[], source: string): Diagnostic[] {
  const groups = new Map<string, Remark[]>();
  const keyOf = ({ kind, origin }: Remark, name: string): string =>
    JSON.stringify([kind, name, origin.file]);
  for (const remark of remarks) {
    const key = keyOf(remark, remark.name);
    // The end of what was said already.
    if (
      groups.has(keyOf(remark, remark.name.replace(/^end(?=.)/, ''))) &&
      /^end./.test(remark.name)
    ) {
      continue;
    }
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [remark]);
    else group.push(remark);
  }
  if (groups.size === 0) return [];
  const lines = new LineStarts(source);
  return [...groups.values()].map((group) => {
    const [first] = group as [Remark];
    const { file, offset } = first.origin;
    const times = group.length === 1 ? '' : ` (${group.length} times)`;
    const where = file === undefined ? '' : ` in ${file}`;
    return {
      ...wordsFor(first, where + times),
      ...lines.placeOf(offset),
      ...(file === undefined ? {} : { file }),
    };
  });
}

type Words = Pick<Diagnostic, 'code' | 'severity' | 'message' | 'hint'>;

function wordsFor({ kind, name, source, reason }: Remark, where: string): Words {
  const shown = source.length > 60 ? `${source.slice(0, 59)}…` : source;
  const warning = { code: 'shortcode', severity: 'warning' } as const;
  switch (kind) {
    case 'tag':
      return {
        ...warning,
        message: `\`${shown}\`${where} has no meaning here and is left out`,
        hint: 'write what it stands for in Markdown or HTML',
      };
    case 'filter':
      return {
        ...warning,
        message: `the filter '${name}' of \`${shown}\`${where} is not known and is passed over`,
        hint: 'write what it makes',
      };
    case 'value':
      return {
        ...{ code: 'shortcode', severity: 'info' },
        message: `\`${shown}\`${where}: '${name}' has no value here, so nothing is shown`,
        hint: 'write the value, or put {% raw %} and {% endraw %} around braces that are text',
      };
    case 'include':
      return {
        ...warning,
        message: `\`${shown}\`${where} is left out: ${reason ?? 'it cannot be read'}`,
        hint: `put ${name} into the folder of includes, or take the tag out`,
      };
    case 'address':
      return {
        ...warning,
        message: `\`${shown}\`${where} leads nowhere: ${reason ?? 'there is no such file'}`,
        hint: 'name the file as it is named in the folder of the site',
      };
    case 'limit':
      return {
        ...{ code: 'include-limit', severity: 'warning' },
        message: `\`${shown}\`${where} and what follows of its kind is left out: ${reason ?? 'it is too much'} at once`,
        hint: 'docs/limits.md has the figures; write out what it makes',
      };
  }
}
