import { createServer, type Server } from 'node:http';

/** One page: when its first byte came, and when the cycle that saw the threshold crossed began (epoch ms). */
export interface Page {
  readonly slo: string;
  readonly firstByteAt: number;
  readonly cycleAt: number;
}

/** A webhook receiver that notes the first byte of every page. */
export async function startPageReceiver(): Promise<{ readonly server: Server; readonly pages: Page[] }> {
  const pages: Page[] = [];
  const server = createServer((request, response) => {
    const firstByteAt = Date.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(204).end();
      const signal = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>;
      if (signal.kind !== 'trigger' || signal.severity !== 'page') return;
      pages.push({ slo: String(signal.sloId), firstByteAt, cycleAt: Date.parse(String(signal.firingSince)) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, pages };
}
