import { openSqliteStore } from '../../src/adapters/store/sqlite-store.js';
import { numberedCommit, storedNumber } from './numbered-commit.js';

/** Commits n + 1, n + 2, … into the store named on the command line and prints each number after its commit, until it is killed. */
const store = await openSqliteStore(process.argv[2] ?? '');
for (let n = (await storedNumber(store)) + 1; ; n += 1) {
  await store.commit(numberedCommit(n));
  await new Promise((printed) => process.stdout.write(`${n}\n`, printed));
}
