import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { IncidentSummary } from '../../../http/answers.js';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import { useIncidentRules } from '../../api/incidents.js';
import { useOverview } from '../../api/slos.js';
import { randomKey } from '../../browser/random-key.js';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import css from './incidents.module.css';
import { declaration, type Declared, isUnknown, severityAsked, slosOf } from './declare.js';

type Rules = NonNullable<ReturnType<typeof useIncidentRules>['data']>;

/** Declares an incident. Whatever goes wrong on the way, trying again opens no second one: the key is of this dialog. */
export function DeclareDialog({ onClose }: { readonly onClose: () => void }) {
  const [asked, setAsked] = useState<Declared>({
    service: '',
    slo: '',
    severity: 'sev2',
    title: '',
    concerns: [],
  });
  const [key] = useState(randomKey);
  const { data: rules } = useIncidentRules();
  const { data: overview } = useOverview();
  const tell = useTell();
  const navigate = useNavigate();
  const listId = useId();
  const slos = overview?.slos ?? [];
  const services = [...new Set(slos.map(({ service }) => service))];
  const isNew = overview !== undefined && isUnknown(services, asked.service);
  const set = (changed: Partial<Declared>) => setAsked((now) => ({ ...now, ...changed }));
  const submit = async () => {
    const { incident } = await tell<{ readonly incident: IncidentSummary }>(
      '/api/v1/incidents',
      declaration({ ...asked, severity: severityAsked(asked, rules?.concerns ?? []) }, key),
    );
    for (const concern of asked.concerns) await tell(incidentPath(incident.id, 'concerns'), { concern });
    void navigate(`/incidents/${incident.id}`);
  };
  return (
    <FormDialog
      title="Declare an incident"
      does={isNew ? 'Declare it all the same' : 'Declare it'}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className={css['soft']}>
        Whoever answers for this severity is paged. Where one of the service is open already, what you say
        goes there.
      </p>
      <Field
        label="Service"
        error={
          isNew
            ? 'No SLO is of this service. See that it is written as it is called; those that have SLOs are offered as you type.'
            : undefined
        }
      >
        {(ids) => (
          <>
            <input
              {...ids}
              required
              autoFocus
              autoComplete="off"
              list={listId}
              maxLength={2000}
              value={asked.service}
              onChange={({ target }) => set({ service: target.value, slo: '' })}
            />
            <datalist id={listId}>
              {services.map((service) => (
                <option key={service} value={service} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="What is wrong">
        {(ids) => (
          <input
            {...ids}
            required
            autoComplete="off"
            maxLength={2000}
            value={asked.title}
            onChange={({ target }) => set({ title: target.value })}
          />
        )}
      </Field>
      {slosOf(slos, asked.service).length > 0 && (
        <Field
          label="SLO whose recovery is watched (optional)"
          hint="Without one nothing proves that it is over."
        >
          {(ids) => (
            <select {...ids} value={asked.slo} onChange={({ target }) => set({ slo: target.value })}>
              <option value="">none</option>
              {slosOf(slos, asked.service).map((id) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {rules && <Severities rules={rules} asked={asked} set={set} />}
    </FormDialog>
  );
}

interface SeveritiesProps {
  readonly rules: Rules;
  readonly asked: Declared;
  readonly set: (changed: Partial<Declared>) => void;
}

/** How bad it is, by what the policy says of each severity; a concern makes it as bad as it asks for. */
function Severities({ rules, asked, set }: SeveritiesProps) {
  const least = severityAsked(asked, rules.concerns);
  return (
    <>
      <fieldset className={css['choices']}>
        <legend>How bad is it?</legend>
        {rules.severities.map(({ severity, criteria }) => (
          <label key={severity}>
            <input
              type="radio"
              name="severity"
              checked={asked.severity === severity}
              onChange={() => set({ severity })}
            />
            <span>
              <b>{severity.toUpperCase()}</b> {criteria}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={css['choices']}>
        <legend>Does one of these hold?</legend>
        {rules.concerns.map(({ concern, reason, severity }) => (
          <label key={concern}>
            <input
              type="checkbox"
              checked={asked.concerns.includes(concern)}
              onChange={({ target }) =>
                set({
                  concerns: target.checked
                    ? [...asked.concerns, concern]
                    : asked.concerns.filter((each) => each !== concern),
                })
              }
            />
            <span>
              {reason} <small>at least {severity.toUpperCase()}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {least !== asked.severity && (
        <p role="status">
          It is declared as <b>{least.toUpperCase()}</b>, for what holds.
        </p>
      )}
    </>
  );
}
