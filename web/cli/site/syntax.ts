import type { Syntax } from 'broadsheet';

/** What posts may write besides their dialect, as a configuration and the command line name it. */
export const syntaxNames = [
  'containers',
  'mark',
  'attributes',
  'wiki',
  'toc',
] as const satisfies readonly (keyof Syntax)[];

export type SyntaxName = (typeof syntaxNames)[number];

export const syntaxExample = '[containers, mark]';

/** What is wrong with what is said; undefined where nothing is. */
export function wrongWithSyntax(said: unknown): string | undefined {
  if (!Array.isArray(said)) return `expected a list such as ${syntaxExample}`;
  const other = said.find((name) => !(syntaxNames as readonly unknown[]).includes(name));
  return other === undefined
    ? undefined
    : `there is no ${String(other)}; expected some of ${syntaxNames.join(', ')}`;
}

/** The option of the engine; undefined for none. */
export function syntaxOf(names: readonly SyntaxName[] = []): Syntax | undefined {
  if (names.length === 0) return undefined;
  return Object.fromEntries(
    syntaxNames.filter((name) => names.includes(name)).map((name) => [name, true]),
  );
}
