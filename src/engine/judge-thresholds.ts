import { judgeBucket } from '../core/slo/judge-bucket.js';
import { MINUTE } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';

/** Buckets change with deployments, so the question is put again now and then. */
const JUDGE_EVERY = 10 * MINUTE;

/**
 * Asks for each latency threshold whether the live histogram has that very bucket. A threshold between two buckets cannot be
 * judged: its SLO is unknown and says so. Without an answer the last verdict stands.
 */
export async function judgeThresholds(state: EngineState, ports: EnginePorts, at: number): Promise<void> {
  for (const [id, runtime] of state.runtimes) {
    const { threshold } = runtime.slo.sli.derivation;
    if (!threshold) continue;
    const last = state.thresholdsJudged.get(id);
    if (last !== undefined && at - last < JUDGE_EVERY && at >= last) continue;
    const bucket = runtime.selectors.find((weighted) => weighted.bad < 0)?.selector;
    const live = bucket && (await ports.source.buckets(bucket));
    if (!live) continue;
    const verdict = live.length === 0 ? undefined : judgeBucket(threshold.bucket, live);
    const refused = verdict?.ok === false ? verdict.message : undefined;
    if (refused !== undefined && refused !== runtime.unjudgeable) {
      ports.log.error('this threshold cannot be judged', { slo: id, reason: refused });
    }
    runtime.unjudgeable = refused;
    if (live.length > 0) state.thresholdsJudged.set(id, at);
  }
}
