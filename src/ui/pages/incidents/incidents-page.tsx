import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useIncidents } from '../../api/incidents.js';
import { useOnCall } from '../../api/on-call.js';
import { readClock } from '../../browser/clock.js';
import { useKeys } from '../../browser/keys.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Button } from '../../parts/button.js';
import { Empty } from '../../parts/notice.js';
import { DeclareDialog } from './declare-dialog.js';
import { Filters } from './filters.js';
import { headline } from './headline.js';
import { IncidentTable } from './incident-table.js';
import { answeredBy } from '../../words/incidents.js';
import css from './incidents.module.css';
import { isNarrowed, queryOf, viewOf } from './view.js';

/** All incidents, those that are open first. */
export default function IncidentsPage() {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const [now] = useState(readClock);
  const open = useIncidents(queryOf(view, true, now));
  const over = useIncidents(queryOf(view, false, now));
  const { data: onCall } = useOnCall();
  const [declares, setDeclares] = useState(false);
  const opened = open.data?.pages.flatMap(({ incidents }) => incidents) ?? [];
  const resolved = over.data?.pages.flatMap(({ incidents }) => incidents) ?? [];
  const unacknowledged = opened.filter((incident) => answeredBy(incident) === null).length;
  const head = open.data
    ? headline({
        open: opened.length,
        unacknowledged,
        isMore: open.hasNextPage,
        isNarrowed: isNarrowed(view),
      })
    : 'Incidents';
  useTitle(head);
  useKeys((key) => {
    if (key !== 'd') return false;
    setDeclares(true);
    return true;
  });
  const teams = onCall?.teams.map(({ name }) => name) ?? [];
  return (
    <>
      <div className={css['head']}>
        <h1>{head}</h1>
        <Button look="main" aria-keyshortcuts="d" onClick={() => setDeclares(true)}>
          Declare an incident <kbd aria-hidden="true">d</kbd>
        </Button>
      </div>
      <Filters view={view} teams={teams} incidents={[...opened, ...resolved]} />
      {view.state !== 'resolved' && (
        <section aria-labelledby="open">
          <h2 id="open">Open</h2>
          <Answered query={open} what="Open incidents" lines={4}>
            {() =>
              opened.length === 0 ? (
                <p className={css['none']}>
                  {isNarrowed(view) ? 'None that is open fits.' : 'None is open.'}
                </p>
              ) : (
                <IncidentTable incidents={opened} label="Open incidents" />
              )
            }
          </Answered>
          {open.hasNextPage && <Button onClick={() => void open.fetchNextPage()}>Show more</Button>}
        </section>
      )}
      {view.state !== 'open' && (
        <section aria-labelledby="over">
          <h2 id="over">Resolved and closed</h2>
          <Answered query={over} what="Resolved incidents" lines={6}>
            {() =>
              resolved.length > 0 ? (
                <IncidentTable incidents={resolved} label="Resolved incidents" />
              ) : isNarrowed(view) ? (
                <Empty title="None fits">
                  <p>
                    <Button onClick={() => setParams({}, { replace: true })}>Show all</Button>
                  </p>
                </Empty>
              ) : (
                <Empty title="No incident was resolved yet">
                  <p>
                    A page opens one by itself. To open one by hand: <i>Declare an incident</i>, or
                  </p>
                  <p>
                    <code>
                      firebreak incident declare --service checkout --severity sev2 --title "orders hang"
                    </code>
                  </p>
                </Empty>
              )
            }
          </Answered>
          {over.hasNextPage && <Button onClick={() => void over.fetchNextPage()}>Show more</Button>}
        </section>
      )}
      {declares && <DeclareDialog onClose={() => setDeclares(false)} />}
    </>
  );
}
