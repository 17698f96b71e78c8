import type { IncidentSummary, TimelineEntry } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Time, Until } from '../../parts/time.js';
import { percent } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import { ActionButton } from './action-button.js';
import css from './lists.module.css';
import type { Action } from './model/action.js';
import { decideHypothesis } from './model/work.js';

interface Props {
  readonly incident: IncidentSummary;
  readonly timeline: readonly TimelineEntry[];
  readonly actions: readonly Action[];
  /** When the box of a hypothesis ends, by its number. */
  readonly boxes: ReadonlyMap<number, string>;
}

/** What is thought to be the cause, what was done against it, what was found and decided. */
export function Work({ incident, timeline, actions, boxes }: Props) {
  const own = actions.filter(({ group }) => group === 'Work');
  const noted = timeline.filter(({ kind }) => kind === 'found' || kind === 'decided');
  return (
    <section aria-labelledby="work">
      <h2 id="work">Cause and cure</h2>
      <div className={css['moves']} role="group" aria-label="Record">
        {own.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </div>
      <h3>Hypotheses</h3>
      {incident.hypotheses.length === 0 ? (
        <p className={css['soft']}>None is stated.</p>
      ) : (
        <ul className={css['list']}>
          {incident.hypotheses.map((hypothesis) => (
            <Hypothesis
              key={hypothesis.number}
              hypothesis={hypothesis}
              endsAt={boxes.get(hypothesis.number)}
              over={incident.status === 'resolved'}
            />
          ))}
        </ul>
      )}
      <h3>Mitigations</h3>
      {incident.mitigations.length === 0 ? (
        <p className={css['soft']}>Nothing was done yet.</p>
      ) : (
        <ul className={css['list']}>
          {incident.mitigations.map(({ number, what, text, by, at, before, after, rollback }) => (
            <li key={number}>
              <b>M{number}</b> {what}: {text} {rollback !== null && <Rollback run={rollback} />}
              <small>
                {by}, <Time at={at} />. Before: {sightText(before)}. After:{' '}
                {after === null ? 'not known yet' : sightText(after)}.
              </small>
            </li>
          ))}
        </ul>
      )}
      <h3>Findings and decisions</h3>
      {noted.length === 0 ? (
        <p className={css['soft']}>None is written down.</p>
      ) : (
        <ul className={css['list']}>
          {noted.map(({ seq, kind, text, by, at }) => (
            <li key={seq}>
              <Badge tone="plain">{kind === 'found' ? 'found' : 'decided'}</Badge> {text}
              <small>
                {by}, <Time at={at} />
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What became of asking a hook: that it has it is no proof that the service is back. */
function Rollback({ run: { receiver, outcome } }: { readonly run: RollbackRun }) {
  const said = {
    asked: 'is asked',
    taken: 'has taken it',
    failed: 'has not taken it',
    unknown: 'may have taken it: look there',
  }[outcome];
  const isOpen = outcome === 'failed' || outcome === 'unknown';
  return <Badge tone={isOpen ? 'page' : 'plain'}>{`${receiver} ${said}`}</Badge>;
}

type RollbackRun = NonNullable<IncidentSummary['mitigations'][number]['rollback']>;

interface HypothesisProps {
  readonly hypothesis: IncidentSummary['hypotheses'][number];
  readonly endsAt: string | undefined;
  readonly over: boolean;
}

function Hypothesis({ hypothesis, endsAt, over }: HypothesisProps) {
  const { number, text, by, statedAt, outcome, finding, extended } = hypothesis;
  const open = outcome === 'open' && !over;
  return (
    <li>
      <b>H{number}</b> {text}{' '}
      <Badge tone={outcome === 'confirmed' ? 'ok' : 'plain'}>{outcome.replace('-', ' ')}</Badge>{' '}
      {open && endsAt !== undefined && (
        <b>
          to be decided <Until at={endsAt} />
        </b>
      )}
      <small>
        {by}, <Time at={statedAt} />
        {finding !== null && `. ${finding}`}
      </small>
      {open && (
        <span className={css['row']}>
          <ActionButton action={decideHypothesis('confirm', number)} label="Confirm" />
          <ActionButton action={decideHypothesis('rule-out', number)} label="Rule out" />
          {!extended && <ActionButton action={decideHypothesis('extend', number)} label="Extend" />}
        </span>
      )}
    </li>
  );
}

function sightText(sight: IncidentSummary['mitigations'][number]['before']): string {
  switch (sight.kind) {
    case 'measured':
      return `${percent(sight.errorRatio)} of events failing over ${spanText(sight.windowMs)}`;
    case 'no-traffic':
      return `no events over ${spanText(sight.windowMs)}`;
    case 'unknown':
      return `unknown (${sight.reason})`;
  }
}
