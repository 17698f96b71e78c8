import { useSearchParams } from 'react-router';
import { useDeliveries, useReceivers } from '../../api/deliveries.js';
import { Answered } from '../../parts/answered.js';
import { Empty } from '../../parts/notice.js';
import { PageHead } from '../../parts/page-head.js';
import stacked from '../../parts/stacked.module.css';
import { withParam } from '../../words/params.js';
import { DeliveryRow } from './delivery-row.js';
import { Receivers } from './receivers.js';
import { STATE_WORDS } from './states.js';
import { stateOf, STATES } from './view.js';

/** Every message that left or is to leave, how far it came, and what can be done about those that were given up. */
export default function DeliveriesPage() {
  const [params, setParams] = useSearchParams();
  const state = stateOf(params);
  const receiver = params.get('receiver') ?? '';
  const deliveries = useDeliveries(state, receiver);
  const receivers = useReceivers();
  const set = (name: string, value: string) =>
    setParams((now) => withParam(now, name, value), { replace: true });
  return (
    <>
      <PageHead title="Deliveries">
        <select aria-label="State" value={state} onChange={({ target }) => set('state', target.value)}>
          <option value="">State: all</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {STATE_WORDS[each]}
            </option>
          ))}
        </select>
        <select
          aria-label="Receiver"
          value={receiver}
          onChange={({ target }) => set('receiver', target.value)}
        >
          <option value="">Receiver: all</option>
          {receivers.data?.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </PageHead>
      <Receivers query={receivers} />
      <Answered query={deliveries} what="Messages">
        {(all) =>
          all.length === 0 ? (
            <Empty
              title={
                state === '' && receiver === '' ? 'No message has been sent yet' : 'No message is like that'
              }
            >
              <p>
                {state === '' && receiver === ''
                  ? 'What is sent when an alert opens or ends will be here, with the proof that it arrived. Try a receiver above.'
                  : 'Take a filter away to see the others.'}
              </p>
            </Empty>
          ) : (
            <>
              <table className={stacked['stacked']}>
                <caption className="visually-hidden">Messages, the newest first</caption>
                <thead>
                  <tr>
                    <th scope="col">Message</th>
                    <th scope="col">Decided</th>
                    <th scope="col">To</th>
                    <th scope="col">What</th>
                    <th scope="col">State</th>
                    <th scope="col">Proof</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((delivery) => (
                    <DeliveryRow key={delivery.id} delivery={delivery} />
                  ))}
                </tbody>
              </table>
              {all.length === 200 && (
                <p>
                  The newest 200 are shown; <code>firebreak deliveries list --limit 1000</code> shows more.
                </p>
              )}
            </>
          )
        }
      </Answered>
    </>
  );
}
