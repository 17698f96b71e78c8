import { useState } from 'react';
import type { PlannedOverride, ScheduleShifts } from '../../../http/answers.js';
import { withdrawOverride } from '../../api/on-call.js';
import { signature, useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { FormDialog } from '../../parts/dialog.js';
import { Time } from '../../parts/time.js';
import css from './oncall.module.css';

interface Chosen {
  readonly schedule: string;
  readonly override: PlannedOverride;
}

/** What people said here over the files, with the way to take it back. */
export function Overrides({ calendars }: { readonly calendars: readonly ScheduleShifts[] }) {
  const { data: session } = useSession();
  const [chosen, setChosen] = useState<Chosen>();
  const all = calendars.flatMap(({ id, overrides }) =>
    overrides.map((override) => ({ schedule: id, override })),
  );
  return (
    <section aria-labelledby="overrides">
      <h2 id="overrides">Overrides made here</h2>
      {all.length === 0 ? (
        <p className={css['soft']}>None on these days. Drag over the first row of a calendar to make one.</p>
      ) : (
        <ul className={css['list']}>
          {all.map((each) => {
            const { schedule, override } = each;
            const { number, person, startAt, endAt, reason, by, withdrawn, isOver } = override;
            return (
              <li key={`${schedule} ${number}`}>
                <b>{person}</b> takes {schedule}, <Time at={startAt} whole /> to <Time at={endAt} whole />
                {reason === null ? '' : `: ${reason}`} <span className={css['soft']}>(said by {by})</span>{' '}
                {withdrawn ? (
                  <span>
                    taken back by {withdrawn.by} <Time at={withdrawn.at} />
                  </span>
                ) : (
                  !isOver && (
                    <Button
                      look="quiet"
                      onClick={() => setChosen(each)}
                      aria-label={`Take back: override ${number} of ${schedule}`}
                    >
                      Take back
                    </Button>
                  )
                )}
              </li>
            );
          })}
        </ul>
      )}
      {chosen && (
        <FormDialog
          title={`Take back override ${chosen.override.number} of ${chosen.schedule}`}
          does="Take it back"
          onClose={() => setChosen(undefined)}
          onSubmit={() => withdrawOverride(chosen.schedule, chosen.override.number, signature(session))}
        >
          <p>From now on the files decide again. What has passed of it stays on record.</p>
        </FormDialog>
      )}
    </section>
  );
}
