import type { SourcePosition } from '../../core/slo/slo.js';

/** An SLO as it is written, and what is made of it. */
export interface SloSpecView extends SourcePosition {
  /** The YAML document that it stands in, as written; undefined while the file cannot be read as it was loaded. */
  readonly text: string | undefined;
  /** The line of the file with which that text begins. */
  readonly firstLine: number;
  /** Where its fields stand; those that are left out have the place of what is nearest. */
  readonly fields: readonly { readonly field: string; readonly line: number; readonly column: number }[];
  readonly queries: readonly EventQueryView[];
  /** The recording and alerting rules that `firebreak generate` writes for it; undefined where rules cannot say it. */
  readonly rules: string | undefined;
}

/** PromQL, or words close to it, for the events of a window. */
export interface EventQueryView {
  readonly of: 'bad' | 'total';
  readonly text: string;
  /** Where Prometheus shows it; undefined for what is no PromQL. */
  readonly prometheusUrl: string | undefined;
  /** Where Grafana does; undefined where no Grafana is known. */
  readonly grafanaUrl: string | undefined;
}
