import { useSearchParams } from 'react-router';
import type { SloStatus } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { durationText } from '../../words/durations.js';
import { CALENDAR_UNITS, type Draft, type TierDraft } from '../../words/proposal.js';
import type { Faults } from './faults.js';
import { sliderOf } from './slider.js';
import { TiersForm } from './tiers-form.js';
import css from './what-if.module.css';
import { zoneNames } from './zones.js';

interface Props {
  readonly status: SloStatus;
  readonly draft: Draft;
  readonly faults: Faults;
  /** Those that are in force where the draft names none. */
  readonly tiers: readonly TierDraft[];
}

const STAYS = 'stays';
const ROLLING = 'rolling';

/** Target, window and tiers to move; all of it stands in the address. */
export function ProposalForm({ status, draft, faults, tiers }: Props) {
  const [, setParams] = useSearchParams();
  const set = (changes: Readonly<Record<string, string | undefined>>) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  const { window } = draft;
  const present = String(Number((status.target * 100).toPrecision(12)));
  const target = draft.target ?? present;
  const chosen = window === undefined ? STAYS : window.kind === 'rolling' ? ROLLING : window.unit;
  const choose = (kind: string) =>
    set({
      window: kind === STAYS ? undefined : kind === ROLLING ? durationText(status.sloWindowMs) : kind,
      zone: window?.kind === 'calendar' && kind !== STAYS && kind !== ROLLING ? window.zone : undefined,
    });
  return (
    <form className={css['form']} aria-label="What could be" onSubmit={(event) => event.preventDefault()}>
      <Field label="Target in %" hint={`now ${present}`} error={faults.target}>
        {(ids) => (
          <input
            {...ids}
            inputMode="decimal"
            value={target}
            onChange={(event) => set({ target: event.target.value })}
          />
        )}
      </Field>
      <input
        type="range"
        aria-label="Target, as a slider"
        {...sliderOf(Number(present))}
        value={target}
        onChange={(event) => set({ target: event.target.value })}
      />
      <Field label="Window" hint={`now ${status.window}`}>
        {(ids) => (
          <select {...ids} value={chosen} onChange={(event) => choose(event.target.value)}>
            <option value={STAYS}>as it is</option>
            <option value={ROLLING}>rolling</option>
            {CALENDAR_UNITS.map((unit) => (
              <option key={unit} value={unit}>
                calendar {unit}
              </option>
            ))}
          </select>
        )}
      </Field>
      {window?.kind === 'rolling' && (
        <Field label="Length" error={faults.window}>
          {(ids) => (
            <input {...ids} value={window.text} onChange={(event) => set({ window: event.target.value })} />
          )}
        </Field>
      )}
      {window?.kind === 'calendar' && (
        <Field label="Time zone" hint="where its midnights are" error={faults.zone}>
          {(ids) => (
            <>
              <input
                {...ids}
                list="zones"
                value={window.zone}
                onChange={(event) => set({ zone: event.target.value })}
              />
              <datalist id="zones">
                {zoneNames().map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
      <TiersForm status={status} draft={draft} faults={faults.tiers} tiers={tiers} set={set} />
      <Button onClick={() => setParams({}, { replace: true })}>As it is written</Button>
    </form>
  );
}
