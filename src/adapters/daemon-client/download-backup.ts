import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import { FirebreakError } from '../../core/errors.js';

/** The daemon copies its store before it answers, which takes a while for a large one. */
const TIMEOUT_MS = 10 * 60_000;

/**
 * Has the daemon back up its store, and writes what it sends to a file.
 * @throws FirebreakError with the daemon's own words when it refuses, or when it does not answer
 */
export async function downloadBackup(url: string, token: string | undefined, to: string): Promise<void> {
  const answer = await axios
    .post<Readable>(`${url}/api/v1/backup`, undefined, {
      responseType: 'stream',
      ...{ timeout: TIMEOUT_MS, maxRedirects: 0, proxy: false, validateStatus: () => true },
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new FirebreakError(
        'not-ready',
        `no answer from ${url}: ${why}. Without a daemon, --store FILE copies it`,
      );
    });
  if (answer.status !== 200) {
    const body = await text(answer.data);
    throw new FirebreakError(
      'conflict',
      `${url} refused (HTTP ${answer.status}): ${/"message":"([^"]*)"/.exec(body)?.[1] ?? body.slice(0, 200)}`,
    );
  }
  await pipeline(answer.data, createWriteStream(to, { mode: 0o600 }));
}
