// Counts the cases in the output of `ctest -V` and shows those that failed.
//
//   node count-ctest.mjs LOG COUNTS
//
// A program of GoogleTest counts with its cases, any other test as one. Writes "passed failed
// skipped" to COUNTS; exits with 1 when no test ran.
import { readFileSync, writeFileSync } from 'node:fs';

const [log, counts] = process.argv.slice(2);
const tests = new Map();
const of = (number) => {
  if (!tests.has(number)) tests.set(number, { lines: [] });
  return tests.get(number);
};
for (const line of readFileSync(log, 'utf8').split('\n')) {
  const output = /^(\d+): (.*)$/.exec(line);
  if (output) of(output[1]).lines.push(output[2]);
  const verdict = /^ *\d+\/\d+ Test +#(\d+): (\S+) \.* *(\**[A-Z].*?) +[\d.]+ sec/.exec(line);
  if (verdict) Object.assign(of(verdict[1]), { name: verdict[2], verdict: verdict[3].trim() });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const sum = (lines, pattern) =>
  lines.reduce((found, line) => found + Number(pattern.exec(line)?.[1] ?? 0), 0);
for (const { lines, name, verdict } of tests.values()) {
  if (!name) continue;
  const passed = sum(lines, /^\[ {2}PASSED {2}\] (\d+) tests?\./);
  const failed = sum(lines, /^\[ {2}FAILED {2}\] (\d+) tests?, listed below/);
  const skipped = sum(lines, /^\[ {2}SKIPPED \] (\d+) tests?, listed below/);
  if (verdict === 'Passed' && passed + skipped > 0) {
    total.passed += passed;
    total.skipped += skipped;
  } else if (verdict === 'Passed') {
    total.passed += 1;
  } else if (/Skipped/.test(verdict)) {
    total.skipped += 1;
  } else {
    total.passed += passed;
    total.skipped += skipped;
    total.failed += Math.max(failed, 1);
    const shown = failed > 0 ? lines.filter((line) => !/^\[ +(RUN|OK) |^\[-+\]/.test(line)) : lines;
    console.log(`${name}: ${verdict}`);
    console.log(
      shown
        .slice(-120)
        .map((line) => `  ${line.slice(0, 400)}`)
        .join('\n'),
    );
  }
}

writeFileSync(counts, `${total.passed} ${total.failed} ${total.skipped}\n`);
if (total.passed + total.failed + total.skipped === 0) {
  console.error(`${log} holds no test; it ends with:`);
  console.error(readFileSync(log, 'utf8').split('\n').slice(-20).join('\n'));
  process.exit(1);
}
