import { type ReactNode, useId, useState } from 'react';
import { FormDialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { type Action, bodyOf, type FieldSpec, initialValues } from './model/action.js';

interface Props {
  readonly action: Action;
  readonly onClose: () => void;
  /** Rejects with the guard's reason: then the dialog stays with all that was typed. */
  readonly onSubmit: (body: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** What was done has something to show in the dialog's place. */
  readonly keepOpen?: true;
}

/** Asks for what an action needs, and does it. */
export function ActionDialog({ action, onSubmit, ...rest }: Props) {
  const [values, setValues] = useState(() => initialValues(action.fields));
  return (
    <FormDialog
      title={action.label}
      does={action.does}
      {...rest}
      onSubmit={() => onSubmit(bodyOf(action, values))}
    >
      {action.fields.map((field, index) => (
        <Asked
          key={field.name}
          field={field}
          isFirst={index === 0}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
    </FormDialog>
  );
}

interface AskedProps {
  readonly field: FieldSpec;
  readonly isFirst: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Asked({ field, isFirst, value, onChange }: AskedProps): ReactNode {
  const { label, hint, optional, kind, options = [], suggested = [] } = field;
  const listId = useId();
  const name = optional ? `${label} (optional)` : label;
  return (
    <Field label={name} {...(hint === undefined ? {} : { hint })}>
      {(ids) => {
        if (kind === 'choice') {
          return (
            <select
              {...ids}
              autoFocus={isFirst}
              value={value}
              onChange={({ target }) => onChange(target.value)}
            >
              {options.map(([each, word]) => (
                <option key={each} value={each}>
                  {word}
                </option>
              ))}
            </select>
          );
        }
        return (
          <>
            <input
              {...ids}
              autoFocus={isFirst}
              required={optional !== true}
              value={value}
              list={suggested.length > 0 ? listId : undefined}
              autoComplete="off"
              maxLength={2000}
              onChange={({ target }) => onChange(target.value)}
            />
            {suggested.length > 0 && (
              <datalist id={listId}>
                {suggested.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            )}
          </>
        );
      }}
    </Field>
  );
}
