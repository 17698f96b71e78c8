import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A receiver whose door is shut: whatever it is sent it refuses for good. */
export async function startRefuser(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(400).end('no such channel'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
