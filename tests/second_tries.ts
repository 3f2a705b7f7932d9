import type { Reporter, TestCase } from 'vitest/node';

/** Names at the end what passed on a second try only, with what ended the first: a fault to look at. */
export default class SecondTries implements Reporter {
  readonly #flaky: TestCase[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#flaky.push(test);
  }

  onTestRunEnd(): void {
    for (const test of this.#flaky) {
      const [reason] = test.result().errors ?? [];
      const [line] = (reason?.message ?? 'no reason was kept').split('\n');
      console.log(`Second try: ${test.module.relativeModuleId}: ${test.fullName} (first: ${line})`);
    }
  }
}
