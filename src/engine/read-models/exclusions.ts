import type { ExclusionChange } from '../../core/exclusions/changes.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';

/** An exclusion in the words of files, instants as ISO 8601 in UTC. */
export interface ExclusionView extends Pick<Exclusion, 'id' | 'kind' | 'origin' | 'author' | 'reason'> {
  readonly slos: readonly string[] | undefined;
  readonly service: string | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** The times by name; undefined for one that comes `every` so often. */
  readonly times: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly every:
    | {
        readonly weekdays: readonly string[] | undefined;
        readonly weeks: readonly string[] | undefined;
        readonly month_days: readonly (number | string)[] | undefined;
        readonly at: string;
        readonly duration: string;
        readonly time_zone: string;
      }
    | undefined;
}

export interface ExclusionChangeView extends Omit<ExclusionChange, 'exclusion'> {
  readonly exclusion: ExclusionView;
}
