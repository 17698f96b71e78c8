import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Prometheus extrapolates, each counter a little differently. */
const TOLERANCE = 0.02;
const FEWEST = 10;

/** Sums that say what no event count can say. */
export const badOverTotal: Rule = {
  id: 'bad-over-total',
  severity: 'error',
  title: 'more bad or more good events than there are events at all',
  explanation:
    'The bad and the good events of the last day are parts of its total. Where one of them is more than 2 % larger, the two sides count different things, and the error ratio means nothing.',
  live: { needs: ['day'], check: checkSlo },
};

function checkSlo(slo: Slo, { day }: LiveFacts): Finding[] {
  if (!day || day.total < FEWEST) return [];
  const { bad, total } = day;
  const slack = Math.max(FEWEST, TOLERANCE * total);
  const finding = (part: string, counted: number): Finding => ({
    slo,
    field: 'bad',
    message: `in the last day ${Math.round(counted)} ${part} events are counted, of ${Math.round(total)} at all`,
    mend: 'let both sides count the same requests: the same metric, with the same matchers',
  });
  if (bad > total + slack) return [finding('bad', bad)];
  // Good events are the total less the bad ones.
  return bad < -slack ? [finding('good', total - bad)] : [];
}
