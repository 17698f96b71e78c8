import { applyIncidentEvent } from '../../../../src/core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../../../../src/core/incident/decide.js';
import type { Incident, IncidentEvent, IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { type IncidentPhase, ROLES } from '../../../../src/core/incident/phases.js';
import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../../../src/core/incident/policy.js';
import { dueTimer } from '../../../../src/core/incident/timers.js';
import { MINUTE } from '../../../../src/core/time/duration.js';

/** An incident whose commands are told one after the other; each may be refused. */
export class Life {
  incident: Incident | undefined;
  readonly events: IncidentEvent[] = [];
  minute = 0;

  constructor(
    severity: IncidentSeverity = 'sev3',
    private readonly rules: IncidentPolicy = DEFAULT_INCIDENT_POLICY,
    errorRatio?: number,
  ) {
    this.do({
      kind: 'declare',
      incidentId: 'INC-7',
      sloId: 'checkout/availability',
      service: 'checkout',
      slo: 'availability',
      title: 'checkout/availability burns its error budget',
      scored: { severity, reason: 'as the test says' },
      errorRatio,
      failingSince: undefined,
    });
  }

  /** The reason of a refusal; undefined when it was done. */
  do(command: IncidentCommand): string | undefined {
    const decision = decideIncident(this.incident, command, this.minute * MINUTE, this.rules);
    if (decision.kind === 'rejected') return decision.reason;
    for (const event of decision.events) {
      this.incident = applyIncidentEvent(this.incident, event);
      this.events.push(event);
    }
    return undefined;
  }

  /** Does what is due, as whatever tends incidents. */
  tend(): void {
    const due = this.incident && dueTimer(this.incident, this.rules, this.minute * MINUTE);
    if (!this.incident || !due) return;
    this.incident = applyIncidentEvent(this.incident, due);
    this.events.push(due);
  }

  move(to: IncidentPhase, text = '', override?: string): string | undefined {
    return this.do({ kind: 'move', to, by: 'maria', text, override });
  }

  crew(): this {
    for (const role of ROLES) this.do({ kind: 'assign-role', role, to: `the ${role}`, by: 'maria' });
    return this;
  }

  /** Lets the alert end and recovery be seen. */
  recover(): void {
    this.do({ kind: 'end-alert', text: 'the page has ended' });
    this.do({ kind: 'see-recovery', sight: { code: 'within', text: 'the SLI is back within its SLO' } });
  }
}

const WAY: Readonly<Record<IncidentPhase, (life: Life) => void>> = {
  declared: () => undefined,
  acknowledged: (life) => void life.do({ kind: 'acknowledge', by: 'maria', via: 'API' }),
  investigating: (life) => {
    lead(life, 'acknowledged');
    life.crew().move('investigating');
  },
  identified: (life) => {
    lead(life, 'investigating');
    life.move('identified', 'the pool is exhausted');
  },
  mitigating: (life) => {
    lead(life, 'identified');
    life.move('mitigating', 'rolled back');
  },
  monitoring: (life) => {
    lead(life, 'mitigating');
    life.recover();
  },
  resolved: (life) => {
    lead(life, 'monitoring');
    life.minute += 30;
    life.move('resolved');
  },
  closed: (life) => {
    lead(life, 'resolved');
    life.do({ kind: 'close', verdict: 'real', reason: 'a bad deploy', by: 'maria' });
  },
};

function lead(life: Life, phase: IncidentPhase): void {
  WAY[phase](life);
}

/** An incident in a phase, with all roles set from `investigating` on. */
export function lifeIn(phase: IncidentPhase, severity: IncidentSeverity = 'sev3'): Life {
  const life = new Life(severity);
  lead(life, phase);
  if (life.incident?.phase !== phase) throw new Error(`it is ${life.incident?.phase}, not ${phase}`);
  return life;
}
