import type { Slo } from '../../core/slo/slo.js';
import type { BandFact } from '../../core/slo-history/past-fact.js';
import type { Stretch } from '../../core/time/stretches.js';
import type { Store } from '../ports.js';
import type { SloHistoryView } from '../read-models.js';

/** More than a chart or a table can show. */
const MOST = 200;

/** The deploys of an SLO's service in a span, the newest first. */
export async function pastDeploys(
  store: Pick<Store, 'pastFacts'>,
  { service }: Pick<Slo, 'service'>,
  span: Stretch,
): Promise<Pick<SloHistoryView, 'deploys' | 'deploysLeftOut'>> {
  const { facts, leftOut } = await store.pastFacts({ of: service, kinds: ['deploy'], ...span, limit: MOST });
  const deploys = facts.map(({ version, at, url }) => ({
    version,
    at,
    ...(url === undefined ? {} : { url }),
  }));
  return { deploys, deploysLeftOut: leftOut };
}

/** In which band the budget was when a span began, and how it moved in it, oldest first. */
export async function pastBands(
  store: Pick<Store, 'pastFacts'>,
  { id }: Pick<Slo, 'id'>,
  span: Stretch,
): Promise<Pick<SloHistoryView, 'bandBefore' | 'bandChanges' | 'bandChangesLeftOut'>> {
  const asked = { of: id, kinds: ['band'] as const };
  const { facts, leftOut } = await store.pastFacts({ ...asked, ...span, limit: MOST });
  const changes = [...facts].reverse();
  const before = await store.pastFacts({ ...asked, from: 0, to: span.from - 1, limit: 1 });
  const first: BandFact | undefined = changes[0];
  return {
    bandBefore: first === undefined ? before.facts[0]?.band : first.before,
    bandChanges: changes.map(({ at, band }) => ({ at, band })),
    bandChangesLeftOut: leftOut,
  };
}
