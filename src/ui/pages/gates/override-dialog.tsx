import { useState } from 'react';
import type { GateAnswer } from '../../../http/answers.js';
import { overrideGate } from '../../api/gates.js';
import { signature, useSession } from '../../api/session.js';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';

const SPANS = ['30m', '1h', '2h', '4h', '8h', '1d', '3d', '7d'];

/** Has a gate answer what somebody says for a while; no approval is needed, and everybody can see who said it. */
export function OverrideDialog({
  gate,
  onClose,
}: {
  readonly gate: GateAnswer;
  readonly onClose: () => void;
}) {
  const { data: session } = useSession();
  const [decision, setDecision] = useState<'allow' | 'block' | 'end'>(
    gate.decision === 'block' ? 'allow' : 'block',
  );
  const [span, setSpan] = useState('2h');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={`Override the gate of ${gate.service}`}
      does={decision === 'end' ? 'End the override' : decision === 'allow' ? 'Let it ship' : 'Freeze it'}
      onClose={onClose}
      onSubmit={() =>
        overrideGate({
          service: gate.service,
          decision,
          reason,
          ...(decision === 'end' ? {} : { for: span }),
          ...signature(session),
        })
      }
    >
      <p>
        Takes effect at once and without an approval. It is written down here, in the audit log, and on the
        timelines of the service’s open incidents.
      </p>
      <Field label="The gate answers">
        {(ids) => (
          <select
            {...ids}
            value={decision}
            onChange={({ target }) => setDecision(target.value as typeof decision)}
          >
            <option value="allow">open: it may ship</option>
            <option value="block">blocked: it may not</option>
            {gate.overridden && <option value="end">what the budget says again</option>}
          </select>
        )}
      </Field>
      {decision !== 'end' && (
        <Field label="For">
          {(ids) => (
            <select {...ids} value={span} onChange={({ target }) => setSpan(target.value)}>
              {SPANS.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label="Why" hint="For those who look at it tomorrow.">
        {(ids) => (
          <textarea
            {...ids}
            required
            rows={2}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
