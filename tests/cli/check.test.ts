import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from 'broadsheet';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { archiveCopy, emptyFolder, run } from './command.js';

const place = /^(.+):(\d+):(\d+): (error|warning|info): (.+) \[([a-z-]+)\]$/;

it('prints each diagnostic as file:line:column with its hint below, sorted', async () => {
  const folder = archiveCopy();
  const { status, stdout, stderr } = await run(['check', folder]);
  expect(status).toBe(1);
  const lines = stdout.trimEnd().split('\n');
  const found = lines.flatMap((line) => place.exec(line) ?? []).length;
  expect(found).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^ +(?:\d+ )?[|=] |:\d+:\d+: \w+: .+ \[[a-z0-9-]+\]$/);
  }
  const files = lines.flatMap((line) => place.exec(line)?.[1] ?? []);
  expect(files).toEqual([...files].sort());
  expect(files).toContain(join(folder, '2023/broken-yaml.md'));
  expect(files).toContain(join(folder, '2023/odd-date.md'));
  expect(stdout).toMatch(
    /odd-date\.md:3:\d+: \w+: .*\[date-unreadable\]\n {2}3 \| date: .*\n {4}\| {7}\^+\n {4}= \S/,
  );
  expect(stderr).toMatch(/11 posts checked: \d+ errors? and \d+ warnings? in \d posts/);
  expect(stderr).toContain('_index.md: a section page');
});

it('names files as they were named to it, so that they can be opened', async () => {
  const folder = archiveCopy();
  const inside = await run(['check'], { cwd: folder });
  expect(inside.stdout).toMatch(/^2023\/broken-yaml\.md:\d+:\d+: /m);
  const beside = await run(['check', './garden-letters/'], { cwd: join(folder, '..') });
  expect(beside.stdout).toMatch(/^garden-letters\/2023\/broken-yaml\.md:\d+:\d+: /m);
  const alone = await run(['check', '2023/odd-date.md'], { cwd: folder });
  expect(alone.stdout).toMatch(/^2023\/odd-date\.md:3:\d+: /);
  expect(alone.stdout).not.toContain('broken-yaml');
});

it('ends with 0 without errors, and with 1 for warnings when strict', async () => {
  const folder = archiveCopy();
  rmSync(join(folder, '2023/broken-yaml.md'));
  expect((await run(['check', folder])).status).toBe(0);
  expect((await run(['check', folder, '--strict'])).status).toBe(1);
  for (const path of ['odd-date.md', 'bom.md', '../issue-172.markdown', '../nested/README.md']) {
    rmSync(join(folder, '2023', path));
  }
  const clean = await run(['check', folder, '--strict']);
  expect(clean).toMatchObject({ status: 0 });
  expect(clean.stderr).toContain('6 posts checked: no errors or warnings');
});

it('prints one JSON object for programs', async () => {
  const folder = archiveCopy();
  const { status, stdout } = await run(['check', folder, '--json']);
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as {
    posts: number;
    errors: number;
    diagnostics: Diagnostic[];
    skipped: { path: string }[];
    failed: unknown[];
  };
  expect(report.posts).toBe(11);
  expect(report.errors).toBe(report.diagnostics.filter((d) => d.severity === 'error').length);
  expect(report.errors).toBeGreaterThan(0);
  expect(report.skipped.map(({ path }) => path)).toEqual(['README.md', '_index.md', 'empty.md']);
  expect(report.failed).toEqual([]);
});

it('ends with 4 when there is nothing to check', async () => {
  const folder = emptyFolder();
  expect((await run(['check', folder])).status).toBe(4);
  expect((await run(['check', join(folder, 'gone')])).status).toBe(4);
  symlinkSync('/', join(folder, 'everything'));
  writeFileSync(join(folder, 'notes.txt'), 'not Markdown\n');
  const { status, stderr } = await run(['check', join(folder, 'notes.txt')]);
  expect(status).toBe(4);
  expect(stderr).toContain('.md or .markdown');
});

it('prints control characters of names and posts as escapes', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'red\u001b[31m\nletter.md'), '---\ndate: "\\e[31mnever"\n---\nx\n');
  const { stdout } = await run(['check', folder]);
  expect(stdout).toContain('red\\u{1b}[31m\\u{a}letter.md:2:');
  expect(stdout).not.toContain('\u001b');
});

it('colours nothing that ends in a file', async () => {
  const { stdout, stderr } = await run(['check', archiveCopy()], { env: { CI: '1' } });
  expect(stdout + stderr).not.toContain('\u001b');
});

it('prints annotations of GitHub Actions alone with --format github', async () => {
  const folder = archiveCopy();
  const { status, stdout } = await run(['check', '--format', 'github'], { cwd: folder });
  expect(status).toBe(1);
  const lines = stdout.trimEnd().split('\n');
  for (const line of lines) {
    expect(line).toMatch(
      /^::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[a-z0-9-]+::./,
    );
  }
  expect(lines.filter((line) => line.includes('file=2023/odd-date.md,line=3,'))).not.toEqual([]);
});

interface SarifLog {
  version: string;
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      columnKind: string;
      results: {
        ruleId: string;
        ruleIndex: number;
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: string };
              region: { startLine: number; startColumn: number };
            };
          },
        ];
      }[];
    },
  ];
}

it('prints SARIF with --format sarif: every finding of --json, at its place', async () => {
  const folder = archiveCopy();
  const json = await run(['check', '--json'], { cwd: folder });
  const { status, stdout } = await run(['check', '--format', 'sarif'], { cwd: folder });
  expect(status).toBe(json.status);
  const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: Diagnostic[] };
  const { version, runs } = JSON.parse(stdout) as SarifLog;
  expect(version).toBe('2.1.0');
  const [{ tool, columnKind, results }] = runs;
  expect(columnKind).toBe('unicodeCodePoints');
  const seen = results.map(({ ruleId, ruleIndex, locations: [{ physicalLocation }] }) => {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const { artifactLocation, region } = physicalLocation;
    return [ruleId, decodeURIComponent(artifactLocation.uri), region.startLine, region.startColumn];
  });
  expect(seen).toEqual(
    diagnostics.map(({ code, file, line, column }) => [code, file, line, column]),
  );
  expect(seen.length).toBeGreaterThan(3);
});

it("runs what the workflow of docs/diagnostics.md runs, with this package's version", async () => {
  const page = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const workflow = load(yaml) as { jobs: { check: { steps: { run?: string }[] } } };
  const commands = workflow.jobs.check.steps.flatMap(({ run: command }) => command ?? []);
  expect(commands).toHaveLength(1);
  const [, version, rest = ''] = /^npx --yes broadsheet@(\S+) (.+)$/.exec(commands[0] ?? '') ?? [];
  const here = emptyFolder();
  cpSync(archiveCopy(), join(here, 'content/posts'), { recursive: true });
  expect((await run(['--version'])).stdout.trim()).toBe(version);
  const { status, stdout } = await run(rest.split(' '), { cwd: here });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=content\/posts\//m);
});
