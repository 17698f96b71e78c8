import { useId } from 'react';
import { Button } from '../../parts/button.js';
import { useActing } from './act.js';
import css from './action-button.module.css';
import type { Action } from './model/action.js';

interface Props {
  readonly action: Action;
  readonly look?: 'main' | 'quiet' | 'danger';
  readonly label?: string;
}

/** The button of an action. One that is refused stays where it is, with the guard's reason beside it. */
export function ActionButton({ action, look, label = action.label }: Props) {
  const { begin, refused, busy } = useActing();
  const id = useId();
  const reason = refused?.id === action.id ? refused.reason : action.refused;
  const isBusy = busy === action.id;
  return (
    <span className={css['action']}>
      <Button
        {...(look === undefined ? {} : { look })}
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
        <small id={id} className={css['reason']} role={refused?.id === action.id ? 'alert' : undefined}>
          {reason}
        </small>
      )}
    </span>
  );
}
