import type { ReactNode } from 'react';
import type { SloStatus } from '../../../http/answers.js';
import { useGate } from '../../api/gates.js';
import { Badge } from '../../parts/badge.js';
import { Time, Until } from '../../parts/time.js';
import { countText, percent, rateText, targetText } from '../../words/numbers.js';
import { GATE_TONES, GATE_WORDS } from '../../words/states.js';
import { spanText } from '../../words/times.js';
import css from './slo.module.css';

/** What there is to say of it now, each figure with its window, unit and coverage. */
export function Facts({ status }: { readonly status: SloStatus }) {
  const { service, target, window, eventsAre, tiers, policy, sla, links, owner, dataUntil } = status;
  const budget = toldBudget(status);
  const [fastest] = tiers;
  return (
    <dl className={css['facts']}>
      <Fact name="Promise" note={eventsAre === null ? '' : `of ${eventsAre}`}>
        {targetText(target)} over {window}
      </Fact>
      <Fact name="Budget left" note={budgetNote(budget)}>
        {budget.kind === 'measured' ? percent(budget.remaining) : <Unmeasured kind={budget.kind} />}
      </Fact>
      <Fact name="Burn now" note={fastest ? burnNote(fastest.long) : ''}>
        {fastest?.long.kind === 'measured' ? (
          rateText(fastest.long.burnRate)
        ) : (
          <Unmeasured kind={fastest?.long.kind} />
        )}
      </Fact>
      <Fact name="Budget gone" note="at this pace">
        <Gone budget={budget} />
      </Fact>
      <Fact name="Gate" note={policy.consequence}>
        <Badge tone={GATE_TONES[policy.gate]}>{GATE_WORDS[policy.gate]}</Badge> {policy.band}
        <Overridden service={service} />
      </Fact>
      {sla !== null && (
        <Fact name="SLA" note={sla.consequence ?? ''}>
          {targetText(sla.target)} over {sla.window},{' '}
          {sla.budget.kind === 'measured' ? (
            `${percent(sla.budget.remaining)} left`
          ) : (
            <Unmeasured kind={sla.budget.kind} />
          )}
        </Fact>
      )}
      <Fact name="Data until" note={owner === null ? 'no owner' : `owner: ${owner}`}>
        {dataUntil === null ? 'none yet' : <Time at={dataUntil} />}
      </Fact>
      {Object.values(links).some(Boolean) && (
        <Fact name="Links" note="">
          {Object.entries(links).map(
            ([name, url]) =>
              url && (
                <a key={name} href={url} rel="noreferrer">
                  {name}
                </a>
              ),
          )}
        </Fact>
      )}
    </dl>
  );
}

/** By whose word the gate of the service answers something else than this SLO says. */
function Overridden({ service }: { readonly service: string }) {
  const { data: gate } = useGate(service);
  if (!gate?.overridden) return null;
  return (
    <small>
      but {gate.overridden.by} has the gate of {service} {OVERRIDDEN_WORDS[gate.decision]}, which ends{' '}
      <Until at={gate.overridden.endsAt} />
    </small>
  );
}

const OVERRIDDEN_WORDS = { allow: 'open', block: 'blocked', warn: 'warn', unknown: 'unknown' } as const;

function Fact({
  name,
  note,
  children,
}: {
  readonly name: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {note !== '' && <small>{note}</small>}
      </dd>
    </div>
  );
}

function Unmeasured({ kind }: { readonly kind: 'no-traffic' | 'unknown' | undefined }) {
  return <Badge tone="unknown">{kind === 'no-traffic' ? 'no traffic' : 'unknown'}</Badge>;
}

function burnNote({ windowMs, coverage }: SloStatus['tiers'][number]['long']): string {
  return `over ${spanText(windowMs)}; data for ${percent(coverage)} of it`;
}

/** What little data shows is no budget: where the policy cannot go by it, nothing is said of what is left. */
function toldBudget({ budget, policy }: Pick<SloStatus, 'budget' | 'policy'>): ToldBudget {
  if (budget.kind !== 'measured' || policy.band !== 'unknown') return budget;
  const { windowMs, coverage } = budget;
  return { kind: 'unknown', windowMs, coverage, reason: 'too little is known of it' };
}

type ToldBudget = SloStatus['budget'] | TooLittle;

interface TooLittle {
  readonly kind: 'unknown';
  readonly windowMs: number;
  readonly coverage: number;
  readonly reason: string;
}

function budgetNote(budget: ToldBudget): string {
  const seen = `data for ${percent(budget.coverage)} of it`;
  if (budget.kind === 'unknown') return `${budget.reason}; ${seen}`;
  if (budget.kind === 'no-traffic') return seen;
  const about = budget.approximate ? '; estimated while history is read' : '';
  return `${countText(budget.badEvents)} of ${countText(budget.allowedBadEvents)} bad events spent; ${seen}${about}`;
}

function Gone({ budget }: { readonly budget: ToldBudget }) {
  if (budget.kind !== 'measured') return 'unknown';
  const { exhaustion } = budget;
  if (exhaustion.kind === 'at') return <Until at={exhaustion.at} />;
  return { exhausted: 'spent', never: 'not at this pace', unknown: 'unknown' }[exhaustion.kind];
}
