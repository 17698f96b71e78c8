import { useState } from 'react';
import { incidentPath, useTell } from '../../api/incident-commands.js';
import type { Acting } from './act.js';
import type { Action } from './model/action.js';

/** Has actions done: at once, or after a dialog has asked. What is refused stays beside its control. */
export function useAct(id: string, ask: (action: Action) => void) {
  const tell = useTell();
  const [refused, setRefused] = useState<Acting['refused']>();
  const [busy, setBusy] = useState<string>();

  const acting: Acting = {
    refused,
    busy,
    begin(action) {
      setRefused(undefined);
      if (action.fields.length > 0) {
        ask(action);
        return;
      }
      setBusy(action.id);
      tell(pathOf(id, action), action.fixed)
        .catch((error: unknown) =>
          setRefused({ id: action.id, reason: error instanceof Error ? error.message : String(error) }),
        )
        .finally(() => setBusy(undefined));
    },
  };
  return {
    acting,
    submit: <Answer>(action: Action, body: Readonly<Record<string, unknown>>) =>
      tell<Answer>(pathOf(id, action), body),
  };
}

function pathOf(id: string, { path }: Action): string {
  return path.startsWith('/') ? path : incidentPath(id, path);
}
