import { useEffect, useRef } from 'react';
import type { SloStatus } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { type Draft, type TierDraft, tiersText } from '../../words/proposal.js';
import { fullOf, highestBurn, type TierFaults, windowMsOf } from './faults.js';
import { nextTier } from './next-tier.js';
import css from './what-if.module.css';

interface Props {
  readonly status: SloStatus;
  readonly draft: Draft;
  readonly faults: readonly TierFaults[];
  readonly tiers: readonly TierDraft[];
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
}

const FIELDS = [
  ['longWindow', 'Long'],
  ['shortWindow', 'Short'],
  ['burnRate', 'Burn rate'],
] as const;

/** Tiers to change, add and remove. The focus goes along: to the one that is added, or to what follows the one that is gone. */
export function TiersForm({ status, draft, faults, tiers, set }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    place.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = undefined;
  }, [tiers.length]);
  const put = (next: readonly TierDraft[]) => set({ tiers: tiersText(next) });
  const change = (index: number, tier: Partial<TierDraft>) =>
    put(tiers.map((each, at) => (at === index ? { ...each, ...tier } : each)));
  const full = fullOf(tiers);
  const add = () => {
    if (full !== undefined) return;
    wanted.current = `[data-tier="${tiers.length}"] select`;
    put([
      ...tiers,
      nextTier(tiers, windowMsOf(draft.window, status.sloWindowMs), highestBurn(draft.target, status)),
    ]);
  };
  const remove = (index: number) => {
    const follows = Math.min(index, tiers.length - 2);
    wanted.current = follows < 0 ? '[data-add]' : `[data-tier="${follows}"] button`;
    put(tiers.filter((_, at) => at !== index));
  };
  return (
    <div ref={place} className={css['tiers']}>
      {tiers.length === 0 && <p>No tiers: the budget is counted, and nobody is told.</p>}
      {tiers.map((tier, index) => (
        <fieldset key={index} className={css['tier']} data-tier={index}>
          <legend>
            Tier {index + 1}: {tier.severity}
          </legend>
          <Field label="Severity">
            {(ids) => (
              <select
                {...ids}
                value={tier.severity}
                onChange={({ target: { value } }) =>
                  change(index, { severity: value === 'page' ? 'page' : 'ticket' })
                }
              >
                <option>page</option>
                <option>ticket</option>
              </select>
            )}
          </Field>
          {FIELDS.map(([field, label]) => (
            <Field key={field} label={label} error={faults[index]?.[field]}>
              {(ids) => (
                <input
                  {...ids}
                  {...(field === 'burnRate' ? { inputMode: 'decimal' } : {})}
                  value={tier[field]}
                  onChange={({ target: { value } }) => change(index, { [field]: value })}
                />
              )}
            </Field>
          ))}
          <Button look="quiet" onClick={() => remove(index)}>
            Remove tier {index + 1}
          </Button>
        </fieldset>
      ))}
      <Button data-add aria-disabled={full !== undefined} onClick={add}>
        Add a tier
      </Button>
      {full !== undefined && <p>{full}</p>}
    </div>
  );
}
