import type Libsql from 'libsql';
import type { SlotRecord, StateRecord } from '../../engine/ports.js';
import { BulkInsert } from './bulk-insert.js';

/** Writes what every cycle writes of every SLO. */
export interface CountWriter {
  slots(slots: readonly SlotRecord[]): void;
  states(states: readonly StateRecord[]): void;
}

export function createCountWriter(database: Libsql.Database): CountWriter {
  const slots = new BulkInsert(
    database,
    'slots',
    ['level', 'start', 'slo_id', 'bad', 'total', 'known_ms'],
    'on conflict do update set bad = excluded.bad, total = excluded.total, known_ms = excluded.known_ms',
  );
  const states = new BulkInsert(
    database,
    'states',
    ['kind', 'key', 'value_json'],
    'on conflict do update set value_json = excluded.value_json',
  );
  return {
    slots: (rows) =>
      slots.write(rows, (row) => [row.level, row.start, row.sloId, row.bad, row.total, row.knownMs]),
    states: (rows) => states.write(rows, ({ kind, key, value }) => [kind, key, JSON.stringify(value)]),
  };
}
