/*
 * What stands between Liquid's braces, read as leniently as Liquid does: what it cannot make sense of
 * has no value.
 */

/** A text, a number, a list, a map, or nothing. */
export type Value = unknown;

export type Expression =
  | { kind: 'literal'; value: Value }
  | { kind: 'range'; from: Expression; to: Expression }
  | { kind: 'path'; source: string; parts: readonly (string | Expression)[] };

export interface Filter {
  name: string;
  arguments: readonly Expression[];
}

/** An expression and the filters that it goes through. */
export interface Filtered {
  value: Expression;
  filters: readonly Filter[];
}

export type Condition =
  | { kind: 'value'; value: Expression }
  | { kind: 'compare'; operator: string; left: Expression; right: Expression }
  | { kind: 'and' | 'or'; left: Condition; right: Condition };

/** `blank` and `empty` are equal to whatever is so. */
export const blank = Symbol('blank');
export const empty = Symbol('empty');

const words: Readonly<Record<string, Value>> = {
  ...{ nil: undefined, null: undefined, true: true, false: false, blank, empty },
};

const fragment = /"[^"]*"|'[^']*'|(?:[^\s,|'":]|"[^"]*"|'[^']*'|:(?=[^\s,|'":]))+/g;

export function expressionOf(source: string): Expression {
  const text = source.trim();
  const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(text);
  if (quoted !== null) return { kind: 'literal', value: quoted[1] ?? quoted[2] ?? '' };
  if (Object.hasOwn(words, text)) return { kind: 'literal', value: words[text] };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { kind: 'literal', value: Number(text) };
  const range = /^\((\S+?)\.\.(\S+?)\)$/.exec(text);
  if (range !== null) {
    const [, from = '', to = ''] = range;
    return { kind: 'range', from: expressionOf(from), to: expressionOf(to) };
  }
  const parts = (text.match(/\[[^\]]+\]|[\w-]+\??/g) ?? []).map((part) =>
    part.startsWith('[') ? expressionOf(part.slice(1, -1)) : part,
  );
  return { kind: 'path', source: text, parts };
}

export function filteredOf(source: string): Filtered {
  const [value = '', ...filters] = divided(source, '|');
  return {
    value: expressionOf(/^\s*\(/.test(value) ? value : (value.match(fragment)?.[0] ?? '')),
    filters: filters.flatMap((filter) => {
      const [, name, rest = ''] = /^\s*([\w-]+)\s*:?(.*)$/s.exec(filter) ?? [];
      if (name === undefined) return [];
      const given = divided(rest, ',').filter((one) => one.trim() !== '');
      return [{ name, arguments: given.map(expressionOf) }];
    }),
  };
}

/** `and` and `or` bind alike, from the right. */
export function conditionOf(source: string): Condition {
  const parts = divided(source, /\s(and|or)\s/);
  let condition = comparisonOf(parts.at(-1) ?? '');
  for (let at = parts.length - 2; at > 0; at -= 2) {
    const kind = parts[at] === 'and' ? 'and' : 'or';
    condition = { kind, left: comparisonOf(parts[at - 1] ?? ''), right: condition };
  }
  return condition;
}

function comparisonOf(source: string): Condition {
  const found =
    /^\s*("[^"]*"|'[^']*'|[^\s=!<>]+)\s*(==|!=|<>|<=|>=|<|>|contains(?=\s))\s*("[^"]*"|'[^']*'|\S+)/.exec(
      source,
    );
  if (found === null) {
    return { kind: 'value', value: expressionOf(source.match(fragment)?.[0] ?? '') };
  }
  const [, left = '', operator = '', right = ''] = found;
  return { kind: 'compare', operator, left: expressionOf(left), right: expressionOf(right) };
}

/** The parameters `a="b" c=d.e` of a tag. */
export function parametersOf(source: string): [name: string, value: Expression][] {
  const forms =
    /([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([^\s"']+))/g;
  return [...source.matchAll(forms)].map(([, name = '', double, single, other]) => {
    const text = double?.replaceAll('\\"', '"') ?? single?.replaceAll("\\'", "'");
    const value: Expression =
      text === undefined ? expressionOf(other ?? '') : { kind: 'literal', value: text };
    return [name, value];
  });
}

/** Divides a text where a sign stands outside of quotation marks. */
function divided(source: string, sign: string | RegExp): string[] {
  const masked = source.replace(/"[^"]*"|'[^']*'/g, (quoted) => '\0'.repeat(quoted.length));
  const parts = typeof sign === 'string' ? masked.split(sign) : masked.split(sign);
  let at = 0;
  return parts.map((part, index) => {
    const isSign = typeof sign !== 'string' && index % 2 === 1;
    if (isSign) {
      at += part.length + 2;
      return part;
    }
    const text = source.slice(at, at + part.length);
    at += part.length + (typeof sign === 'string' ? sign.length : 0);
    return text;
  });
}
