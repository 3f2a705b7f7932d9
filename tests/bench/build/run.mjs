/*
 * `broadsheet build` beside Hugo with a minimal theme, on the same posts, both into an empty folder,
 * in turns; and the build after that, when one post has changed. Prints the medians of wall clock,
 * processor time and peak memory. Hugo makes no search index: what the thread that writes it takes
 * of the processor time is said beside it (the busiest thread but the first, as Linux tells).
 *
 *   npm run bench:build [-- posts rounds]
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSite } from './archive_of.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const shared = process.env.BROADSHEET_SHARED ?? join(root, '../shared');
const [posts = 10_000, rounds = 3] = process.argv.slice(2).map(Number);
const work = mkdtempSync(join(tmpdir(), 'broadsheet-build-'));
const site = join(work, 'site');
writeSite(site, join(shared, 'corpora'), posts);

const command = join(root, 'wasm/dist/cli/main.js');
const contenders = {
  broadsheet: [process.execPath, command, 'build', site, '-q', '-o'],
  hugo: ['hugo', '--quiet', '--source', site, '--destination'],
};
const changed = 'broadsheet, one post changed';
const results = Object.fromEntries([...Object.keys(contenders), changed].map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, line] of Object.entries(contenders)) {
    const out = join(work, 'out');
    rmSync(out, { recursive: true, force: true });
    results[name].push(measured([...line, out]));
    if (!existsSync(join(out, 'index.html'))) throw new Error(`${name} built nothing`);
    if (name !== 'broadsheet') continue;
    appendFileSync(join(site, 'content/posts/issue-00000.md'), `\nChanged ${round}.\n`);
    results[changed].push(measured([...line, out]));
  }
}
console.log(
  `| ${posts} posts | wall s | cpu s | of it index s | peak MB |\n| --- | --: | --: | --: | --: |`,
);
for (const [name, runs] of Object.entries(results)) {
  const median = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[rounds >> 1];
  const index = name === 'hugo' ? '' : median('thread').toFixed(1);
  console.log(
    `| ${name} | ${median('wall').toFixed(1)} | ${median('cpu').toFixed(1)} | ${index} | ${Math.round(median('peak'))} |`,
  );
}
rmSync(work, { recursive: true, force: true });

/** Measured by a process of its own, which the system then tells of its children. */
function measured(line) {
  const script = [
    'import glob,json,os,resource,subprocess,sys,time',
    'began=time.time()',
    'child=subprocess.Popen(sys.argv[1:],stdout=subprocess.DEVNULL)',
    'used={}',
    'while child.poll() is None:',
    '  for name in glob.glob("/proc/%d/task/*/stat"%child.pid):',
    '    try: fields=open(name).read().rpartition(")")[2].split()',
    '    except OSError: continue',
    '    used[name.split("/")[4]]=(int(fields[11])+int(fields[12]))/os.sysconf("SC_CLK_TCK")',
    '  time.sleep(0.05)',
    'if child.returncode: sys.exit(child.returncode)',
    'wall=time.time()-began',
    'all=resource.getrusage(resource.RUSAGE_CHILDREN)',
    'used.pop(str(child.pid),None)',
    'print(json.dumps({"wall":wall,"cpu":all.ru_utime+all.ru_stime,"thread":max(used.values(),default=0),"peak":all.ru_maxrss/1024}))',
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script, ...line]);
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout));
}
