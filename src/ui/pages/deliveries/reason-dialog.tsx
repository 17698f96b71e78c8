import { useState } from 'react';
import { signature, useSession } from '../../api/session.js';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';

interface Props {
  readonly title: string;
  readonly does: string;
  readonly onSubmit: (why: { readonly reason: string; readonly by?: string }) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why before something is done that others will wonder about. */
export function ReasonDialog({ title, does, onSubmit, onClose }: Props) {
  const { data: session } = useSession();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={title}
      does={does}
      onClose={onClose}
      onSubmit={() => onSubmit({ reason, ...signature(session) })}
    >
      <Field label="Why" hint="It stands with the message from then on.">
        {(ids) => (
          <input {...ids} required value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
    </FormDialog>
  );
}
