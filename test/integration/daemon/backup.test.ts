import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDaemonClient } from '../../../src/adapters/daemon-client/daemon-client.js';
import { storeFiles } from '../../../src/main/cli/store-files.js';
import { startSmallDaemon } from '../../support/small-daemon.js';

const CONFIG = 'http: {token: of-the-test}\n';
const TOKEN = 'of-the-test';

test('a backup of a running daemon, restored, has all that there was, and later changes are not in it', async () => {
  const daemon = await startSmallDaemon(CONFIG);
  const [copy, store] = [join(daemon.folder, 'copy.db'), join(daemon.folder, '.firebreak/firebreak.db')];
  const ask = createDaemonClient(daemon.url, undefined);
  const exclude = (id: string) =>
    ask.postJson(
      '/api/v1/exclusions',
      {
        ...{ id, kind: 'maintenance', author: 'maria', reason: 'patches', service: 'shop' },
        ...{ from: '2099-12-01T00:00:00Z', to: '2099-12-02T00:00:00Z' },
      },
      TOKEN,
    );
  expect(await exclude('before')).toMatchObject({ kind: 'answered' });
  await storeFiles.backUp({ url: daemon.url, token: TOKEN }, copy);
  expect(await exclude('after')).toMatchObject({ kind: 'answered' });
  expect(await ask.getJson('/api/v1/audit', {}, TOKEN)).toMatchObject({
    body: {
      entries: [{ target: 'after' }, { action: 'store.backup', outcome: 'done' }, { target: 'before' }],
    },
  });
  // Neither the daemon nor the command leaves parts of it anywhere.
  expect(readdirSync(daemon.folder)).not.toContain('copy.db.part');
  expect(readdirSync(join(daemon.folder, '.firebreak'))).not.toContain('firebreak.db.backup');

  await expect(storeFiles.restore(copy, store, true)).rejects.toMatchObject({ code: 'conflict' });
  await daemon.stop();
  const aside = await storeFiles.restore(copy, store, true);
  expect(aside).toMatch(/firebreak\.db\.before-/);

  const next = await startSmallDaemon(`${CONFIG}store: {path: ${store}}\n`);
  const listed = await createDaemonClient(next.url, undefined).getJson('/api/v1/exclusions', {}, TOKEN);
  expect(listed).toMatchObject({ body: { exclusions: [{ id: 'before' }] } });
});

test('a daemon refuses whoever may not, and tells why', async () => {
  const daemon = await startSmallDaemon(CONFIG);
  const copy = join(daemon.folder, 'copy.db');
  await expect(storeFiles.backUp({ url: daemon.url, token: 'wrong' }, copy)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/refused \(HTTP 401\): .*token/),
  });
  await expect(
    storeFiles.backUp({ url: 'http://127.0.0.1:1', token: undefined }, copy),
  ).rejects.toMatchObject({
    code: 'not-ready',
  });
  expect(readdirSync(daemon.folder).filter((name) => name.startsWith('copy.db'))).toEqual([]);
});
