import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { capture, REPOSITORY, secondsSince } from './run.mjs';

const BUILT = join(REPOSITORY, 'dist/main/firebreak.js');
const INPUTS = [
  'src',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
  'scripts/precompile-schema.mjs',
  'node_modules/.package-lock.json',
];

/**
 * Builds dist/ unless it is younger than all it is made of. Two runs at once so share one build, instead of one pulling the
 * programs away from under the other. Throws the compiler's words when it fails.
 */
export function build() {
  return withLock(async () => {
    if (isBuilt()) return;
    const start = new Date();
    const stopwatch = performance.now();
    const { code, output } = await capture('npm', ['run', 'build', '--silent']);
    if (code !== 0) throw new Error(`npm run build ended with ${code}\n${output}`);
    // What changed during the build may not be in it, so it counts from its beginning.
    utimesSync(join(REPOSITORY, 'dist'), start, start);
    console.error(`build: dist/ in ${secondsSince(stopwatch)}`);
  });
}

function isBuilt() {
  const program = statSync(BUILT, { throwIfNoEntry: false });
  // To make it executable is the last thing that a build does.
  if (!program || (program.mode & 0o100) === 0) return false;
  const builtAt = statSync(join(REPOSITORY, 'dist')).mtimeMs;
  return INPUTS.every((path) => newestIn(join(REPOSITORY, path)) < builtAt);
}

/** When a file, or anything in a folder, last changed; a folder itself changes when something is added or removed. */
function newestIn(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
