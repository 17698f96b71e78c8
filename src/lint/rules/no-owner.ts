import type { Rule } from '../rule.js';

/** Labels that say whose an SLO is, for dialects without a field for it. */
const OWNERS = ['owner', 'team'];

/** SLOs that are nobody's. */
export const noOwner: Rule = {
  id: 'no-owner',
  severity: 'warning',
  title: 'an SLO that nobody owns',
  explanation:
    'An alert has to reach somebody, and a budget that is gone needs somebody who decides. A label owner or team counts as well.',
  check: (slos) =>
    slos
      .filter(
        ({ metadata }) => metadata.owner === undefined && !OWNERS.some((name) => name in metadata.labels),
      )
      .map((slo) => ({
        slo,
        field: 'owner',
        message: `nobody owns the SLOs of ${slo.service}`,
        mend: 'add owner: with the team that is paged and asked (files of other tools: a label owner or team)',
      })),
};
