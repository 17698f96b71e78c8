import type { Signal } from '../core/delivery/signal.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import type { AdvancedSlo } from './advance-slo.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { leads } from './leads.js';
import { noteTrouble } from './store-trouble.js';
import { advanceSource } from './watch-source.js';

/** A decision that is about to be written. */
interface Decision {
  readonly at: number;
  readonly advanced: readonly AdvancedSlo[];
  readonly closing: 'closing' | undefined;
}

/**
 * Has a decision written. When the store refuses it, or does not answer for long, nothing of it holds; but the pages that it would have
 * opened are told through the last resort.
 */
export async function writtenOrTold<Result>(
  state: EngineState,
  ports: EnginePorts,
  decision: Decision,
  write: () => Promise<Result>,
): Promise<Result> {
  const tell = (error: unknown) => {
    const trouble = noteTrouble(state, ports, decision.at, error);
    if (trouble) ports.lastResort?.unwritten(unwritten(state, decision, trouble.since));
  };
  const answered = ports.lastResort?.whenLate(() => tell(new Error('the store does not answer')));
  try {
    return await write();
  } catch (error) {
    tell(error);
    throw error;
  } finally {
    answered?.();
  }
}

function unwritten(state: EngineState, { at, advanced, closing }: Decision, since: number) {
  const source = closing && leads(state) ? advanceSource(state, at).rows : [];
  const opened = [...advanced.flatMap(({ rows }) => rows), ...source]
    .map(({ signal }) => signal)
    .filter(({ kind, severity }) => kind === 'trigger' && severity === 'page');
  const byId = new Map(opened.map((signal) => [signal.id, withoutRecord(signal, since)]));
  // Of what cannot be seen it is not known whether it is over.
  const seen = advanced.filter(({ judgement }) => judgement.blind === undefined);
  const judged = new Set(seen.map(({ runtime }) => runtime.slo.id));
  if (closing && state.source.reachable) judged.add(SOURCE_ID);
  return { at, judged, pages: [...byId.values()] };
}

/** The number of its incident is not known before it is written. */
function withoutRecord(signal: Signal, since: number): Signal {
  return { ...signal, incidentId: undefined, unrecordedSince: since };
}
