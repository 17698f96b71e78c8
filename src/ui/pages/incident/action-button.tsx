import { useId } from 'react';
import { Button } from '../../parts/button.js';
import { useActing } from './act.js';
import css from './action-button.module.css';
import type { Action } from './model/action.js';

interface Props {
  readonly action: Action;
  readonly look?: 'main' | 'quiet' | 'danger';
  /** A shorter one, where what stands around it says the rest. */
  readonly label?: string;
}

/** The button of an action. One that is refused stays where it is, with the guard's reason beside it. */
export function ActionButton({ action, look, label = action.label }: Props) {
  const { begin, refused, busy } = useActing();
  const id = useId();
  // What the guard says now outlives what it said when it was asked.
  const told = action.refused === null && refused?.id === action.id ? refused.reason : undefined;
  const reason = told ?? action.refused;
  const isBusy = busy === action.id;
  return (
    <span className={css['action']}>
      <Button
        {...(look === undefined ? {} : { look })}
        aria-label={isBusy || label === action.label ? undefined : action.label}
        aria-disabled={action.refused !== null || isBusy}
        aria-describedby={reason === null ? undefined : id}
        aria-keyshortcuts={action.key}
        onClick={() => action.refused === null && !isBusy && begin(action)}
      >
        {isBusy ? 'One moment …' : label}
        {action.key !== undefined && (
          <kbd className={css['key']} aria-hidden="true">
            {action.key}
          </kbd>
        )}
      </Button>
      {reason !== null && (
        <small id={id} className={css['reason']} role={told === undefined ? undefined : 'alert'}>
          {reason}
        </small>
      )}
    </span>
  );
}
