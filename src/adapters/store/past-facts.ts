import type { Kysely, Transaction } from 'kysely';
import { factDetail, type PastFact } from '../../core/slo-history/past-fact.js';
import type { AskedFacts, FoundFacts } from '../../engine/ports.js';
import type { Tables } from './tables.js';

/** Adds to what happened; a fact that is there already (a deploy that is told twice) stays as it is. */
export async function writePastFacts(trx: Transaction<Tables>, facts: readonly PastFact[]): Promise<void> {
  for (const fact of facts) {
    const values = { subject: fact.of, at: fact.at, kind: fact.kind, detail: factDetail(fact) };
    await trx
      .insertInto('past_facts')
      .values({ ...values, fact_json: JSON.stringify(fact) })
      .onConflict((conflict) => conflict.columns(['subject', 'at', 'kind', 'detail']).doNothing())
      .execute();
  }
}

export async function readPastFacts<Kind extends PastFact['kind']>(
  db: Kysely<Tables>,
  { of, kinds, from, to, limit }: AskedFacts<Kind>,
): Promise<FoundFacts<Kind>> {
  const asked = db
    .selectFrom('past_facts')
    .where('subject', '=', of)
    .where('kind', 'in', kinds)
    .where('at', '>=', from)
    .where('at', '<=', to);
  const rows = await asked.select('fact_json').orderBy('at', 'desc').orderBy('kind').limit(limit).execute();
  const facts = rows.map(({ fact_json }) => JSON.parse(fact_json) as Extract<PastFact, { kind: Kind }>);
  if (facts.length < limit) return { facts, leftOut: 0 };
  const all = await asked.select((row) => row.fn.countAll().as('count')).executeTakeFirstOrThrow();
  return { facts, leftOut: Number(all.count) - facts.length };
}

export async function prunePastFacts(trx: Transaction<Tables>, before: number): Promise<void> {
  await trx.deleteFrom('past_facts').where('at', '<', before).execute();
}
