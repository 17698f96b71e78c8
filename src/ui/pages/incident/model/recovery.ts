import type { IncidentOutlook, IncidentSummary } from '../../../../http/answers.js';

/** How far the proof is that users are served again. */
export type RecoveryShown =
  | { readonly kind: 'proven' }
  /** Seen without a break since then; proven at `provenAt` if it stays. */
  | { readonly kind: 'seen'; readonly since: string; readonly provenAt: string | null }
  | { readonly kind: 'missing'; readonly reason: string };

/** What is shown of it while an incident is watched; undefined in every other phase. */
export function recoveryShown(
  { status, recovery }: Pick<IncidentSummary, 'status' | 'recovery'>,
  { steps, clocks }: Pick<IncidentOutlook, 'steps' | 'clocks'>,
): RecoveryShown | undefined {
  if (status !== 'monitoring') return undefined;
  const refused = steps.find(({ step }) => step === 'resolved')?.refused ?? null;
  if (refused === null) return { kind: 'proven' };
  const since = recovery?.since ?? null;
  if (since !== null) {
    const provenAt = clocks.find(({ of }) => of === 'recovery')?.dueAt ?? null;
    return { kind: 'seen', since, provenAt };
  }
  return { kind: 'missing', reason: missingOf(refused) };
}

/** What is missing, of a guard's words: `recovery is not proven: proven for none of 30m: no events over 1h; an override needs a reason`. */
function missingOf(refused: string): string {
  return refused
    .replace(/^recovery is not proven: (proven( by \S+)? for none of \S+: )?/, '')
    .replace(/; an override needs a reason$/, '');
}
