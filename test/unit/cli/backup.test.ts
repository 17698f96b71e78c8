import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

describe('firebreak backup', () => {
  it('asks the daemon with the token', async () => {
    const around = surroundings();
    around.env['FIREBREAK_TOKEN'] = 'admin';
    expect(await run(around, 'backup', '--to', 'copy.db', '--url', 'http://fb:9596/')).toEqual({
      code: 0,
      stdout: 'backed up to copy.db\n',
      stderr: '',
    });
    expect(around.storeCalls).toEqual([['backUp', { url: 'http://fb:9596', token: 'admin' }, 'copy.db']]);
  });

  it('copies a file without a daemon', async () => {
    const around = surroundings();
    await run(around, 'backup', '--to', 'copy.db', '--store', 'firebreak.db');
    expect(around.storeCalls).toEqual([['backUp', { path: 'firebreak.db' }, 'copy.db']]);
  });
});

describe('firebreak restore', () => {
  it('says where it was put, and what became of what was there', async () => {
    const around = surroundings();
    expect((await run(around, 'restore', 'copy.db', '--store', 'a.db')).stdout).toBe('restored a.db\n');
    around.aside = 'a.db.before-x';
    const ran = await run(around, 'restore', 'copy.db', '--store', 'a.db', '--force');
    expect(ran).toEqual({
      code: 0,
      stdout: 'restored a.db; what was there is a.db.before-x\n',
      stderr: '',
    });
    expect(around.storeCalls).toEqual([
      ['restore', 'copy.db', 'a.db', false],
      ['restore', 'copy.db', 'a.db', true],
    ]);
  });
});

it.each([
  [['backup'], "required option '--to <file>'"],
  [['restore', 'copy.db'], "required option '--store <file>'"],
  [['restore', '--store', 'a.db'], "missing required argument 'backup'"],
])('%j is no call', async (args, message) => {
  const around = surroundings();
  const ran = await run(around, ...args);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(message);
  expect(around.storeCalls).toEqual([]);
});
