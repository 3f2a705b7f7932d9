// Turns vitest's JSON report into "passed failed skipped".
//
//   node count-vitest.mjs REPORT COUNTS
//
// Exits with 1 when there is no report or no test ran: an empty suite is a failure, not a success.
import { readFileSync, writeFileSync } from 'node:fs';

const [path, counts] = process.argv.slice(2);
let report;
try {
  report = JSON.parse(readFileSync(path, 'utf8'));
} catch {
  console.error(`vitest left no report at ${path}.`);
  process.exit(1);
}
const passed = report.numPassedTests;
const skipped = report.numPendingTests + report.numTodoTests;
// A file that cannot be loaded fails without a failed test in it.
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
const failed = report.numFailedTests + broken;
writeFileSync(counts, `${passed} ${failed} ${skipped}\n`);
process.exit(passed + failed > 0 ? 0 : 1);
