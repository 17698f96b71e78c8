/** The label names that generated rules and receivers give alerts themselves (src/rules/names.ts is held to it by a test), and Prometheus'. */
const RESERVED = new Set([
  'service',
  'slo',
  'window',
  'of',
  'run',
  'held_counter',
  'family',
  'severity',
  'tier',
  'owner',
  'sli',
  'review_cadence',
  'runbook_url',
  'dashboard_url',
  'repository_url',
  'alertname',
  'job',
  'instance',
]);

/**
 * A spec's labels under names that Prometheus 2.x takes: other characters become `_`, and a name that is ours, reserved or taken gets
 * the prefix `spec_`. Sorted, so that the order in the file changes nothing; the same for rules and receivers, so that one route or
 * silence meets both.
 */
export function specLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  const taken = new Map<string, string>();
  for (const name of Object.keys(labels).sort()) {
    let safe = name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
    while (RESERVED.has(safe) || safe.startsWith('__') || safe === '' || taken.has(safe))
      safe = `spec_${safe}`;
    taken.set(safe, labels[name] ?? '');
  }
  return Object.fromEntries([...taken].sort(([a], [b]) => (a < b ? -1 : 1)));
}
