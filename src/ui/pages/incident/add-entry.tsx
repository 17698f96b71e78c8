import { type SubmitEvent, useState } from 'react';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import { readClock } from '../../browser/clock.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import css from './timeline.module.css';
import { typedInstant } from './model/timeline.js';

/** Adds a line to the timeline, also late. What was typed stays until the daemon has taken it. */
export function AddEntry({ id }: { readonly id: string }) {
  const tell = useTell();
  const [text, setText] = useState('');
  const [when, setWhen] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    const happenedAt = when.trim() === '' ? undefined : typedInstant(when, readClock());
    if (when.trim() !== '' && happenedAt === undefined) {
      setError('The time is like 02:14 or 2026-03-09 02:14, in UTC.');
      return;
    }
    setBusy(true);
    try {
      await tell(incidentPath(id, 'timeline'), { text, ...(happenedAt === undefined ? {} : { happenedAt }) });
      setText('');
      setWhen('');
    } catch (refused) {
      setError(refused instanceof Error ? refused.message : String(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={css['add']} onSubmit={(event) => void add(event)}>
      <input
        id="note"
        aria-label="What happened"
        placeholder="What happened?  ( n )"
        required
        maxLength={2000}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <input
        className={css['at']}
        aria-label="When, if it was earlier (UTC)"
        placeholder="earlier: 02:14 UTC"
        autoComplete="off"
        value={when}
        onChange={({ target }) => setWhen(target.value)}
      />
      <Button type="submit" aria-disabled={busy}>
        {busy ? 'One moment …' : 'Add'}
      </Button>
      {error !== undefined && (
        <Notice tone="bad">
          <p>{error}</p>
        </Notice>
      )}
    </form>
  );
}
