import { type Kysely, type Migration, sql } from 'kysely';
import { byPrimaryKey, columns, isPostgres } from './columns.js';

/** What happened to SLOs and services, for their past; the deploys that are known are the first of it. */
export const pastFacts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    const table = db.schema
      .createTable('past_facts')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('fact_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('past_facts_key', ['subject', 'at', 'kind', 'detail']);
    await byPrimaryKey(db)(table).execute();
    const json = isPostgres(db)
      ? sql`json_strip_nulls(json_build_object('kind', 'deploy', 'of', service, 'at', at, 'version', version, 'url', url))::text`
      : sql`json_patch('{}', json_object('kind', 'deploy', 'of', service, 'at', at, 'version', version, 'url', url))`;
    await sql`insert into past_facts (subject, at, kind, detail, fact_json)
      select service, at, 'deploy', version, ${json} from deploys`.execute(db);
  },
};
