// Makes a fresh clone ready to build, test and play the demo. Only what Node itself brings may be imported here.
import { withLock } from './lib/lock.mjs';
import { installMonitoring } from './lib/monitoring.mjs';
import { installPackages } from './lib/packages.mjs';

const OLDEST_NODE = [20, 19];

// So that what is taken back on exit (lock, service policy) is taken back on Ctrl-C too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

try {
  requireNode();
  await withLock(async () => {
    await installPackages();
    await installMonitoring();
  });
} catch (error) {
  console.error(`bootstrap: ${error.message}`);
  process.exitCode = 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `Node ${process.versions.node} is too old: Firebreak needs ${OLDEST_NODE.join('.')} or newer`,
  );
}
