import { expect, it, onTestFinished } from 'vitest';
import { connectPostgres } from '../../../src/adapters/store/postgres-connection.js';
import { startTcpProxy } from '../../../bench/faults/tcp-proxy.js';
import { startPostgres } from '../../support/postgres.js';

it('what waits on a connection that has died unnoticed is told so when it is ended, and the next question is answered', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const { host, port, user, database } = await server.createDatabase();
  const line = await startTcpProxy(host, port);
  onTestFinished(() => line.stop());
  const [, ownPort = ''] = line.address.split(':');
  const connections = connectPostgres({
    host: '127.0.0.1',
    port: Number(ownPort),
    user,
    database,
  });
  onTestFinished(() => connections.end());

  const client = await connections.connect();
  line.cut = true;
  const asked = client.query('select 1', []);
  const ended = expect(asked).rejects.toThrow(/terminated/i);
  // One that has only just been asked may still be answered.
  connections.endHung(60_000);
  expect(
    await Promise.race([
      asked.catch(() => 'ended'),
      new Promise((resolve) => setImmediate(resolve, 'waits')),
    ]),
  ).toBe('waits');
  connections.endHung(-1);
  await ended;
  client.release();

  line.cut = false;
  const next = await connections.connect();
  expect((await next.query('select 2 as two', [])).rows).toEqual([{ two: 2 }]);
  next.release();
});
