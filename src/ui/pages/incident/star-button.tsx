import { useState } from 'react';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import css from './timeline.module.css';

interface Props {
  readonly id: string;
  readonly seq: number;
  readonly starred: boolean;
}

/** Stars an entry, or takes its star; shows what the daemon says, not what was wished. */
export function StarButton({ id, seq, starred }: Props) {
  const tell = useTell();
  const [error, setError] = useState<string>();
  const toggle = async () => {
    setError(undefined);
    try {
      await tell(incidentPath(id, starred ? 'stars/remove' : 'stars'), { entry: seq });
    } catch (refused) {
      setError(refused instanceof Error ? refused.message : String(refused));
    }
  };
  return (
    <span>
      <button
        type="button"
        className={css['star']}
        aria-pressed={starred}
        aria-label={`Star entry ${seq}`}
        onClick={() => void toggle()}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 1.4 10 5.8l4.8.5-3.6 3.2 1 4.7L8 11.8l-4.2 2.4 1-4.7L1.2 6.3 6 5.8Z"
            fill={starred ? 'currentColor' : 'none'}
            stroke="currentColor"
          />
        </svg>
      </button>
      {error !== undefined && <small role="alert">{error}</small>}
    </span>
  );
}
