import { type ReactNode, type SubmitEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button } from './button.js';
import css from './dialog.module.css';
import { Notice } from './notice.js';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A window over the page: the browser's own, which keeps the focus inside, closes by Escape and gives the focus back. */
export function Dialog({ title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = ref;
    current?.showModal();
    // Closed before it is taken out of the page: only then does the browser give the focus back.
    return () => current?.close();
  }, []);
  return (
    <dialog ref={ref} className={css['dialog']} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface FormProps extends Props {
  /** What the button that does it says: `Declare incident`. */
  readonly does: string;
  /** Rejects with words for the one who asked; then the dialog stays, with all that was typed. */
  readonly onSubmit: () => Promise<unknown>;
  /** What was done has something to show in the dialog's place. */
  readonly keepOpen?: true;
}

/** A dialog that asks for something and does it. */
export function FormDialog({ does, onSubmit, keepOpen, children, ...rest }: FormProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
      if (!keepOpen) rest.onClose();
    } catch (refused) {
      setError(refused instanceof Error ? refused.message : String(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog {...rest}>
      <form onSubmit={(event) => void submit(event)}>
        <div className={css['fields']}>{children}</div>
        {error !== undefined && (
          <Notice tone="bad">
            <p>{error}</p>
          </Notice>
        )}
        <div className={css['actions']}>
          <Button onClick={rest.onClose}>Cancel</Button>
          <Button type="submit" look="main" aria-disabled={busy}>
            {busy ? 'One moment …' : does}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
