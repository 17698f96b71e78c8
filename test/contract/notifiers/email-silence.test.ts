import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { notifierOf, signal } from './notifier-of.js';

it('a mail server that greets nobody is asked again after ten seconds', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = silent.address() as AddressInfo;
    const notifier = notifierOf({
      kind: 'email',
      name: 'mail',
      host: '127.0.0.1',
      port,
      tls: 'starttls',
      from: 'firebreak@example.org',
      to: ['oncall@example.org'],
    });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry' });
    expect(sockets).toHaveLength(1);
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
