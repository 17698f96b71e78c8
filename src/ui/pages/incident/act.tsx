import { createContext, useContext } from 'react';
import type { Action } from './model/action.js';

/** How the parts of the page have something done. */
export interface Acting {
  /** Opens the dialog of an action, or does it at once where nothing has to be said. */
  readonly begin: (action: Action) => void;
  /** What was refused last, and why; shown beside the control. */
  readonly refused: { readonly id: string; readonly reason: string } | undefined;
  /** The action that is being done. */
  readonly busy: string | undefined;
}

const ActingContext = createContext<Acting>({ begin: () => undefined, refused: undefined, busy: undefined });

export const ActingProvider = ActingContext.Provider;

export function useActing(): Acting {
  return useContext(ActingContext);
}
