import { useState } from 'react';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import css from './timeline.module.css';

interface Props {
  readonly id: string;
  readonly seq: number;
  readonly marked: boolean;
}

const MARKS = {
  stars: {
    label: (seq: number) => `Star entry ${seq}`,
    shape: 'M8 1.4 10 5.8l4.8.5-3.6 3.2 1 4.7L8 11.8l-4.2 2.4 1-4.7L1.2 6.3 6 5.8Z',
  },
  shared: {
    label: (seq: number) => `Show entry ${seq} to partners`,
    shape: 'M9.5 2.2 14.6 7.4 9.5 12.6V9.4C5.6 9.4 3 10.7 1.4 13.6 1.8 8.6 4.9 5.6 9.5 5.3Z',
  },
} as const;

/** Marks an entry, as starred or as shown to partners, or takes the mark back; shows what the daemon says, not what was wished. */
export function EntryMark({ id, seq, marked, as }: Props & { readonly as: keyof typeof MARKS }) {
  const tell = useTell();
  const [error, setError] = useState<string>();
  const { label, shape } = MARKS[as];
  const toggle = async () => {
    setError(undefined);
    try {
      await tell(incidentPath(id, marked ? `${as}/remove` : as), { entry: seq });
    } catch (refused) {
      setError(refused instanceof Error ? refused.message : String(refused));
    }
  };
  return (
    <span>
      <button
        type="button"
        className={css['mark']}
        aria-pressed={marked}
        aria-label={label(seq)}
        title={label(seq)}
        onClick={() => void toggle()}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d={shape} fill={marked ? 'currentColor' : 'none'} stroke="currentColor" />
        </svg>
      </button>
      {error !== undefined && <small role="alert">{error}</small>}
    </span>
  );
}
