import type { OnCallStatus, ScheduleShifts } from '../../../http/answers.js';
import { useOnCallLint } from '../../api/on-call.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { PlannedTime } from '../../parts/time.js';
import css from './oncall.module.css';
import { Place } from './place.js';

const WORST_FIRST = ['error', 'warning', 'hint'] as const;
const TONES = { error: 'page', warning: 'ticket', hint: 'plain' } as const;

interface Props {
  readonly calendars: readonly ScheduleShifts[];
  readonly standing: NonNullable<OnCallStatus['findings']>;
}

/** What is unwise about who is called, how to mend it, and when clocks are set next. */
export function Findings({ calendars, standing }: Props) {
  const lint = useOnCallLint();
  const changes = calendars.flatMap(({ id, clockChanges }) =>
    clockChanges.map((change) => ({ id, ...change })),
  );
  return (
    <>
      <section aria-labelledby="findings">
        <h2 id="findings">What to mend</h2>
        <Answered query={lint} what="What the linter finds" lines={3}>
          {(findings) =>
            findings.length + standing.length === 0 ? (
              <p className={css['soft']}>Nothing is unwise about who is called.</p>
            ) : (
              <ul className={css['list']}>
                {[...findings, ...standing.map((each) => ({ ...each, about: each.subject, place: null }))]
                  .sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity))
                  .map(({ code, severity, about, place, message, mend }) => (
                    <li key={`${code} ${about} ${message}`}>
                      <Badge tone={TONES[severity]}>{severity}</Badge> <b>{about}</b>
                      {place && <Place {...place} />}: {message}.
                      <p className={css['soft']}>To mend: {mend}</p>
                    </li>
                  ))}
              </ul>
            )
          }
        </Answered>
      </section>
      <section aria-labelledby="clocks">
        <h2 id="clocks">When clocks are set</h2>
        {changes.length === 0 ? (
          <p className={css['soft']}>The zones of these schedules do not set their clocks.</p>
        ) : (
          <ul className={css['list']}>
            {changes.map(({ id, at, byMs, effects }) => (
              <li key={`${id} ${at}`}>
                <PlannedTime at={at} />: {id}, {byMs > 0 ? 'an hour is skipped' : 'an hour comes twice'}
                {effects.map((effect) => (
                  <p key={effect} className={css['soft']}>
                    {effect}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
