import type { EventCount, Sli } from './sli.js';
import type { Slo } from './slo.js';

/** What the generated rules record of every SLO: running totals of its events. src/rules is held to these names by a test. */
export const RUNNING_TOTAL = 'slo:events:running_total';

/** The labels that tell running totals apart; `of` is `good` or `bad` (or `seconds`, which are no events). */
export const RUNNING_TOTAL_LABELS = { service: 'service', slo: 'slo', of: 'of' } as const;

/** The same events, counted by what the generated rules record of them instead of by the SLI's own counters. */
export function recordedSli(slo: Slo): Sli {
  return {
    ...slo.sli,
    bad: recorded(slo, 'bad'),
    total: [...recorded(slo, 'good'), ...recorded(slo, 'bad')],
    recordedFrom: slo.sli,
  };
}

function recorded({ service, name }: Slo, of: 'good' | 'bad'): EventCount {
  const matchers = [
    { label: RUNNING_TOTAL_LABELS.service, op: '=' as const, value: service },
    { label: RUNNING_TOTAL_LABELS.slo, op: '=' as const, value: name },
    { label: RUNNING_TOTAL_LABELS.of, op: '=' as const, value: of },
  ];
  return [{ sign: 1, selector: { metric: RUNNING_TOTAL, matchers } }];
}
