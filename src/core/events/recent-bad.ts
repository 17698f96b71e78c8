import { HOUR, MINUTE } from '../time/duration.js';
import type { LabelledBad } from './count-samples.js';

/** Bad events of one label set: by minute, at the instant of the first of each. */
interface LabelHistory {
  readonly labels: LabelledBad['labels'];
  lastSeen: number;
  ats: number[];
  bads: number[];
}

/** Bad events by label set over the last hour, for naming what fails. Sets without bad events are known by their labels alone. */
export class RecentBad {
  private readonly histories = new Map<string, LabelHistory>();

  /** Takes what was counted, and lets go of what is an hour older than `until`. */
  add(counted: readonly LabelledBad[], until: number): void {
    for (const entry of counted) this.note(entry);
    const horizon = until - HOUR;
    for (const [key, history] of this.histories) {
      if (history.lastSeen <= horizon) this.histories.delete(key);
      const old = history.ats.findIndex((at) => at > horizon);
      if (old === 0 || history.ats.length === 0) continue;
      history.ats = old < 0 ? [] : history.ats.slice(old);
      history.bads = old < 0 ? [] : history.bads.slice(old);
    }
  }

  list(): LabelledBad[] {
    return [...this.histories.values()].flatMap(({ labels, lastSeen, ats, bads }) =>
      ats.length === 0
        ? [{ labels, at: lastSeen, bad: 0 }]
        : ats.map((at, index) => ({ labels, at, bad: bads[index] as number })),
    );
  }

  private note({ labels, at, bad }: LabelledBad): void {
    const key = JSON.stringify(labels);
    let history = this.histories.get(key);
    if (!history) {
      history = { labels, lastSeen: at, ats: [], bads: [] };
      this.histories.set(key, history);
    }
    history.lastSeen = Math.max(history.lastSeen, at);
    if (bad === 0) return;
    const last = history.ats.length - 1;
    const newest = history.ats[last];
    if (newest !== undefined && at >= newest && Math.floor(at / MINUTE) === Math.floor(newest / MINUTE)) {
      history.bads[last] = (history.bads[last] as number) + bad;
    } else {
      history.ats.push(at);
      history.bads.push(bad);
    }
  }
}
