import { type ReactNode, useId } from 'react';
import css from './field.module.css';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** The control, with the ids that tie the words to it. */
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby'?: string }) => ReactNode;
}

/** A control with its words. */
export function Field({ label, hint, children }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
      </label>
      {children(hint === undefined ? { id } : { id, 'aria-describedby': hintId })}
      {hint !== undefined && (
        <span className={css['hint']} id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
