import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SECOND = 1000;

/**
 * One project per folder of test/. Contract, integration and e2e tests start databases, servers and Prometheus, so no more than
 * two of their files run at a time, however many cores there are.
 */
function project(name: string, timeout: number, more: { groupOrder: number; maxWorkers?: number }) {
  const { groupOrder, ...workers } = more;
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      testTimeout: timeout,
      hookTimeout: timeout,
      // What is awaited comes when the machine has time for it: a second, as vitest would have it, is a guess.
      expect: { poll: { timeout: 20 * SECOND } },
      // Projects with different limits cannot share their workers, so they run one after the other.
      sequence: { groupOrder },
      ...workers,
    },
  };
}

/** The demo takes longest, and its file is small: begun last it would keep everybody waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isDemo = ({ moduleId }: TestSpecification) => moduleId.endsWith('e2e/demo.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isDemo), ...sorted.filter((file) => !isDemo(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Left alone, vitest takes one core fewer than there are.
      project('unit', 30 * SECOND, { groupOrder: 0, maxWorkers: 2 }),
      project('contract', 60 * SECOND, { groupOrder: 1, maxWorkers: 2 }),
      project('integration', 180 * SECOND, { groupOrder: 2, maxWorkers: 2 }),
      project('e2e', 180 * SECOND, { groupOrder: 3, maxWorkers: 2 }),
      // Beside the demo, which mostly waits.
      project('browser', 120 * SECOND, { groupOrder: 3, maxWorkers: 2 }),
      // What is held to the moment must not share the machine with other tests.
      project('alone', 180 * SECOND, { groupOrder: 4, maxWorkers: 1 }),
    ],
  },
});
