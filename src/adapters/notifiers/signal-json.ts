import { pageBody, pageTitle } from '../../core/delivery/page-text.js';
import type { Signal, SignalContactTest } from '../../core/delivery/signal.js';
import type { Exhaustion } from '../../core/error-budget/reading.js';

/** The whole signal, with times in ISO 8601 and the words a person would be shown. */
export function signalJson(signal: Signal): Record<string, unknown> {
  const { at, firingSince, failingSince, lastDeploy, budget, contactTest, rollback, ...rest } = signal;
  return {
    schema: 'firebreak.signal/v1',
    ...rest,
    at: iso(at),
    firingSince: iso(firingSince),
    failingSince: failingSince === undefined ? null : iso(failingSince),
    lastDeploy: lastDeploy === undefined ? null : { ...lastDeploy, at: iso(lastDeploy.at) },
    ...(contactTest ? { contactTest: contactTestView(contactTest) } : {}),
    ...(rollback ? { rollback: { ...rollback, until: iso(rollback.until) } } : {}),
    budget:
      budget.kind === 'measured' ? { ...budget, exhaustion: exhaustionView(budget.exhaustion) } : budget,
    title: pageTitle(signal),
    text: pageBody(signal).join('\n'),
  };
}

function exhaustionView(exhaustion: Exhaustion) {
  return exhaustion.kind === 'at' ? { ...exhaustion, at: iso(exhaustion.at) } : exhaustion;
}

function contactTestView(test: SignalContactTest) {
  return 'until' in test ? { ...test, until: iso(test.until) } : test;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
