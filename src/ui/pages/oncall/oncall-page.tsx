import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { OnCallStatus, ScheduleShifts } from '../../../http/answers.js';
import { useOnCall, useShifts } from '../../api/on-call.js';
import { readClock } from '../../browser/clock.js';
import { Answered } from '../../parts/answered.js';
import { Button } from '../../parts/button.js';
import { Failure, Waiting } from '../../parts/notice.js';
import { PageHead } from '../../parts/page-head.js';
import { utcText } from '../../words/times.js';
import { Calendar } from './calendar.js';
import { clocksOf, withClocks, zoneOf } from './clocks.js';
import { coloursOf, DAY, SPANS, type Span, weekOf } from './calendar-model.js';
import { Findings } from './findings.js';
import { NobodyYet } from './nobody-yet.js';
import css from './oncall.module.css';
import { Overrides } from './overrides.js';
import { WhoNow } from './who-now.js';

/** Who is called now and next, the calendar of the days to come, and what is unwise in it. */
export default function OnCallPage() {
  const onCall = useOnCall();
  return (
    <>
      <PageHead title="On call" />
      <Answered query={onCall} what="Who is on call">
        {(status) => (status.schedules.length === 0 ? <NobodyYet /> : <Loaded status={status} />)}
      </Answered>
    </>
  );
}

function Loaded({ status }: { readonly status: OnCallStatus }) {
  const [params, setParams] = useSearchParams();
  const span = (Object.keys(SPANS) as Span[]).find((each) => each === params.get('span')) ?? 'fortnight';
  const clocks = clocksOf(params);
  const thisWeek = useMemo(() => weekOf(readClock()), []);
  const from = Date.parse(params.get('from') ?? '') || thisWeek;
  const until = from + SPANS[span];
  const show = (next: { readonly from?: number; readonly span?: Span }) => {
    const at = next.from ?? from;
    setParams(
      {
        ...(clocks === 'utc' ? {} : { clocks }),
        span: next.span ?? span,
        ...(at === thisWeek ? {} : { from: new Date(at).toISOString().slice(0, 10) }),
      },
      { replace: true },
    );
  };
  const queries = useShifts(
    status.schedules.map(({ id }) => id),
    from,
    until,
  );
  const calendars = queries.flatMap(({ data }): ScheduleShifts[] => (data ? [data] : []));
  const colours = coloursOf(calendars);
  const error = queries.find((query) => query.error)?.error;
  return (
    <>
      <WhoNow status={status} />
      <section aria-labelledby="calendar">
        <div className={css['bar']}>
          <h2 id="calendar">Calendar</h2>
          <Button onClick={() => show({ from: from - 7 * DAY })}>
            <span aria-hidden="true">←</span> Week before
          </Button>
          <Button onClick={() => show({ from: thisWeek })}>This week</Button>
          <Button onClick={() => show({ from: from + 7 * DAY })}>
            Week after <span aria-hidden="true">→</span>
          </Button>
          <select
            aria-label="Length"
            value={span}
            onChange={({ target }) => show({ span: target.value as Span })}
          >
            <option value="week">1 week</option>
            <option value="fortnight">2 weeks</option>
            <option value="month">4 weeks</option>
          </select>
          <select
            aria-label="Clocks"
            value={clocks}
            onChange={({ target }) => setParams(withClocks(params, target.value), { replace: true })}
          >
            <option value="utc">UTC</option>
            <option value="schedule">each schedule’s clocks</option>
            <option value="local">your clocks</option>
          </select>
          <span className={css['soft']}>
            {utcText(from).slice(0, 10)} to {utcText(until).slice(0, 10)}
          </span>
        </div>
        <p className={css['legend']}>
          Hatched: nobody. A line along the top: an override. Shadows are told as well and answer for nobody.
        </p>
        {error && <Failure what="A calendar cannot be shown" error={error} />}
        {calendars.length === 0 && !error && <Waiting what="the calendar" />}
        {calendars.map((calendar) => (
          <Calendar
            key={calendar.id}
            calendar={calendar}
            zone={zoneOf(clocks, calendar.timeZone)}
            colours={colours}
            status={status}
          />
        ))}
      </section>
      <Overrides calendars={calendars} />
      <Findings calendars={calendars} standing={status.findings ?? []} />
    </>
  );
}
