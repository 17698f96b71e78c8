import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiverTest, ReceiverView } from '../../../http/answers.js';
import { replayReceiver, testReceiver, useGivenUp } from '../../api/deliveries.js';
import { signature, useSession } from '../../api/session.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { Empty } from '../../parts/notice.js';
import css from './deliveries.module.css';
import { ReasonDialog } from './reason-dialog.js';

/** Who can be told, each with a way to try it. */
export function Receivers({ query }: { readonly query: UseQueryResult<readonly ReceiverView[]> }) {
  const givenUp = useGivenUp();
  return (
    <section aria-labelledby="receivers">
      <h2 id="receivers">Receivers</h2>
      <Answered query={query} what="Receivers" lines={2}>
        {(receivers) =>
          receivers.length === 0 ? (
            <Empty title="Nobody can be told">
              <p>
                Alerts open, and no one hears of it: name a receiver and a route in firebreak.yaml, such as{' '}
                <code>{'receivers: [{name: pager, pagerduty: {routing_key_file: …}}]'}</code>.
              </p>
            </Empty>
          ) : (
            <ul className={css['receivers']}>
              {receivers.map((receiver) => (
                <Receiver
                  key={receiver.name}
                  receiver={receiver}
                  givenUp={givenUp.data?.get(receiver.name) ?? 0}
                />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Receiver({
  receiver: { name, takes },
  givenUp,
}: {
  readonly receiver: ReceiverView;
  readonly givenUp: number;
}) {
  const { data: session } = useSession();
  const [told, setTold] = useState<Told>();
  const [again, setAgain] = useState(false);
  const test = () => {
    setTold({ text: 'sending a test …' });
    testReceiver(name, signature(session)).then(
      (result) => setTold(inWords(result)),
      (error: unknown) =>
        setTold({
          tone: 'page',
          word: 'not tested',
          text: error instanceof Error ? error.message : String(error),
        }),
    );
  };
  return (
    <li>
      <b>{name}</b> <span className={css['soft']}>{takes.join(', ')}</span>
      <Button onClick={test} aria-label={`Test ${name}`}>
        Test
      </Button>
      {givenUp > 0 && (
        <Button look="quiet" onClick={() => setAgain(true)} aria-label={`${sendAgain(givenUp)}: ${name}`}>
          {sendAgain(givenUp)}
        </Button>
      )}
      <p role="status">
        {told?.tone && (
          <>
            <Badge tone={told.tone}>{told.word}</Badge>{' '}
          </>
        )}
        {told?.text}
      </p>
      {again && (
        <ReasonDialog
          title={`Send all that ${name} was given up on again`}
          does="Send again"
          onSubmit={(why) => replayReceiver(name, why)}
          onClose={() => setAgain(false)}
        />
      )}
    </li>
  );
}

function sendAgain(givenUp: number): string {
  return givenUp === 1 ? 'Send the given-up one again' : `Send the ${givenUp} given-up ones again`;
}

/** What became of a test. */
interface Told {
  readonly tone?: 'ok' | 'page';
  readonly word?: string;
  readonly text: string;
}

function inWords({ trigger, resolve }: ReceiverTest): Told {
  const both = trigger.outcome === 'delivered' && resolve.outcome === 'delivered';
  return both
    ? { tone: 'ok', word: 'arrived', text: `the test arrived, and was taken back: ${trigger.detail}` }
    : {
        tone: 'page',
        word: 'failed',
        text: `page ${trigger.outcome}: ${trigger.detail}; its end ${resolve.outcome}: ${resolve.detail}`,
      };
}
