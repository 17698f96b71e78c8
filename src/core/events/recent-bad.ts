import { HOUR, MINUTE } from '../time/duration.js';
import type { LabelledBad } from './labelled-bad.js';

/**
 * Bad events of one label set: when it was last seen, and then by minute the instant of the first and their sum in turn. Plain numbers
 * side by side, because there is one of these for every series.
 */
type LabelHistory = number[];

const FIRST_INSTANT = 1;

/** Bad events of one label set. */
export type LabelledSum = Pick<LabelledBad, 'labels' | 'bad'>;

/** Bad events by label set over the last hour, for naming what fails. Sets without bad events are known by their labels alone. */
export class RecentBad {
  /** By the labels as JSON: as objects they take several times as much, and are wanted only when a page is sent. */
  private readonly histories = new Map<string, LabelHistory>();

  /** Takes what was counted, and lets go of what is an hour older than `until`. */
  add(counted: readonly LabelledBad[], until: number): void {
    let [labels, key] = [counted[0]?.labels, ''];
    for (const [index, entry] of counted.entries()) {
      // The samples of a set follow each other.
      if (index === 0 || entry.labels !== labels)
        [labels, key] = [entry.labels, JSON.stringify(entry.labels)];
      this.note(key, entry);
    }
    const horizon = until - HOUR;
    for (const [set, history] of this.histories) {
      if ((history[0] as number) <= horizon) this.histories.delete(set);
      let recent = FIRST_INSTANT;
      while (recent < history.length && (history[recent] as number) <= horizon) recent += 2;
      if (recent > FIRST_INSTANT) history.splice(FIRST_INSTANT, recent - FIRST_INSTANT);
    }
  }

  /** When the first bad events of each minute and label set were seen, in no order. */
  instants(): number[] {
    const instants: number[] = [];
    for (const history of this.histories.values()) {
      for (let i = FIRST_INSTANT; i < history.length; i += 2) {
        if ((history[i + 1] as number) > 0) instants.push(history[i] as number);
      }
    }
    return instants;
  }

  /** The bad events of each label set that came after `since`; those that had none are there too. */
  sumsSince(since: number): LabelledSum[] {
    return Array.from(this.histories, ([key, history]) => {
      let bad = 0;
      for (let i = FIRST_INSTANT; i < history.length; i += 2) {
        if ((history[i] as number) > since) bad += history[i + 1] as number;
      }
      return { labels: JSON.parse(key) as LabelledBad['labels'], bad };
    });
  }

  private note(key: string, { at, bad }: LabelledBad): void {
    let history = this.histories.get(key);
    if (!history) {
      history = [at];
      this.histories.set(key, history);
    }
    history[0] = Math.max(history[0] as number, at);
    if (bad === 0) return;
    const last = history.length - 2;
    const newest = last < FIRST_INSTANT ? undefined : (history[last] as number);
    if (newest !== undefined && at >= newest && Math.floor(at / MINUTE) === Math.floor(newest / MINUTE)) {
      history[last + 1] = (history[last + 1] as number) + bad;
    } else {
      history.push(at, bad);
    }
  }
}
