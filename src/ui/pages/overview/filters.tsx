import { memo, type ReactNode, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { SloRow } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Search } from '../../parts/search.js';
import { countText } from '../../words/numbers.js';
import { STATE_WORDS, STATES, type SloState } from '../../words/states.js';
import css from './filters.module.css';
import { withParam } from '../../words/params.js';
import { choicesOf, countStates, type View } from './view.js';

interface Props {
  readonly slos: readonly SloRow[];
  readonly view: View;
  readonly shown: number;
}

/** What is shown of the list; each choice is a part of the address, so that a view can be sent to somebody. */
export function Filters({ slos, view, shown }: Props) {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams((now) => withParam(now, name, value), { replace: true });
  const counts = useMemo(() => countStates(slos), [slos]);
  const { services, owners, labels } = useMemo(() => choicesOf(slos), [slos]);
  const toggle = (state: SloState) => {
    const next = view.states.includes(state)
      ? view.states.filter((each) => each !== state)
      : [...view.states, state];
    set('state', next.join(','));
  };
  const isChosen = shown !== slos.length || params.size > 0;
  return (
    <div className={css['filters']} role="search" aria-label="SLOs">
      <Search
        className={css['search']}
        label="Search SLOs by name or owner"
        placeholder="Search by name or owner"
        text={view.text}
        onChange={(text) => set('q', text)}
      />
      <fieldset className={css['states']}>
        <legend className="visually-hidden">State</legend>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            className={`${css['state'] ?? ''} ${css[state] ?? ''}`}
            aria-pressed={view.states.includes(state)}
            onClick={() => toggle(state)}
          >
            {STATE_WORDS[state]} <b>{countText(counts[state])}</b>
          </button>
        ))}
      </fieldset>
      <Choice
        label="Service"
        value={view.service}
        of={services}
        onChange={(value) => set('service', value)}
      />
      <Choice label="Owner" value={view.owner} of={owners} onChange={(value) => set('owner', value)} />
      <Choice label="Label" value={view.label} of={labels} onChange={(value) => set('label', value)} />
      <label className={css['group']}>
        <input
          type="checkbox"
          checked={view.grouped}
          onChange={({ target }) => set('group', target.checked ? 'service' : undefined)}
        />
        by service
      </label>
      <span className={css['shown']} role="status">
        {shown === slos.length
          ? `${countText(shown)} shown`
          : `${countText(shown)} of ${countText(slos.length)} shown`}
      </span>
      {isChosen && (
        <Button look="quiet" onClick={() => setParams({}, { replace: true })}>
          Show all
        </Button>
      )}
    </div>
  );
}

function Choice({
  label,
  value,
  of,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly of: readonly string[];
  readonly onChange: (value: string) => void;
}): ReactNode {
  // There may be thousands: the list is painted before them.
  const offered = useDeferredValue(of, NONE);
  if (of.length < 2 && value === undefined) return null;
  return (
    <select
      aria-label={label}
      className={css['choice']}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{`${label}: all`}</option>
      {value !== undefined && !offered.includes(value) && <option value={value}>{value}</option>}
      <Options of={offered} />
    </select>
  );
}

const NONE: readonly string[] = [];

const Options = memo(function Options({ of }: { readonly of: readonly string[] }) {
  return of.map((each) => (
    <option key={each} value={each}>
      {each}
    </option>
  ));
});
