import { writeFileSync } from 'node:fs';

/** A vitest reporter that writes `{ passed, failed, skipped }` to the file that FIREBREAK_TEST_COUNT names. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    // An unhandled error fails a run in which every test may have passed, so each counts as a failure.
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) count[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1;
      // A file that breaks outside its tests (an import, a beforeAll) has no failed test to be counted by.
      if (!module.ok() && !states.includes('failed')) count.failed += 1;
    }
    writeFileSync(process.env.FIREBREAK_TEST_COUNT, JSON.stringify(count));
  }
}
