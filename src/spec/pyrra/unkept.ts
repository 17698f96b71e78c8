import type { Findings } from '../firebreak/findings.js';
import type { AlertingSpec, PyrraSpec } from './schema.js';

/** Warns of what is kept in another way than pyrra does. */
export function warnOfUnkept(spec: PyrraSpec, at: Findings): void {
  warnOfAlerting(spec.alerting ?? {}, at.under('alerting'));
  const { partial_response_strategy: strategy, performanceOverAccuracy: cheap } = spec;
  if (strategy !== undefined && strategy !== '' && strategy !== 'abort') {
    at.warn(
      'of-the-rules',
      ['partial_response_strategy'],
      'generated rules say nothing of partial responses, so Thanos aborts',
      'set it where the rules are loaded, or leave it out',
    );
  }
  if (cheap === true) {
    at.warn(
      'of-the-rules',
      ['performanceOverAccuracy'],
      'events are counted exactly all the same, and no rule reads the whole SLO window',
      'leave it out',
    );
  }
  for (const field of ['ruleOutput', 'rulenamespace'] as const) {
    if (spec[field] === undefined) continue;
    at.warn(
      'of-the-rules',
      [field],
      'where rules go, and under which labels, is not the file’s to say here',
      'see firebreak generate --help',
    );
  }
}

function warnOfAlerting({ absent, absentName, burnRateType, severities }: AlertingSpec, at: Findings): void {
  if (burnRateType === 'dynamic') {
    at.warn(
      'fixed-burn-rates',
      ['burnRateType'],
      'the burn rates of the alerts do not move with the traffic: they are those of static, and at least 3 events must have failed',
      'write burnRateType: static, or leave it out',
    );
  }
  if (absent === false) {
    at.warn(
      'always-told',
      ['absent'],
      'an SLO without data is told of all the same',
      'write absent: true, or leave it out',
    );
  }
  if (absentName !== undefined && absentName !== '') {
    at.warn(
      'alert-name',
      ['absentName'],
      'the alert for an SLO without data has one name for all SLOs; this name stays as an annotation',
      'route by the labels service, slo and severity',
    );
  }
  if (severities?.absent !== undefined && severities.absent !== '') {
    at.warn(
      'always-told',
      ['severities', 'absent'],
      'an SLO without data makes a ticket, whatever this says',
      'leave it out',
    );
  }
}
