import { constants, createGzip } from 'node:zlib';
import type { Changes } from '../engine/changes.js';
import type { FirebreakApi } from './firebreak-api.js';

/** Of zlib; one more halves nothing and takes ten times as long, while somebody waits for thousands of SLOs. */
const PACKING = constants.Z_BEST_SPEED;

/** What grows old by itself, such as an evaluation that hangs, is told after so long at the latest. */
const KEPT_MS = 5_000;

type Ports = Pick<FirebreakApi, 'now'> & { readonly changes: Pick<Changes, 'follow'> };

/**
 * An answer that is large, the same for everybody and asked for by all at once when something has changed: it is made and packed once, and
 * kept until something else changes, for some seconds at most.
 */
export class KeptAnswer {
  private kept: { readonly at: number; readonly packed: Promise<Buffer> } | undefined;

  /** @param pieces its text, made anew */
  constructor(
    private readonly ports: Ports,
    private readonly pieces: () => AsyncIterable<string>,
  ) {
    ports.changes.follow((topics) => {
      if (topics.length > 0) this.kept = undefined;
    });
  }

  /** Makes it before somebody asks; at most as often as it would be made for those who ask. */
  prepare(): void {
    // Who asks next is told what is wrong.
    this.packed().catch(() => undefined);
  }

  /** Its bytes by gzip. */
  packed(): Promise<Buffer> {
    const now = this.ports.now();
    if (this.kept && Math.abs(now - this.kept.at) < KEPT_MS) return this.kept.packed;
    const kept = { at: now, packed: pack(this.pieces()) };
    this.kept = kept;
    // What failed is not kept.
    kept.packed.catch(() => {
      if (this.kept === kept) this.kept = undefined;
    });
    return kept.packed;
  }
}

/** Packs on another thread while the next piece is made. */
async function pack(pieces: AsyncIterable<string>): Promise<Buffer> {
  const gzip = createGzip({ level: PACKING });
  const packed: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => packed.push(chunk));
  const ended = new Promise((resolve, reject) => {
    gzip.once('end', resolve);
    gzip.once('error', reject);
  });
  for await (const piece of pieces) gzip.write(piece);
  gzip.end();
  await ended;
  return Buffer.concat(packed);
}
