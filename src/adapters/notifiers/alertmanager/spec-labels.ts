/** The label names that the generated rules and this receiver give alerts themselves. */
const RESERVED = new Set([
  'service',
  'slo',
  'window',
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
 * A spec's labels under the names that they have on the alerts of the generated rules (src/rules/labels.ts; a test holds the two
 * together), so that one route or silence meets both. Without empty values, which mean "no such label" to Alertmanager.
 */
export function specLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  const taken = new Map<string, string>();
  for (const name of Object.keys(labels).sort()) {
    let safe = name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
    while (RESERVED.has(safe) || safe.startsWith('__') || safe === '' || taken.has(safe))
      safe = `spec_${safe}`;
    taken.set(safe, labels[name] ?? '');
  }
  return Object.fromEntries([...taken].filter(([, value]) => value !== ''));
}
