import type { ReadRequest } from '../../engine/ports.js';
import type { Batch } from './batch.js';
import { type Planned, planRaw } from './read-plan.js';
import { isRecorded, planRecorded } from './recorded-reads.js';

/** Plans kept: those of a cycle at ten thousand SLOs, which are read some after the others. */
const MOST_PLANS = 64;

/** Plans of reads that come again every cycle with the very same selectors, which makes planning the larger part of the work. */
export class PlanCache {
  /** By the first key of the requests; the least recently used first. */
  private readonly plans = new Map<string, { requests: readonly Planned[]; batches: readonly Batch[] }>();

  /** Of requests over the same time. Running totals are planned anew, which is cheap and depends on how long that time is. */
  plan(requests: readonly ReadRequest[]): readonly Batch[] {
    const recorded = requests.filter(isRecorded);
    const others = requests.filter((request) => !isRecorded(request));
    return [...planRecorded(recorded), ...this.planOthers(others)];
  }

  private planOthers(requests: readonly Planned[]): readonly Batch[] {
    const name = requests[0]?.key ?? '';
    let plan = this.plans.get(name);
    this.plans.delete(name);
    if (!plan || !areSame(plan.requests, requests)) {
      plan = {
        requests: requests.map(({ key, selectors }) => ({ key, selectors })),
        batches: planRaw(requests),
      };
    }
    this.plans.set(name, plan);
    for (const oldest of this.plans.size > MOST_PLANS ? this.plans.keys() : []) {
      this.plans.delete(oldest);
      break;
    }
    return plan.batches;
  }
}

function areSame(before: readonly Planned[], now: readonly Planned[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ key, selectors }, index) => {
      const other = now[index];
      return (
        key === other?.key &&
        selectors.length === other.selectors.length &&
        selectors.every((selector, i) => selector === other.selectors[i])
      );
    })
  );
}
