import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DeliveryOutcome } from '../../../core/delivery/signal.js';
import type { Notifier } from '../../../engine/ports.js';
import { signalJson } from '../signal-json.js';

export interface FileConfig {
  readonly kind: 'file';
  /** Absolute; its folder exists. */
  readonly path: string;
}

/** A file of JSON lines for tests: a signal counts as delivered once its line is on the disk. */
export function file(name: string, { path }: FileConfig): Notifier {
  let last: Promise<unknown> = Promise.resolve();
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send(signal) {
      // One line at a time: several writes under way could end up in each other.
      const sent = last.then(() => deliver(path, `${JSON.stringify(signalJson(signal))}\n`, signal.id));
      last = sent;
      return sent;
    },
  };
}

async function deliver(path: string, line: string, id: string): Promise<DeliveryOutcome> {
  try {
    await append(path, line);
    return { kind: 'delivered', receipt: id };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { kind: 'retry', reason: `the file cannot be written: ${code}` };
  }
}

async function append(path: string, line: string): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    const isNew = (await handle.stat()).size === 0;
    await handle.appendFile(line);
    await handle.sync();
    if (isNew) await syncFolder(dirname(path));
  } finally {
    await handle.close();
  }
}

/** Without it a crash may take a new file's name with it. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
