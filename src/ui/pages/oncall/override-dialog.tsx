import { useState } from 'react';
import { overrideOnCall } from '../../api/on-call.js';
import { signature, useSession } from '../../api/session.js';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { beside, instantOf, wallOf, zoneHere } from '../../words/zone.js';

interface Props {
  readonly schedule: string;
  /** By whose clocks times are written. */
  readonly zone: string;
  readonly people: readonly string[];
  readonly marked: { readonly from: number; readonly until: number };
  readonly onClose: () => void;
}

/** Asks who takes the schedule, and from when to when. */
export function OverrideDialog({ schedule, zone, people, marked, onClose }: Props) {
  const { data: session } = useSession();
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState(wallOf(zone, marked.from));
  const [until, setUntil] = useState(wallOf(zone, marked.until));
  const [reason, setReason] = useState('');
  const submit = () => {
    const [begin, end] = [instantOf(zone, from), instantOf(zone, until)];
    if (begin === undefined || end === undefined) return Promise.reject(new Error('Say from when to when.'));
    return overrideOnCall(schedule, {
      person,
      from: new Date(begin).toISOString(),
      until: new Date(end).toISOString(),
      ...(reason === '' ? {} : { reason }),
      ...signature(session),
    });
  };
  return (
    <FormDialog title={`Who takes ${schedule}?`} does="Take over" onClose={onClose} onSubmit={submit}>
      <Field label="Person" hint="As the on-call files call them.">
        {(ids) => (
          <>
            <input
              {...ids}
              required
              list={`${ids.id}-people`}
              value={person}
              onChange={({ target }) => setPerson(target.value)}
            />
            <datalist id={`${ids.id}-people`}>
              {people.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={`From (${zone})`} hint={hereText(zone, from)}>
        {(ids) => (
          <input
            {...ids}
            type="datetime-local"
            required
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
        )}
      </Field>
      <Field label={`Until (${zone})`} hint={hereText(zone, until)}>
        {(ids) => (
          <input
            {...ids}
            type="datetime-local"
            required
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
        )}
      </Field>
      <Field label="Why">
        {(ids) => <input {...ids} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </FormDialog>
  );
}

function hereText(zone: string, text: string): string | undefined {
  const at = instantOf(zone, text);
  return at === undefined ? undefined : beside(zone, zoneHere(), at);
}
