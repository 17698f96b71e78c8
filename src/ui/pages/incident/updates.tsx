import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AudienceUpdate } from '../../../http/answers.js';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Ago, Until } from '../../parts/time.js';
import css from './updates.module.css';
import lists from './lists.module.css';

interface Props {
  readonly id: string;
  readonly updates: readonly AudienceUpdate[];
  readonly closed: boolean;
}

/** What each audience hears next: a draft from the record, to be changed and approved. Only what is approved is sent. */
export function Updates({ id, updates, closed }: Props) {
  return (
    <section aria-labelledby="updates">
      <h2 id="updates" tabIndex={-1}>
        Updates
      </h2>
      <div className={css['updates']}>
        {updates.map((update) => (
          <Update key={update.audience} id={id} update={update} closed={closed} />
        ))}
      </div>
    </section>
  );
}

function Update({
  id,
  update,
  closed,
}: {
  readonly id: string;
  readonly update: AudienceUpdate;
  readonly closed: boolean;
}) {
  const { audience, dueAt, sent, lastSentAt, receivers, draft, stage } = update;
  const tell = useTell();
  const client = useQueryClient();
  // Until somebody types, the draft follows the record; from then on it is what was typed.
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await tell(incidentPath(id, 'updates'), { audience, text: typed ?? draft.text, draft: draft.version });
      setTyped(undefined);
    } catch (refused) {
      setError(refused instanceof Error ? refused.message : String(refused));
      // It may be another one meanwhile; what was typed stays.
      void client.invalidateQueries({ queryKey: ['incidents', id, 'updates'] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css['update']} data-stage={stage}>
      <h3>
        {audience}
        <span className={lists['soft']}>
          {dueAt === null ? (
            'not told of this severity'
          ) : (
            <>
              next update <Until at={dueAt} />
            </>
          )}
        </span>
      </h3>
      <p className={lists['soft']}>
        {receivers.length === 0
          ? 'No receiver: an update is written down, and nobody is told by Firebreak.'
          : `Sent to ${receivers.join(', ')}.`}{' '}
        {lastSentAt === null ? (
          'Nothing was sent yet.'
        ) : (
          <>
            {sent} sent, the last <Ago at={lastSentAt} />.
          </>
        )}
      </p>
      {!closed && (
        <>
          <Field label={`Draft for ${audience}`}>
            {(ids) => (
              <textarea
                {...ids}
                rows={4}
                maxLength={10_000}
                value={typed ?? draft.text}
                onChange={({ target }) => setTyped(target.value)}
              />
            )}
          </Field>
          {error !== undefined && (
            <Notice tone="bad">
              <p>{error}</p>
            </Notice>
          )}
          <div className={lists['row']}>
            <Button
              {...(stage === 'quiet' ? {} : { look: 'main' as const })}
              aria-disabled={busy}
              onClick={() => void send()}
            >
              {busy ? 'One moment …' : `Approve and send to ${audience}`}
            </Button>
            {typed !== undefined && (
              <Button look="quiet" onClick={() => setTyped(undefined)}>
                Back to the draft
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
