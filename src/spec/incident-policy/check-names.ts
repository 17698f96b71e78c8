import { AUDIENCES, MOMENTS } from '../../core/incident/audiences.js';
import { DRAFT_FACTS } from '../../core/incident/draft-update.js';
import { SEVERITIES } from '../../core/incident/severities.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { IncidentPolicyFile } from './schema.js';

/** What an incident policy may name, of the configuration and of the on-call files. */
export interface KnownNames {
  readonly receivers: readonly string[];
  readonly escalations: readonly string[];
}

/** Finds names that name nothing: nobody would be told, nobody called, and a draft would say `{serivce}`. */
export function checkNames(file: IncidentPolicyFile, known: KnownNames, findings: Findings): void {
  for (const audience of AUDIENCES) {
    file.audiences?.[audience]?.forEach((receiver, index) => {
      if (known.receivers.includes(receiver)) return;
      const mend = suggestion(receiver, known.receivers, 10);
      const message = `firebreak.yaml has no receiver "${receiver}"`;
      findings.error('unknown-receiver', ['audiences', audience, index], message, mend);
    });
    for (const moment of MOMENTS)
      checkTemplate(
        file.templates?.[audience]?.[moment] ?? '',
        findings.under('templates', audience, moment),
      );
  }
  for (const severity of SEVERITIES) {
    const escalation = file.severities?.[severity]?.escalation;
    if (escalation === undefined || known.escalations.includes(escalation)) continue;
    findings.error(
      'unknown-escalation',
      ['severities', severity, 'escalation'],
      `no on-call file has an escalation policy "${escalation}"`,
      suggestion(escalation, known.escalations, 10),
    );
  }
}

function checkTemplate(text: string, at: Findings): void {
  const facts: readonly string[] = DRAFT_FACTS;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/\{(\w+)\}/g)) {
    if (facts.includes(name)) continue;
    at.add({
      code: 'unknown-fact',
      path: [],
      within: { from: index, to: index + whole.length },
      message: `${whole} names no fact of an incident`,
      mend: suggestion(name, facts, 20),
    });
  }
}
