import { CompiledQuery } from 'kysely';
import type { BulkColumn, BulkTable, BulkValue } from './bulk-tables.js';

const TYPES: Readonly<Record<BulkColumn['type'], string>> = {
  text: 'text',
  whole: 'bigint',
  real: 'double precision',
};

/** One statement for any number of rows: each column travels as an array. */
export function bulkInsertQuery<Row>(table: BulkTable<Row>, rows: readonly Row[]): CompiledQuery {
  const values = distinct(table, rows.map(table.valuesOf));
  const columns = table.columns.map(({ type }, index) =>
    values.map((row) => fitting(row[index] ?? null, type)),
  );
  return CompiledQuery.raw(insertText(table), columns);
}

/** PostgreSQL refuses to replace a row twice in one statement. */
function distinct<Row>(
  { columns, key, onConflict }: BulkTable<Row>,
  rows: readonly (readonly BulkValue[])[],
): readonly (readonly BulkValue[])[] {
  if (onConflict === 'keep') return rows;
  const places = key.map((name) => columns.findIndex((column) => column.name === name));
  const byKey = new Map(rows.map((row) => [JSON.stringify(places.map((place) => row[place])), row]));
  return byKey.size === rows.length ? rows : [...byKey.values()];
}

/** SQLite takes fractions in a whole column. */
function fitting(value: BulkValue, type: BulkColumn['type']): BulkValue {
  return type === 'whole' && typeof value === 'number' ? Math.round(value) : value;
}

/** The order of the rows is kept, so that a column that counts up says what was put in first. */
function insertText<Row>({ name, columns, key, onConflict }: BulkTable<Row>): string {
  const quoted = columns.map((column) => `"${column.name}"`);
  const names = quoted.join(', ');
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${TYPES[type]}[]`).join(', ');
  const replaced = columns
    .filter((column) => !key.includes(column.name))
    .map((column) => `"${column.name}" = excluded."${column.name}"`);
  const conflict = onConflict === 'keep' ? 'do nothing' : `do update set ${replaced.join(', ')}`;
  return `insert into ${name} (${names}) select ${names} from unnest(${arrays}) with ordinality as given (${names}, place)
    order by place on conflict (${key.join(', ')}) ${conflict}`;
}
