import { connect, createServer, type Socket } from 'node:net';

/** What becomes of a connection when a daemon sends these words through it. */
export type Cut = 'before' | 'after';

/** A wire between a daemon and its PostgreSQL that tests can cut. */
export interface PostgresWire {
  readonly port: number;
  /** Cuts the next connection that says `words`: before the server hears them, or after, so that its answer is lost. */
  cutAt(words: string, cut: Cut): void;
  /** Refuses new connections and cuts those that there are, until `mend`. */
  cut(): void;
  mend(): void;
  /** No more bytes pass, and nobody is told: as when a network is partitioned. */
  freeze(): void;
  close(): Promise<void>;
}

export async function startWire(serverPort: number): Promise<PostgresWire> {
  const sockets = new Set<Socket>();
  let trap: { readonly words: string; readonly cut: Cut } | undefined;
  let open = true;
  let frozen = false;

  const server = createServer((client) => {
    if (!open) {
      client.destroy();
      return;
    }
    const upstream = connect(serverPort, '127.0.0.1');
    let deaf = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (frozen) return;
      const sprung = trap && bytes.includes(trap.words) ? trap : undefined;
      if (!sprung) {
        upstream.write(bytes);
        return;
      }
      trap = undefined;
      if (sprung.cut === 'before') client.destroy();
      else {
        deaf = true;
        upstream.write(bytes);
      }
    });
    upstream.on('data', (bytes) => {
      if (deaf) client.destroy();
      else if (!frozen) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cutAt(words, cut) {
      trap = { words, cut };
    },
    cut() {
      open = false;
      end();
    },
    mend() {
      open = true;
      frozen = false;
      end();
    },
    freeze() {
      frozen = true;
    },
    async close() {
      end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
