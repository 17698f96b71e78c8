/** Incident severity, never to be mixed with an alert's (page, ticket). */
export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

export type IncidentSeverity = (typeof SEVERITIES)[number];
