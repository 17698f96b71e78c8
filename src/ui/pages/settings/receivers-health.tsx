import { Link } from 'react-router';
import { useDeliveries, useReceivers } from '../../api/deliveries.js';
import { Badge } from '../../parts/badge.js';
import { Fact } from './fact.js';
import { receiverStates } from './receiver-state.js';
import css from './settings.module.css';

/** Whether those who are to be told take it. */
export function ReceiversHealth() {
  const { data: receivers, error } = useReceivers();
  const deliveries = useDeliveries('', '');
  const problem = error ?? deliveries.error;
  if (!receivers || !deliveries.data)
    return (
      <Fact name="Receivers" tone="unknown" word="not known">
        {problem?.message}
      </Fact>
    );
  if (receivers.length === 0)
    return (
      <Fact name="Receivers" tone="page" word="none">
        alerts open, and no one hears of it: name a receiver and a route in firebreak.yaml
      </Fact>
    );
  return (
    <div>
      <dt>Receivers</dt>
      <dd>
        <ul className={css['receivers']}>
          {receiverStates(receivers, deliveries.data).map(({ name, tone, word, text }) => (
            <li key={name}>
              <Link to={`/deliveries?receiver=${encodeURIComponent(name)}`}>{name}</Link>{' '}
              <Badge tone={tone}>{word}</Badge> <span className={css['soft']}>{text}</span>
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
