import { type ReactNode, useId } from 'react';
import css from './field.module.css';

interface Props {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what the control holds. */
  readonly error?: string | undefined;
  /** The control, with the ids that tie the words to it. */
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby'?: string;
    readonly 'aria-invalid'?: true;
  }) => ReactNode;
}

/** A control with its words. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const words = [hint === undefined ? [] : [hintId], error === undefined ? [] : [errorId]].flat();
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(words.length > 0 ? { 'aria-describedby': words.join(' ') } : {}),
        ...(error === undefined ? {} : { 'aria-invalid': true }),
      })}
      {hint !== undefined && (
        <span className={css['hint']} id={hintId}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span className={css['error']} id={errorId}>
          {error}
        </span>
      )}
    </div>
  );
}
