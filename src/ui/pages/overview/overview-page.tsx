import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type Overview, useOverview } from '../../api/slos.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Beside } from './beside.js';
import { Filters } from './filters.js';
import { headline } from './headline.js';
import { NoSlos } from './no-slos.js';
import css from './overview.module.css';
import { SloTable } from './slo-table.js';
import { chosen, linesOf, viewOf } from './view.js';

/** Every SLO by what needs attention. */
export default function OverviewPage() {
  const overview = useOverview();
  return (
    <Answered query={overview} what="The list of SLOs" lines={14} heading="SLOs">
      {(data) => (data.slos.length === 0 ? <NoSlos /> : <Loaded {...data} />)}
    </Answered>
  );
}

function Loaded({ slos, at, advisoryEnvironments }: Overview) {
  const [params] = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const rows = useMemo(() => chosen(slos, view), [slos, view]);
  const lines = useMemo(() => linesOf(rows, view.grouped), [rows, view.grouped]);
  const head = headline(slos);
  useTitle(head);
  return (
    <>
      <div>
        <h1>{head}</h1>
      </div>
      <div className={css['columns']}>
        <section aria-label="SLOs">
          <Filters slos={slos} view={view} shown={rows.length} />
          <SloTable lines={lines} view={view} at={Date.parse(at)} />
        </section>
        <Beside slos={slos} advisedIn={advisoryEnvironments} />
      </div>
    </>
  );
}
