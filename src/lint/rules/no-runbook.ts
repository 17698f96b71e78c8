import { groupBy } from '../../core/group-by.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Finding, Rule } from '../rule.js';

/** SLOs that wake people without telling them what to do. */
export const noRunbook: Rule = {
  id: 'no-runbook',
  severity: 'warning',
  title: 'an SLO that pages and has no runbook',
  explanation:
    'Who is woken at 03:00 should not have to search for what to look at first. SLOs whose tiers are tickets need none. An annotation whose name has the word runbook counts as well.',
  check: (slos) => [...groupBy(slos.filter(pages), ({ service }) => service).values()].flatMap(checkService),
};

/** Where no SLO of a service has one, the service is told once. */
function checkService(paging: readonly Slo[]): Finding[] {
  const without = paging.filter((slo) => !hasRunbook(slo));
  const none = without.length === paging.length;
  return without.map((slo) => ({
    slo,
    field: none ? 'runbook' : 'slo',
    message: `${none ? slo.service : slo.id} pages somebody and has no runbook`,
    mend: 'add links: {runbook: https://…}, of the service or of the SLO (files of other tools: an annotation)',
  }));
}

function pages({ alertPolicies }: Slo): boolean {
  return alertPolicies.some(({ severity }) => severity === 'page');
}

function hasRunbook({ metadata: { links, annotations, alerting } }: Slo): boolean {
  const words = { ...annotations, ...alerting?.page?.annotations };
  return links.runbook !== undefined || Object.keys(words).some((name) => /runbook/i.test(name));
}
