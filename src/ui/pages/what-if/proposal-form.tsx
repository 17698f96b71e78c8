import { useSearchParams } from 'react-router';
import type { SloStatus } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { durationText, type ProposedTier, proposalOf, tiersText } from '../../words/proposal.js';
import css from './what-if.module.css';

/** Target, window and tiers to move; all of it stands in the address. */
export function ProposalForm({ status }: { readonly status: SloStatus }) {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const target = params.get('target') ?? String(Number((status.target * 100).toPrecision(12)));
  const tiers = proposalOf(params).tiers ?? status.tiers.map(tierOf);
  const change = (index: number, tier: Partial<ProposedTier>) =>
    set('tiers', tiersText(tiers.map((each, at) => (at === index ? { ...each, ...tier } : each))));
  return (
    <form className={css['form']} aria-label="What could be" onSubmit={(event) => event.preventDefault()}>
      <Field label="Target in %" hint={`now ${Number((status.target * 100).toPrecision(12))}`}>
        {(ids) => (
          <input
            {...ids}
            type="number"
            min="1"
            max="99.9999"
            step="any"
            value={target}
            onChange={(event) => set('target', event.target.value)}
          />
        )}
      </Field>
      <input
        type="range"
        aria-label="Target, as a slider"
        min="90"
        max="99.99"
        step="0.01"
        value={target}
        onChange={(event) => set('target', event.target.value)}
      />
      <Field label="Window" hint={`now ${status.window}`}>
        {(ids) => (
          <input
            {...ids}
            placeholder={durationText(status.sloWindowMs)}
            value={params.get('window') ?? ''}
            onChange={(event) => set('window', event.target.value)}
          />
        )}
      </Field>
      {tiers.map((tier, index) => (
        <fieldset key={index} className={css['tier']}>
          <legend>
            Tier {index + 1}: {tier.severity}
          </legend>
          <Field label="Long">
            {(ids) => (
              <input
                {...ids}
                value={tier.longWindow}
                onChange={({ target: { value } }) => change(index, { longWindow: value })}
              />
            )}
          </Field>
          <Field label="Short">
            {(ids) => (
              <input
                {...ids}
                value={tier.shortWindow}
                onChange={({ target: { value } }) => change(index, { shortWindow: value })}
              />
            )}
          </Field>
          <Field label="Burn">
            {(ids) => (
              <input
                {...ids}
                type="number"
                min="0.1"
                step="0.1"
                value={tier.burnRate}
                onChange={({ target: { value } }) => change(index, { burnRate: Number(value) })}
              />
            )}
          </Field>
        </fieldset>
      ))}
      <Button onClick={() => setParams({}, { replace: true })}>As it is written</Button>
    </form>
  );
}

function tierOf({ severity, burnRateThreshold, long, short }: SloStatus['tiers'][number]): ProposedTier {
  return {
    severity,
    longWindow: durationText(long.windowMs),
    shortWindow: durationText(short.windowMs),
    burnRate: burnRateThreshold,
  };
}
