import { useState } from 'react';
import type { OverrideOfFiles, PlannedOverride, ScheduleShifts } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { PlannedTime, Time } from '../../parts/time.js';
import css from './oncall.module.css';
import { Place } from './place.js';
import { type Chosen, TakeBack } from './take-back.js';

/** Who takes a schedule for a while: what was said here, with the way to take it back, and what files say, with where. */
export function Overrides({ calendars }: { readonly calendars: readonly ScheduleShifts[] }) {
  const [chosen, setChosen] = useState<Chosen>();
  const made = calendars.flatMap(({ id, overrides }) =>
    overrides.map((override) => ({ schedule: id, override })),
  );
  const ofFiles = calendars.flatMap(({ id, overridesOfFiles }) =>
    overridesOfFiles.map((override) => ({ schedule: id, override })),
  );
  return (
    <>
      <section aria-labelledby="overrides">
        <h2 id="overrides">Overrides made here</h2>
        {made.length === 0 ? (
          <p className={css['soft']}>
            None on these days. Drag over the first row of a calendar to make one.
          </p>
        ) : (
          <ul className={css['list']}>
            {made.map((each) => (
              <li key={`${each.schedule} ${each.override.number}`}>
                <Made {...each} onTakeBack={() => setChosen(each)} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {ofFiles.length > 0 && (
        <section aria-labelledby="overrides-of-files">
          <h2 id="overrides-of-files">Overrides of files</h2>
          <p className={css['soft']}>
            To change or end one, edit its line: the daemon reads files again when they change. One that is
            made here holds over them.
          </p>
          <ul className={css['list']}>
            {ofFiles.map(({ schedule, override }, index) => (
              <li key={`${schedule} ${index}`}>
                <Takes schedule={schedule} {...override} />
                {override.place && <Place {...override.place} />}
                {override.isOver && <span className={css['soft']}> (over)</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {chosen && <TakeBack {...chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function Takes({
  schedule,
  person,
  startAt,
  endAt,
}: Pick<OverrideOfFiles, 'person' | 'startAt' | 'endAt'> & { readonly schedule: string }) {
  return (
    <>
      <b>{person}</b> takes {schedule}, <PlannedTime at={startAt} /> to <PlannedTime at={endAt} />
    </>
  );
}

function Made({
  schedule,
  override,
  onTakeBack,
}: {
  readonly schedule: string;
  readonly override: PlannedOverride;
  readonly onTakeBack: () => void;
}) {
  const { number, reason, by, withdrawn, isOver } = override;
  return (
    <>
      <Takes schedule={schedule} {...override} />
      {reason === null ? '' : `: ${reason}`} <span className={css['soft']}>(said by {by})</span>{' '}
      {withdrawn ? (
        <span>
          taken back by {withdrawn.by} <Time at={withdrawn.at} />
          {withdrawn.reason === null ? '' : `: ${withdrawn.reason}`}
        </span>
      ) : isOver ? (
        <span className={css['soft']}>over</span>
      ) : (
        <Button look="quiet" onClick={onTakeBack} aria-label={`Take back: override ${number} of ${schedule}`}>
          Take back
        </Button>
      )}
    </>
  );
}
