import { judgeBucket } from '../core/slo/judge-bucket.js';
import { MINUTE } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { SloRuntime } from './slo-runtime.js';

/** Buckets change with deployments, so the question is put again now and then. */
const JUDGE_EVERY = 10 * MINUTE;

/** Questions put at once: a thousand thresholds take seconds one after the other. */
const AT_ONCE = 8;

/**
 * Asks for each latency threshold whether the live histogram has that very bucket. A threshold between two buckets cannot be
 * judged: its SLO is unknown and says so. Without an answer the last verdict stands.
 */
export async function judgeThresholds(
  state: EngineState,
  ports: EnginePorts,
  runtimes: readonly SloRuntime[],
  at: number,
): Promise<void> {
  const due = runtimes.filter((runtime) => isDue(state, runtime, at));
  for (let i = 0; i < due.length; i += AT_ONCE) {
    await Promise.all(due.slice(i, i + AT_ONCE).map((runtime) => judge(state, ports, runtime, at)));
  }
}

function isDue(state: EngineState, { slo }: SloRuntime, at: number): boolean {
  if (!slo.sli.derivation.threshold) return false;
  const last = state.thresholdsJudged.get(slo.id);
  return last === undefined || at - last >= JUDGE_EVERY || at < last;
}

async function judge(state: EngineState, ports: EnginePorts, runtime: SloRuntime, at: number): Promise<void> {
  const { id, sli } = runtime.slo;
  const bucket = (sli.recordedFrom ?? sli).bad.find((term) => term.sign === -1)?.selector;
  const live = bucket && (await ports.source.buckets(bucket));
  if (!live || !sli.derivation.threshold) return;
  const verdict = live.length === 0 ? undefined : judgeBucket(sli.derivation.threshold.bucket, live);
  const refused = verdict?.ok === false ? verdict.message : undefined;
  if (refused !== undefined && refused !== runtime.unjudgeable) {
    ports.log.error('this threshold cannot be judged', { slo: id, reason: refused });
  }
  runtime.unjudgeable = refused;
  if (live.length > 0) state.thresholdsJudged.set(id, at);
}
