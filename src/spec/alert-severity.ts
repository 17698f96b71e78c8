import type { AlertSeverity } from '../core/slo/alert-policy.js';

/** The words for severities that people use; other tools prescribe none. */
const WORDS: Readonly<Record<AlertSeverity, readonly string[]>> = {
  page: ['page', 'critical', 'fatal', 'emergency', 'high', 'sev0', 'sev1', 'sev2', 'p0', 'p1', 'p2'],
  ticket: [
    'ticket',
    'warning',
    'warn',
    'minor',
    'medium',
    'low',
    'info',
    'sev3',
    'sev4',
    'sev5',
    'p3',
    'p4',
    'p5',
  ],
};

/** For messages: what to write. */
export const SEVERITY_MEND = `write page or ticket (also understood: ${[...WORDS.page, ...WORDS.ticket].join(', ')})`;

/** What a word means; undefined for one that does not say whether someone is woken. */
export function severityOf(word: string): AlertSeverity | undefined {
  const lower = word.toLowerCase();
  return (['page', 'ticket'] as const).find((severity) => WORDS[severity].includes(lower));
}
