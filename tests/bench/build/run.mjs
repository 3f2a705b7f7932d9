/*
 * `broadsheet build` beside Hugo with a minimal theme, on the same posts, both into an empty folder,
 * in turns, without what earlier builds have kept; again with the compiled code that the first has kept,
 * and no more; and the build after that, when one post has changed. Prints the medians of wall clock,
 * processor time and peak memory, and how many files each has written. Hugo makes no search index:
 * `build --no-search` writes what it writes.
 *
 *   npm run bench:build [-- posts[,posts...] rounds] [--one-core]
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSite } from './archive_of.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const shared = process.env.BROADSHEET_SHARED ?? join(root, '../shared');
const { values, positionals } = parseArgs({
  options: { 'one-core': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [sizes = '131,300,1000,3000,10000', rounds = '3'] = positionals;
/** Of util-linux: all that is measured shares a core, or has them all. */
const pinned = values['one-core'] ? ['taskset', '-c', '0'] : [];
const command = join(root, 'dist/package/dist/cli/main.js');
for (const posts of sizes.split(',').map(Number)) compare(posts, Number(rounds));

function compare(posts, rounds) {
  const work = mkdtempSync(join(tmpdir(), 'broadsheet-build-'));
  const site = join(work, 'site');
  writeSite(site, join(shared, 'corpora'), posts);
  const contenders = {
    broadsheet: [process.execPath, command, 'build', site, '-q', '-o'],
    'broadsheet --no-search': [process.execPath, command, 'build', site, '--no-search', '-q', '-o'],
    hugo: ['hugo', '--quiet', '--source', site, '--destination'],
  };
  const results = {};
  const note = (name, result) => {
    results[name] = [...(results[name] ?? []), result];
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, line] of Object.entries(contenders)) {
      // Folders that nobody has used: some file systems are slow where many files were just removed.
      const place = mkdtempSync(join(work, 'round-'));
      const out = join(place, 'out');
      process.env.XDG_STATE_HOME = join(place, 'state');
      process.env.XDG_CACHE_HOME = join(place, 'cache');
      note(name, measured([...pinned, ...line, out]));
      if (!existsSync(join(out, 'index.html'))) throw new Error(`${name} built nothing`);
      results[name].files = filesIn(out);
      if (name === 'hugo') continue;
      // As every build but a user's first: the code of the program has been compiled before.
      const warm = `${name}, code kept`;
      process.env.XDG_STATE_HOME = join(place, 'other-state');
      note(warm, measured([...pinned, ...line, join(place, 'again')]));
      results[warm].files = filesIn(join(place, 'again'));
      process.env.XDG_STATE_HOME = join(place, 'state');
      appendFileSync(join(site, 'content/posts/issue-00000.md'), `\nChanged ${round}.\n`);
      const changed = `${name}, one post changed`;
      note(changed, measured([...pinned, ...line, out]));
      results[changed].files = filesIn(out);
    }
  }
  console.log(
    `| ${posts} posts | wall s | cpu s | peak MB | files | wall, cpu / Hugo's |\n` +
      '| --- | --: | --: | --: | --: | --: |',
  );
  for (const [name, runs] of Object.entries(results)) {
    const median = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[runs.length >> 1];
    const figures = [median('wall').toFixed(2), median('cpu').toFixed(2)];
    // Round by round, so that both sides met the same machine.
    const ratio = (key) => {
      const ratios = runs.map((run, round) => run[key] / results.hugo[round][key]);
      return ratios.sort((a, b) => a - b)[ratios.length >> 1].toFixed(2);
    };
    const ratios = `${ratio('wall')}, ${ratio('cpu')}`;
    const row = [name, ...figures, Math.round(median('peak')), runs.files, ratios];
    console.log(`| ${row.join(' | ')} |`);
  }
  rmSync(work, { recursive: true, force: true });
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((item) =>
    item.isFile(),
  ).length;
}

/** Measured by a process of its own, which the system then tells of its children. */
function measured(line) {
  const script = [
    'import json,resource,subprocess,sys,time',
    'began=time.time()',
    'child=subprocess.Popen(sys.argv[1:],stdout=subprocess.DEVNULL)',
    'child.wait()',
    'if child.returncode: sys.exit(child.returncode)',
    'wall=time.time()-began',
    'all=resource.getrusage(resource.RUSAGE_CHILDREN)',
    'print(json.dumps({"wall":wall,"cpu":all.ru_utime+all.ru_stime,"peak":all.ru_maxrss/1024}))',
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script, ...line]);
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout));
}
