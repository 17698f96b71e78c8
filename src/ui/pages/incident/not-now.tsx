import type { Action } from './model/action.js';
import css from './not-now.module.css';

/** Why the key that was pressed does nothing; its button may be out of sight. */
export function NotNow({ asked }: { readonly asked: Action | undefined }) {
  const refused = asked?.refused ?? null;
  return (
    <div role="status" className={css['at-the-end']}>
      {asked && refused !== null && (
        <p className={css['said']}>
          <b>{asked.label}</b>, not now: {refused}
        </p>
      )}
    </div>
  );
}
