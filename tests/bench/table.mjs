import { median, pairedRatio, sumByRound } from './statistics.mjs';

/**
 * Writes measured times as a Markdown table: a row a contender, a column a corpus, and one for all
 * together with the quartiles of the ratio.
 *
 * @param {Map<string, Map<string, number[]>>} times corpus -> contender -> milliseconds by round
 * @param {Map<string, number>} sizes corpus -> number of posts
 * @param {string} base the contender that the others are multiples of
 */
export function speedTable(times, sizes, base) {
  const corpora = [...times.keys()];
  const contenders = [...times.get(corpora[0]).keys()];
  const posts = corpora.reduce((sum, corpus) => sum + sizes.get(corpus), 0);
  const cell = (values, baseValues, size, spread) => {
    const ratio = pairedRatio(values, baseValues);
    const range = spread ? ` (${factor(ratio.low)}–${factor(ratio.high)})` : '';
    return `${micros(median(values) / size)} · ${factor(ratio.median)}${range}`;
  };
  const total = (contender) => sumByRound(corpora.map((name) => times.get(name).get(contender)));
  return markdownTable(
    ['', ...corpora.map((name) => `${name} (${sizes.get(name)})`), `all (${posts})`],
    contenders.map((contender) => [
      contender,
      ...corpora.map((name) =>
        cell(times.get(name).get(contender), times.get(name).get(base), sizes.get(name), false),
      ),
      cell(total(contender), total(base), posts, true),
    ]),
  );
}

/** The same for times until the first HTML. */
export function startTable({ names, times }, base) {
  return markdownTable(
    ['', 'median', 'compared'],
    [...times].map(([module, values]) => {
      const ratio = pairedRatio(values, times.get(base));
      return [
        names.get(module),
        `${median(values).toFixed(1)} ms`,
        `${factor(ratio.median)} (${factor(ratio.low)}–${factor(ratio.high)})`,
      ];
    }),
  );
}

function markdownTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const factor = (ratio) => `${ratio.toFixed(2)}×`;
const micros = (milliseconds) => `${(milliseconds * 1000).toFixed(0)} µs`;
