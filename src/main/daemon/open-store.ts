import { setTimeout } from 'node:timers/promises';
import { placeOf } from '../../adapters/store/postgres-options.js';
import { openPostgresStore } from '../../adapters/store/postgres-store.js';
import { openSqliteStore } from '../../adapters/store/sqlite-store.js';
import { FirebreakError } from '../../core/errors.js';
import { formatDuration, SECOND } from '../../core/time/duration.js';
import type { Log, Replicas, Store } from '../../engine/ports.js';
import { isLoopback, type StoreSettings } from '../config/settings.js';

/** The store, and where others may share it what they agree on. */
export interface OpenStore {
  readonly store: Store;
  readonly replicas: Replicas | undefined;
}

const FIRST_WAIT = SECOND;
const LONGEST_WAIT = 15 * SECOND;

/**
 * Waits for a database that is not there yet: after a power cut everything starts at once. Rejects with a FirebreakError when the store
 * cannot be had, and when the daemon is told to stop meanwhile.
 */
export async function openStore(
  settings: StoreSettings,
  log: Log,
  stopping: AbortSignal,
): Promise<OpenStore> {
  if (settings.kind === 'sqlite') {
    return { store: await openSqliteStore(settings.path), replicas: undefined };
  }
  warnOfOpenWire(settings, log);
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await openPostgresStore(settings);
    } catch (error) {
      if (!(error instanceof FirebreakError && error.code === 'not-ready')) throw error;
      log.warn('the database is not there; nothing is evaluated until it is', {
        error: error.message,
        againIn: formatDuration(wait),
      });
      await setTimeout(wait, undefined, { signal: stopping }).catch(() => {
        throw error;
      });
    }
  }
}

/** How logs call the store: without what is secret. */
export function placeOfStore(settings: StoreSettings): string {
  return settings.kind === 'sqlite' ? settings.path : placeOf(settings);
}

function warnOfOpenWire(
  { host, tls }: Extract<StoreSettings, { readonly kind: 'postgres' }>,
  log: Log,
): void {
  if (!tls && !host.startsWith('/') && !isLoopback(host)) {
    log.warn('nothing is encrypted on the way to PostgreSQL: whoever is on it can read and change all', {
      mend: 'set store.postgres.tls',
    });
  }
  if (tls?.insecureSkipVerify) {
    log.warn('the certificate of PostgreSQL is not checked: whoever is on the way can read and change all', {
      mend: 'set store.postgres.tls.ca_file, and take insecure_skip_verify out',
    });
  }
}
