import { alertQualities } from '../../core/incident/alert-quality.js';
import { DAY } from '../../core/time/duration.js';
import type { Store } from '../ports.js';
import type { AlertQualityView } from '../read-models.js';

/** More are not looked at. */
const MOST_INCIDENTS = 50_000;

/**
 * How often alerts were right, over the incidents that were opened within some days before `at`.
 * @param kept how long (ms) incidents are kept once they are resolved: further back some are missing, and nothing is told
 */
export async function alertQuality(
  store: Pick<Store, 'incidents'>,
  { days, kept }: { readonly days: number; readonly kept: number },
  at: number,
  most = MOST_INCIDENTS,
): Promise<AlertQualityView> {
  const fromAt = at - Math.min(days * DAY, kept);
  const incidents = await store.incidents({ openedSince: fromAt, limit: most + 1 });
  const newest = incidents.slice(0, most);
  const cut = incidents.length > most ? newest.at(-1)?.openedAt : undefined;
  // Of the instant at which it was cut some are missing.
  const whole = cut === undefined ? newest : newest.filter(({ openedAt }) => openedAt > cut);
  return { fromAt: cut === undefined ? fromAt : cut + 1, toAt: at, ...alertQualities(whole) };
}
