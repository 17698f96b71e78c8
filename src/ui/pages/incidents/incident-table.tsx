import { Link } from 'react-router';
import type { ListedIncidents } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Ago, Time } from '../../parts/time.js';
import { PHASE_TONES } from '../../words/phase-tones.js';
import { percent } from '../../words/numbers.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { spanText } from '../../words/times.js';
import { inHand } from '../../words/incidents.js';
import css from './incidents.module.css';

type Listed = ListedIncidents['incidents'][number];

/** Incidents as lines. */
export function IncidentTable({
  incidents,
  label,
}: {
  readonly incidents: readonly Listed[];
  readonly label: string;
}) {
  return (
    <table className={css['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">Incident</th>
          <th scope="col">State</th>
          <th scope="col">Who</th>
          <th scope="col">Opened</th>
          <th scope="col">Impact</th>
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => (
          <Row key={incident.id} incident={incident} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ incident }: { readonly incident: Listed }) {
  const { id, title, service, severity, phase, owner, openedAt, resolvedAt, verdict } = incident;
  return (
    <tr>
      <td>
        <Badge tone={SEVERITY_TONES[severity]} title={incident.severityReason}>
          {severity.toUpperCase()}
        </Badge>
      </td>
      <td className={css['what']}>
        <Link to={`/incidents/${id}`}>{id}</Link> {title}
        <small>{service}</small>
      </td>
      <td>
        <Badge tone={PHASE_TONES[phase]}>{phase}</Badge>
        {verdict !== null && <small>{verdict.replace('-', ' ')}</small>}
        {incident.mergedInto !== null && <small>merged into {incident.mergedInto}</small>}
      </td>
      <td>
        <Who incident={incident} />
        <small>{owner ?? 'no team owns it'}</small>
      </td>
      <td className={css['when']}>
        {resolvedAt === null ? <Ago at={openedAt} /> : <Time at={openedAt} />}
        {resolvedAt !== null && (
          <small>lasted {spanText(Date.parse(resolvedAt) - Date.parse(openedAt))}</small>
        )}
      </td>
      <td>
        <ImpactCell incident={incident} />
      </td>
    </tr>
  );
}

/** Who leads it; until somebody does, who has answered the page. */
function Who({ incident }: { readonly incident: Listed }) {
  const who = inHand(incident);
  if (who === null) return incident.resolvedAt === null ? <b className={css['nobody']}>nobody yet</b> : '–';
  return (
    <>
      {who.name} <span className={css['soft']}>{who.as}</span>
    </>
  );
}

/** What fails now, and what it has cost; what is over has it in its report. */
function ImpactCell({ incident: { impact, resolvedAt } }: { readonly incident: Listed }) {
  if (impact === null)
    return resolvedAt === null ? <Badge tone="unknown">not measured</Badge> : <span>–</span>;
  const { budgetSpent: spent, budgetWindow } = impact;
  return (
    <>
      <Failing impact={impact} />
      <small>
        {spent === null
          ? 'budget unknown'
          : `${percent(spent, 2)} of the budget${budgetWindow === null ? '' : ` over ${budgetWindow}`}`}
      </small>
    </>
  );
}

function Failing({ impact }: { readonly impact: NonNullable<Listed['impact']> }) {
  const [ratio, seen, words] =
    impact.kind === 'live'
      ? [impact.now?.errorRatio, impact.now, `over ${spanText(impact.now?.windowMs ?? 0)}`]
      : [impact.errorRatio, impact, `in ${spanText(Date.parse(impact.endAt) - Date.parse(impact.startAt))}`];
  if (ratio === undefined || ratio === null || !seen) return <Badge tone="unknown">unknown</Badge>;
  return (
    <span title={`${words}, data for ${percent(seen.coverage)} of it`}>
      {percent(ratio)} {impact.kind === 'live' ? 'failing' : 'failed'}
    </span>
  );
}
