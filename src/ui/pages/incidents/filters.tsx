import { useSearchParams } from 'react-router';
import type { ListedIncidents } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Search } from '../../parts/search.js';
import { SEVERITY_LIST, type Severity } from '../../words/incidents.js';
import { withParam } from '../../words/params.js';
import css from './incidents.module.css';
import { isNarrowed, SPANS, STATES, type View } from './view.js';

interface Props {
  readonly view: View;
  readonly teams: readonly string[];
  readonly incidents: ListedIncidents['incidents'];
}

const STATE_WORDS = { all: 'State: all', open: 'open', resolved: 'resolved' } as const;
const SPAN_WORDS = {
  all: 'Opened: ever',
  '1d': 'last day',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  '90d': 'last 90 days',
} as const;

/** What is shown of the list; each choice is a part of the address. */
export function Filters({ view, teams, incidents }: Props) {
  const [, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams((now) => withParam(now, name, value === 'all' ? undefined : value), { replace: true });
  const toggle = (severity: Severity) => {
    const { severities } = view;
    const next = severities.includes(severity)
      ? severities.filter((each) => each !== severity)
      : [...severities, severity];
    set('severity', next.join(','));
  };
  const services = [...new Set(incidents.map(({ service }) => service))];
  const owners = [...new Set([...teams, ...incidents.flatMap(({ owner }) => owner ?? [])])];
  return (
    <div className={css['filters']} role="search" aria-label="Incidents">
      <Search
        label="Search incidents"
        placeholder="Search by title, SLO or person"
        text={view.text}
        onChange={(text) => set('q', text)}
      />
      <fieldset className={css['severities']}>
        <legend className="visually-hidden">Severity</legend>
        {SEVERITY_LIST.map((severity) => (
          <button
            key={severity}
            type="button"
            aria-pressed={view.severities.includes(severity)}
            onClick={() => toggle(severity)}
          >
            {severity.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <Choice
        label="State"
        value={view.state}
        of={STATES.map((each) => [each, STATE_WORDS[each]])}
        onChange={(value) => set('state', value)}
      />
      <Choice
        label="Service"
        value={view.service ?? 'all'}
        of={namedFrom('Service: all', services, view.service)}
        onChange={(value) => set('service', value)}
      />
      <Choice
        label="Team"
        value={view.team ?? 'all'}
        of={namedFrom('Team: all', owners, view.team)}
        onChange={(value) => set('team', value)}
      />
      <Choice
        label="Opened"
        value={view.since}
        of={SPANS.map((each) => [each, SPAN_WORDS[each]])}
        onChange={(value) => set('since', value)}
      />
      {isNarrowed(view) && (
        <Button look="quiet" onClick={() => setParams({}, { replace: true })}>
          Show all
        </Button>
      )}
    </div>
  );
}

function namedFrom(
  all: string,
  names: readonly string[],
  chosen: string | undefined,
): (readonly [string, string])[] {
  const known = chosen === undefined || names.includes(chosen) ? names : [...names, chosen];
  return [['all', all], ...known.toSorted().map((name) => [name, name] as const)];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly of: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, of, onChange }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      {of.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
