import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SloRow } from '../../../http/answers.js';
import { useOpenIncidents } from '../../api/incidents.js';
import { useOnCall } from '../../api/on-call.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Ago, Until } from '../../parts/time.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { counted } from '../../words/numbers.js';
import { inHand } from '../../words/incidents.js';
import css from './beside.module.css';

/** What else whoever looks in the morning wants to know: what is open, who answers, what may not be shipped. */
export function Beside(gates: GatesProps) {
  return (
    <aside className={css['beside']} aria-label="Incidents, on call, gates">
      <Incidents />
      <OnCall />
      <Gates {...gates} />
    </aside>
  );
}

function Part({
  title,
  to,
  children,
}: {
  readonly title: string;
  readonly to: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <h2>
        <Link to={to}>{title}</Link>
      </h2>
      {children}
    </section>
  );
}

function Incidents() {
  const incidents = useOpenIncidents();
  return (
    <Part title="Open incidents" to="/incidents">
      <Answered query={incidents} what="Incidents" lines={2}>
        {(open) =>
          open.length === 0 ? (
            <p className={css['none']}>None is open.</p>
          ) : (
            <ul>
              {open.slice(0, 6).map(({ id, title, severity, phase, openedAt, ...more }) => (
                <li key={id}>
                  <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge>{' '}
                  <Link to={`/incidents/${id}`}>{id}</Link> <span>{title}</span>
                  <small>
                    {phase}, opened <Ago at={openedAt} />, {onItText(inHand(more))}
                  </small>
                </li>
              ))}
              {open.length > 6 && <li>{counted(open.length - 6, 'more', 'more')}</li>}
            </ul>
          )
        }
      </Answered>
    </Part>
  );
}

function OnCall() {
  const onCall = useOnCall();
  return (
    <Part title="On call" to="/oncall">
      <Answered query={onCall} what="Who is on call" lines={2}>
        {({ schedules }) =>
          schedules.length === 0 ? (
            <p className={css['none']}>
              No on-call file is loaded: <code>on_call:</code> in firebreak.yaml.
            </p>
          ) : (
            <ul>
              {schedules.map(({ id, now, next, state, text }) => (
                <li key={id}>
                  {now ? (
                    <b>{now.fullName}</b>
                  ) : (
                    <Badge tone={state === 'gap' ? 'page' : 'unknown'}>{state}</Badge>
                  )}{' '}
                  <span title={text}>{id}</span>
                  {next && (
                    <small>
                      {next.onCall ? next.onCall.fullName : 'nobody'} <Until at={next.at} />
                    </small>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Part>
  );
}

interface GatesProps {
  readonly slos: readonly SloRow[];
  /** Environments in which a block is only a warning. */
  readonly advisedIn: readonly string[];
}

function Gates({ slos, advisedIn }: GatesProps) {
  const services = new Set(slos.map(({ service }) => service));
  const blocked = servicesWith(slos, 'block');
  const unknown = servicesWith(slos, 'unknown').filter((service) => !blocked.includes(service));
  const warned = servicesWith(slos, 'warn').filter((service) => ![...blocked, ...unknown].includes(service));
  return (
    <Part title="Gates" to="/gates">
      {blocked.length + unknown.length + warned.length === 0 ? (
        <p className={css['none']}>
          {services.size === 1 ? 'The service' : `All ${counted(services.size, 'service')}`} may ship.
        </p>
      ) : (
        <ul>
          {blocked.slice(0, 6).map((service) => (
            <li key={service}>
              <Badge tone="page">blocked</Badge> {service}
            </li>
          ))}
          {blocked.length > 6 && <li>{blocked.length - 6} more blocked</li>}
          {blocked.length > 0 && advisedIn.length > 0 && (
            <li>
              <small>only advised in {advisedIn.join(', ')}</small>
            </li>
          )}
          {unknown.length > 0 && (
            <li>
              <Badge tone="unknown">unknown</Badge> {named(unknown)}
            </li>
          )}
          {warned.length > 0 && (
            <li>
              <Badge tone="ticket">warns</Badge> {named(warned)}
            </li>
          )}
        </ul>
      )}
    </Part>
  );
}

function named(services: readonly string[]): string {
  return services.length > 3 ? counted(services.length, 'service') : services.join(', ');
}

function servicesWith(slos: readonly SloRow[], gate: SloRow['gate']): readonly string[] {
  return [...new Set(slos.filter((row) => row.gate === gate).map(({ service }) => service))];
}

function onItText(who: ReturnType<typeof inHand>): string {
  return who === null ? 'nobody has acknowledged it' : `${who.name}: ${who.as}`;
}
