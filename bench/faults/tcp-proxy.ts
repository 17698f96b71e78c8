import { connect, createServer, type Socket } from 'node:net';
import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';

/** A line to a server that can be cut: what stands on it hangs, as when packets are lost, and what is new is not answered. */
export interface TcpProxy {
  /** `127.0.0.1:port`. */
  readonly address: string;
  cut: boolean;
  stop(): void;
}

export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const reserved = await reservePort();
  const address = addressOf(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  const line = { cut: false };

  const server = createServer((near) => {
    const far = connect(port, host);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => {
        if (!line.cut) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        // A cut line does not tell the other end.
        if (!line.cut) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(Number(address.split(':')[1]), '127.0.0.1', resolve));

  const dropAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    address,
    get cut() {
      return line.cut;
    },
    set cut(cut) {
      // What was lost on the way does not come after all.
      if (line.cut && !cut) dropAll();
      line.cut = cut;
    },
    stop() {
      server.close();
      dropAll();
    },
  };
}
