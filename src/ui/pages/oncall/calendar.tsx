import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { OnCallStatus, ScheduleShifts } from '../../../http/answers.js';
import { readClock } from '../../browser/clock.js';
import { Button } from '../../parts/button.js';
import { dayText, midnights, wallText } from '../../words/zone.js';
import { barOf, DAY, dragged, HOUR, instantAt } from './calendar-model.js';
import css from './calendar.module.css';
import { OverrideDialog } from './override-dialog.js';
import { Row } from './row.js';

interface Props {
  readonly calendar: ScheduleShifts;
  /** By whose clocks it is shown. */
  readonly zone: string;
  readonly colours: ReadonlyMap<string, number>;
  readonly status: OnCallStatus;
}

interface Marked {
  readonly from: number;
  readonly until: number;
}

/**
 * A schedule's days. Dragging over the first row marks hours that somebody else is to take; so do the arrow keys: left and right move the
 * mark by an hour (with Ctrl by a day), with Shift its end, and Enter asks who.
 */
export function Calendar({ calendar, zone, colours, status }: Props) {
  const { id, timeZone, shifts, layers } = calendar;
  const [from, until] = [Date.parse(calendar.startAt), Date.parse(calendar.endAt)];
  const row = useRef<HTMLDivElement>(null);
  const grabbed = useRef<number>(undefined);
  const [marked, setMarked] = useState<Marked>();
  const [asked, setAsked] = useState<Marked>();
  const placeOf = ({ clientX }: PointerEvent) => {
    const box = row.current?.getBoundingClientRect();
    return box ? instantAt((clientX - box.left) / box.width, from, until) : from;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    grabbed.current = placeOf(event);
    row.current?.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (grabbed.current !== undefined) setMarked(dragged(grabbed.current, placeOf(event)));
  };
  const up = (event: PointerEvent) => {
    if (grabbed.current === undefined) return;
    const next = dragged(grabbed.current, placeOf(event));
    grabbed.current = undefined;
    // A press without a way is no drag.
    if (next.until - next.from > HOUR) setAsked(next);
    else setMarked(undefined);
  };
  const key = (event: KeyboardEvent) => {
    const start = Math.ceil(Math.max(from, readClock()) / HOUR) * HOUR;
    const now = marked ?? { from: start, until: start + 8 * HOUR };
    const step = (event.ctrlKey ? DAY : HOUR) * (event.key === 'ArrowLeft' ? -1 : 1);
    if (event.key === 'Enter' || event.key === ' ') setAsked(now);
    else if (event.key === 'Escape') setMarked(undefined);
    else if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    else if (!marked) setMarked(now);
    else if (event.shiftKey)
      setMarked({ from: now.from, until: Math.max(now.from + HOUR, now.until + step) });
    else setMarked({ from: now.from + step, until: now.until + step });
    event.preventDefault();
  };
  const days = midnights(zone, from, until);
  const now = Date.parse(status.at);
  return (
    <section className={css['calendar']} aria-labelledby={`schedule-${id}`}>
      <div className={css['head']}>
        <h3 id={`schedule-${id}`}>{id}</h3>
        <span className={css['soft']}>
          handoffs by {timeZone}, shown by {zone}
        </span>
        <a href={`/api/v1/oncall/schedules/${encodeURIComponent(id)}.ics`}>iCal</a>
        <Button
          onClick={() =>
            setAsked(
              marked ?? {
                from: Math.ceil(readClock() / HOUR) * HOUR,
                until: Math.ceil(readClock() / HOUR) * HOUR + 8 * HOUR,
              },
            )
          }
          aria-label={`Override ${id}`}
        >
          Override
        </Button>
      </div>
      <div className={css['rows']}>
        <div className={css['days']} aria-hidden="true">
          {days.map((day) => (
            <span key={day} style={{ left: `${barOf(day, until, from, until).left * 100}%` }}>
              {dayText(zone, day)}
            </span>
          ))}
        </div>
        <div
          ref={row}
          className={css['final']}
          role="application"
          tabIndex={0}
          aria-label={`Mark hours of ${id} that somebody else takes: arrow keys, then Enter. ${marked ? `Marked: ${wallText(zone, marked.from)} to ${wallText(zone, marked.until)} ${zone}` : 'Nothing is marked.'}`}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onKeyDown={key}
        >
          <Row
            zone={zone}
            shifts={shifts}
            from={from}
            until={until}
            now={now}
            colours={colours}
            label={`Who answers by ${id}`}
          />
          {marked && <Mark {...barOf(marked.from, marked.until, from, until)} />}
        </div>
        {layers.map((layer) => (
          <div key={layer.name} className={css['layer']}>
            <span className={css['soft']}>{layer.name}</span>
            <Row
              zone={zone}
              shifts={layer.shifts}
              from={from}
              until={until}
              now={now}
              colours={colours}
              label={`Layer ${layer.name} of ${id} alone`}
              thin
            />
          </div>
        ))}
        {now >= from && now < until && (
          <span
            className={css['now']}
            style={{ left: `${barOf(now, until, from, until).left * 100}%` }}
            aria-hidden="true"
          />
        )}
      </div>
      {asked && (
        <OverrideDialog
          schedule={id}
          zone={zone}
          people={peopleOf(status, colours)}
          marked={asked}
          onClose={() => {
            setAsked(undefined);
            setMarked(undefined);
          }}
        />
      )}
    </section>
  );
}

function Mark({ left, width }: { readonly left: number; readonly width: number }) {
  return <span className={css['mark']} style={{ left: `${left * 100}%`, width: `${width * 100}%` }} />;
}

/** Everybody whom schedules or teams name. */
function peopleOf(
  { schedules, teams }: OnCallStatus,
  colours: ReadonlyMap<string, number>,
): readonly string[] {
  const answering = [...schedules, ...teams.flatMap(({ tiers }) => tiers)];
  const named = answering.flatMap(({ now, next }) => [now?.person, next?.onCall?.person]);
  return [...new Set([...colours.keys(), ...named.filter((name) => name !== undefined)])].sort();
}
