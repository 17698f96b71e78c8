import type { SloStatus } from '../../../http/answers.js';
import { usePagePreview } from '../../api/slo-history.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Scroll } from '../../parts/scroll.js';
import { countText, percent, rateText } from '../../words/numbers.js';
import { nearnessText } from '../../words/nearness.js';
import { spanText } from '../../words/times.js';
import { nearestTier, nearnessOf } from './nearest.js';
import part from '../../parts/part.module.css';

type Tier = SloStatus['tiers'][number];
type Reading = Tier['long'];

/** Every tier now, which is nearest to firing, and what it would say. */
export function Tiers({ status }: { readonly status: SloStatus }) {
  const { tiers, service, name } = status;
  const nearest = nearestTier(tiers);
  const preview = usePagePreview(service, name);
  if (tiers.length === 0) return <p>No tier is judged now: nothing pages for this SLO at present.</p>;
  return (
    <section className={part['part']}>
      <h2>Alerts</h2>
      <p>
        {nearest === undefined
          ? 'Which tier is nearest to firing is not known.'
          : `${nearnessText(nearest.policyId, nearest.share)}.`}
      </p>
      <Scroll label="Tiers">
        <table className={part['lines']}>
          <thead>
            <tr>
              <th scope="col">Tier</th>
              <th scope="col">Long window</th>
              <th scope="col">Short window</th>
              <th scope="col">Threshold</th>
              <th scope="col">Nearness</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {tiers.map((tier) => (
              <tr key={tier.policyId}>
                <th scope="row">{tier.policyId}</th>
                <td>{readingText(tier.long)}</td>
                <td>{readingText(tier.short)}</td>
                <td>{rateText(tier.burnRateThreshold)}</td>
                <td>{nearText(tier)}</td>
                <td>
                  <Verdict tier={tier} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <h3>What would be said</h3>
      <Answered query={preview} what="What would be said" lines={4}>
        {({ tiers: said }) =>
          said.map(({ policyId, isMadeUp, title, lines, receivers, note }) => (
            <details key={policyId}>
              <summary>
                <b>{policyId}</b> to{' '}
                {receivers.length === 0 ? 'nobody: no route takes it' : receivers.join(', ')}
                {isMadeUp ? ', with figures just over its threshold' : ', as of now'}
              </summary>
              <pre tabIndex={0}>{[title, '', ...lines].join('\n')}</pre>
              {note !== null && <p>{note}</p>}
            </details>
          ))
        }
      </Answered>
    </section>
  );
}

function Verdict({ tier: { verdict, severity } }: { readonly tier: Tier }) {
  if (verdict === 'over') return <Badge tone={severity}>over</Badge>;
  if (verdict === 'under') return <Badge tone="ok">under</Badge>;
  return <Badge tone="unknown">unknown</Badge>;
}

function nearText(tier: Tier): string {
  const share = nearnessOf(tier);
  return share === undefined ? '?' : percent(share, 2);
}

function readingText(reading: Reading): string {
  const window = spanText(reading.windowMs);
  if (reading.kind === 'no-traffic') return `no traffic in ${window}`;
  if (reading.kind === 'unknown') return `unknown over ${window}`;
  const seen = reading.coverage < 0.995 ? `, ${percent(reading.coverage, 2)} seen` : '';
  return `${rateText(reading.burnRate)} over ${window} (${countText(reading.badEvents)} of ${countText(reading.totalEvents)}${seen})`;
}
