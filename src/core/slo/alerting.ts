import type { AlertSeverity } from './alert-policy.js';

/** What the alerts of one severity carry beside what the SLO says for all of them. */
export interface AlertMetadata {
  /** Routes go by them; where the SLO has one of the same name, these win. */
  readonly labels: Readonly<Record<string, string>>;
  /** Words for who reads the alert, under names that Prometheus takes for annotations. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** By severity; left out where it carries nothing of its own. */
export type Alerting = Readonly<Partial<Record<AlertSeverity, AlertMetadata>>>;

interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  readonly alerting?: Alerting;
}

/** The labels of an SLO's alerts of a severity, under the names that the file gave them. */
export function labelsOfAlert({ labels, alerting }: Labelled, severity: AlertSeverity) {
  const own = alerting?.[severity]?.labels;
  return own ? { ...labels, ...own } : labels;
}

/** An SLO's alerting without what is empty; undefined when nothing is left. */
export function statedAlerting(alerting: Alerting): Alerting | undefined {
  const stated = Object.entries(alerting).filter(
    ([, { labels, annotations }]) => Object.keys(labels).length + Object.keys(annotations).length > 0,
  );
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
}
