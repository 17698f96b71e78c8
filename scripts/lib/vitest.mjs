import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture, REPOSITORY, show } from './run.mjs';

const VITEST = join(REPOSITORY, 'node_modules/vitest/vitest.mjs');
const COUNTER = fileURLToPath(new URL('count-reporter.mjs', import.meta.url));

/**
 * A step that runs the tests of these folders of test/; every test counts. It shows them while they run with `live`; `node` is
 * the Node.js to run them with, `timeout` (ms) ends a run that is not `live`; without `isolate` files share what they import, which is quicker.
 */
export function tests(
  name,
  folders,
  { live = false, node = process.execPath, timeout, isolate = true } = {},
) {
  return {
    name,
    async run() {
      const scratch = mkdtempSync(join(tmpdir(), 'firebreak-count-'));
      const counted = join(scratch, 'count.json');
      const projects = folders.flatMap((folder) => ['--project', folder]);
      const args = [
        VITEST,
        'run',
        ...(isolate ? [] : ['--no-isolate']),
        ...projects,
        '--reporter=default',
        `--reporter=${COUNTER}`,
      ];
      const env = { ...process.env, FIREBREAK_TEST_COUNT: counted };
      try {
        const { code, output } = live
          ? { code: await show(node, args, { env }), output: '' }
          : await capture(node, args, { env, timeout });
        return { ...result(read(counted), code), output };
      } finally {
        rmSync(scratch, { recursive: true });
      }
    },
  };
}

function result(count, code) {
  const { passed, failed: counted, skipped } = count ?? { passed: 0, failed: 0, skipped: 0 };
  // Whatever made vitest unhappy without being counted is a failure too.
  const failed = code !== 0 && counted === 0 ? 1 : counted;
  const others = Object.entries({ failed, skipped }).filter(([, number]) => number > 0);
  const note = [`${passed} passed`, ...others.map(([state, number]) => `${number} ${state}`)].join(', ');
  return { passed, failed, note };
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // vitest ended before it had anything to report.
    return undefined;
  }
}
