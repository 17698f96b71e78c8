import { useState } from 'react';
import type { PlannedOverride } from '../../../http/answers.js';
import { withdrawOverride } from '../../api/on-call.js';
import { signature, useSession } from '../../api/session.js';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';

/** An override that was made here. */
export interface Chosen {
  readonly schedule: string;
  readonly override: PlannedOverride;
}

/** Asks why an override is taken back, and takes it back. */
export function TakeBack({ schedule, override, onClose }: Chosen & { readonly onClose: () => void }) {
  const { data: session } = useSession();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={`Take back override ${override.number} of ${schedule}`}
      does="Take it back"
      onClose={onClose}
      onSubmit={() =>
        withdrawOverride(schedule, override.number, {
          ...(reason === '' ? {} : { reason }),
          ...signature(session),
        })
      }
    >
      <p>From now on the files decide again. What has passed of it stays on record.</p>
      <Field label="Why">
        {(ids) => <input {...ids} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </FormDialog>
  );
}
