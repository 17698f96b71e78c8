import { setImmediate as afterOthers } from 'node:timers/promises';
import { groupBy } from '../../core/group-by.js';
import { formatDuration } from '../../core/time/duration.js';
import type { GateAnswer, SloStatus } from '../../engine/read-models.js';

const STATES = ['page', 'ticket', 'unknown', 'ok'] as const;
const SEVERITIES = ['page', 'ticket'] as const;
const DECISIONS = ['allow', 'warn', 'block', 'unknown'] as const;

/** Labels beside those of the subject (`window="1h"`; empty: none) and the value. */
type Sample = readonly [labels: string, value: number];

/** A metric about each of many subjects; of what is unknown it has no sample: absent is not zero. */
interface Family<Subject> {
  readonly name: string;
  readonly help: string;
  readonly samples: (subject: Subject) => readonly Sample[];
}

const OF_SLOS: readonly Family<SloStatus>[] = [
  {
    name: 'firebreak_burn_rate',
    help: 'Error ratio over 1 - target, per window; absent when unknown or without traffic.',
    samples: ({ windows }) =>
      windows.flatMap((reading): Sample[] =>
        reading.kind === 'measured' ? [[windowLabel(reading.windowMs), reading.burnRate]] : [],
      ),
  },
  {
    name: 'firebreak_window_coverage',
    help: 'Share of the window that has data.',
    samples: ({ windows }) => windows.map(({ windowMs, coverage }) => [windowLabel(windowMs), coverage]),
  },
  {
    name: 'firebreak_error_budget_remaining_ratio',
    help: 'What is left of the error budget; below 0 when overspent, absent when unknown.',
    samples: ({ budget }) => (budget.kind === 'measured' ? [['', budget.remaining]] : []),
  },
  {
    name: 'firebreak_error_budget_coverage_ratio',
    help: 'Share of the SLO window that has data.',
    samples: ({ evaluatedAt, budget }) => (evaluatedAt === undefined ? [] : [['', budget.coverage]]),
  },
  {
    name: 'firebreak_error_budget_approximate',
    help: '1 while part of the error budget is estimated because history is being read, 0 when it is exact; absent when unknown.',
    samples: ({ budget }) => (budget.kind === 'measured' ? [['', budget.approximate ? 1 : 0]] : []),
  },
  { name: 'firebreak_slo_objective_ratio', help: 'The target.', samples: ({ target }) => [['', target]] },
  {
    name: 'firebreak_slo_state',
    help: '1 for the state that the SLO is in.',
    samples: ({ state }) => STATES.map((each) => [`state="${each}"`, state === each ? 1 : 0]),
  },
  {
    name: 'firebreak_policy_band',
    help: '1 for the band that the error budget is in.',
    samples: ({ policy }) => [[label('band', policy.band), 1]],
  },
  {
    name: 'firebreak_alert_firing',
    help: '1 while an alert of this severity is open; absent while the SLO is unknown.',
    samples: (slo) => {
      if (slo.state === 'unknown') return [];
      const open = openSeverities(slo);
      return SEVERITIES.map((severity) => [`severity="${severity}"`, open.has(severity) ? 1 : 0]);
    },
  },
];

interface Service {
  readonly gate: GateAnswer;
  readonly incidents: number;
}

const OF_SERVICES: readonly Family<Service>[] = [
  {
    name: 'firebreak_gate',
    help: '1 for what the gate of the service says.',
    samples: ({ gate }) => DECISIONS.map((each) => [`decision="${each}"`, gate.decision === each ? 1 : 0]),
  },
  {
    name: 'firebreak_incidents_open',
    help: 'Incidents that are not resolved.',
    samples: ({ incidents }) => [['', incidents]],
  },
];

/**
 * What Prometheus scrapes about SLOs, in its text format. Thousands of SLOs are a quarter of a million lines, several times what
 * prom-client writes in a second; others have their turn between one metric and the next.
 */
export async function sloText(slos: readonly SloStatus[], gates: readonly GateAnswer[]): Promise<string> {
  const ofSlos = slos.map((slo) => ({
    subject: slo,
    labels: `${label('service', slo.service)},${label('slo', slo.name)}`,
  }));
  const open = groupBy(
    slos.filter(({ incidentId }) => incidentId !== undefined),
    ({ service }) => service,
  );
  const ofServices = gates.map((gate) => ({
    subject: { gate, incidents: open.get(gate.service)?.length ?? 0 },
    labels: label('service', gate.service),
  }));
  const texts: string[] = [];
  for (const family of OF_SLOS) {
    texts.push(textOf(family, ofSlos));
    await afterOthers();
  }
  for (const family of OF_SERVICES) texts.push(textOf(family, ofServices));
  return texts.join('\n');
}

function textOf<Subject>(
  { name, help, samples }: Family<Subject>,
  all: readonly { readonly subject: Subject; readonly labels: string }[],
): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`];
  for (const { subject, labels } of all) {
    for (const [own, value] of samples(subject)) {
      lines.push(`${name}{${own === '' ? labels : `${labels},${own}`}} ${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function windowLabel(windowMs: number): string {
  return `window="${formatDuration(windowMs)}"`;
}

function label(name: string, value: string): string {
  return `${name}="${value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"')}"`;
}

/** The alert names the worst severity; the tiers that fire beside it may be of the other. */
function openSeverities({ alert, tiers }: SloStatus): ReadonlySet<string> {
  if (!alert) return new Set();
  const firing = tiers.filter((tier) => alert.tierIds.includes(tier.policyId));
  return new Set([alert.severity, ...firing.map((tier) => tier.severity)]);
}
