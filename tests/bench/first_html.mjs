import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { orderOf } from './measure.mjs';

const child = fileURLToPath(new URL('first_html_child.mjs', import.meta.url));

/**
 * Measures in fresh processes, in turns, how long it takes from importing a contender to the first
 * HTML it makes. The start of Node itself is not part of it.
 *
 * @param {string[]} modules names of files in contenders/
 * @param {string} file the post to render
 * @returns {{names: Map<string, string>, times: Map<string, number[]>}} module -> name, and
 *   module -> milliseconds, one a round
 */
export function measureFirstHtml(modules, file, { rounds, clockName, onRound }) {
  const names = new Map();
  const times = new Map(modules.map((module) => [module, []]));
  // One process of each before the first round puts the files into the system's cache.
  for (let round = -1; round < rounds; round += 1) {
    for (const turn of orderOf(round + 1, modules.length)) {
      const module = modules[turn];
      const answer = execFileSync(process.execPath, [child, module, file, clockName], {
        encoding: 'utf8',
      });
      const { name, milliseconds } = JSON.parse(answer);
      names.set(module, name);
      if (round >= 0) times.get(module).push(milliseconds);
    }
    onRound(round + 1, rounds);
  }
  return { names, times };
}
