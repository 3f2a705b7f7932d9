/** The table of wasm/docs/hosts.md, made of the cells. */
import type { Cell, Outcome } from './cells.ts';

const words: Record<Outcome, string> = {
  yes: 'yes',
  'load-failed': 'no; the error says what to do',
  'worker-failed': 'no; the error says what to do',
};

const start = '<!-- made by tests/compat/matrix: UPDATE=1 npx vitest run compat/matrix -->';
const end = '<!-- end of the table -->';

/** The rows in their order, the entries as columns. */
export function tableOf(cells: readonly Cell[]): string {
  const hosts = [...new Set(cells.map(({ host }) => host))];
  const rows = hosts.map((host) => {
    const answers = (['main', 'worker', 'inline', 'element'] as const).map((entry) => {
      const cell = cells.find((one) => one.host === host && one.entry === entry);
      return cell === undefined ? '' : words[cell.outcome];
    });
    return `| ${[host, ...answers].join(' | ')} |`.replace(/\| {2}(?=\|)/g, '| ');
  });
  return [
    '| host | `broadsheet` | `broadsheet/worker` | `broadsheet/inline` | `broadsheet/element` |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The page with its table made anew. */
export function documented(text: string, cells: readonly Cell[]): string {
  const [before = '', rest = ''] = text.split(start);
  const after = rest.split(end)[1] ?? '';
  return `${before}${start}\n\n${tableOf(cells)}\n\n${end}${after}`;
}
