import { useState } from 'react';
import { createToken } from '../../api/tokens.js';
import { Button } from '../../parts/button.js';
import { Copied } from '../../parts/copied.js';
import { Dialog, FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';

/** Makes a token, and shows its secret this once. */
export function NewToken({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState('read');
  const [expires, setExpires] = useState('90d');
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) {
    return (
      <Dialog title={`The secret of ${name}`} onClose={onClose}>
        <p>Copy it now: it is not kept anywhere, and cannot be shown again.</p>
        <Copied text={secret} label={`The secret of ${name}`}>
          <Button look="main" onClick={onClose}>
            Done
          </Button>
        </Copied>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title="New token"
      does="Make it"
      // When it is made the secret takes the form's place; only what is given up closes.
      keepOpen
      onClose={onClose}
      onSubmit={async () => setSecret((await createToken({ name, scope, expires_in: expires })).secret)}
    >
      <Field label="Name" hint="Of the program or person that will use it: ci, maria.">
        {(ids) => <input {...ids} required value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field label="Scope">
        {(ids) => (
          <select {...ids} value={scope} onChange={({ target }) => setScope(target.value)}>
            <option value="read">read: look</option>
            <option value="operate">operate: acknowledge, work on incidents, override, reload</option>
            <option value="admin">admin: also hand out tokens, read the audit log</option>
          </select>
        )}
      </Field>
      <Field label="Ends after">
        {(ids) => (
          <select {...ids} value={expires} onChange={({ target }) => setExpires(target.value)}>
            {['1d', '7d', '30d', '90d', '365d', 'never'].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
    </FormDialog>
  );
}
