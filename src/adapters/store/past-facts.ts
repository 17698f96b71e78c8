import type { Kysely, Transaction } from 'kysely';
import type { PastFact } from '../../core/slo-history/past-fact.js';
import type { AskedFacts, FoundFacts } from '../../engine/ports.js';
import type { Tables } from './tables.js';

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
