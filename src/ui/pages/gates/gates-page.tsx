import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { GateAnswer } from '../../../http/answers.js';
import { useGates, useOverrides } from '../../api/gates.js';
import { Answered } from '../../parts/answered.js';
import { Button } from '../../parts/button.js';
import { Empty } from '../../parts/notice.js';
import { PageHead } from '../../parts/page-head.js';
import { Search } from '../../parts/search.js';
import stacked from '../../parts/stacked.module.css';
import { Time } from '../../parts/time.js';
import { GATES } from '../../words/states.js';
import { GateRow } from './gate-row.js';
import css from './gates.module.css';
import { OverrideDialog } from './override-dialog.js';

/** Which service may ship, by which budget, and who has said otherwise. */
export default function GatesPage() {
  const gates = useGates();
  const overrides = useOverrides();
  const [asked, setAsked] = useState<GateAnswer>();
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  return (
    <>
      <PageHead title="Policy and gates">
        <Search
          label="Search services"
          placeholder="Search services"
          text={text}
          onChange={(typed) => setParams(typed === '' ? {} : { q: typed }, { replace: true })}
        />
      </PageHead>
      <Answered query={gates} what="The gates">
        {(all) =>
          all.length === 0 ? (
            <Empty title="There are no gates yet">
              <p>
                Every service with an SLO has one: <code>firebreak gate SERVICE</code> asks it in a pipeline.
              </p>
            </Empty>
          ) : fitting(all, text).length === 0 ? (
            <Empty title="No service is called so">
              <p>
                <Button onClick={() => setParams({}, { replace: true })}>Show all</Button>
              </p>
            </Empty>
          ) : (
            <table className={stacked['stacked']}>
              <caption className="visually-hidden">Gates of services, those that are closed first</caption>
              <thead>
                <tr>
                  <th scope="col">Service</th>
                  <th scope="col">Gate</th>
                  <th scope="col">Why</th>
                  <th scope="col">SLOs: band, budget left, data</th>
                  <th scope="col">
                    <span className="visually-hidden">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {fitting(all, text).map((gate) => (
                  <GateRow key={gate.service} gate={gate} onOverride={() => setAsked(gate)} />
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
      <section className={css['past']}>
        <h2>Who said otherwise</h2>
        <Answered query={overrides} what="Overrides of gates" lines={3}>
          {(past) =>
            past.length === 0 ? (
              <p>Nobody, as far as the audit log reaches back.</p>
            ) : (
              <ol>
                {past.map(({ at, by, service, text: what }) => (
                  <li key={`${at} ${service}`}>
                    <Time at={at} /> <b>{by}</b>: {what ?? service}
                  </li>
                ))}
              </ol>
            )
          }
        </Answered>
      </section>
      {asked && <OverrideDialog gate={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** Those whose service holds the text, closed ones first. */
function fitting(gates: readonly GateAnswer[], text: string): readonly GateAnswer[] {
  return gates
    .filter(({ service }) => service.toLowerCase().includes(text.toLowerCase()))
    .sort((a, b) => GATES.indexOf(a.decision) - GATES.indexOf(b.decision));
}
