import { memo } from 'react';
import { Link } from 'react-router';
import type { SloRow } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { BudgetBar } from '../../parts/budget-bar.js';
import { Sparkline } from '../../parts/sparkline.js';
import { nearnessText } from '../../words/nearness.js';
import { counted, percent, rateText, targetText } from '../../words/numbers.js';
import { GATE_TONES, GATE_WORDS, STATE_WORDS } from '../../words/states.js';
import { spanText } from '../../words/times.js';
import css from './slo-table.module.css';
import type { Line } from './view.js';

/** The cells of a line. */
export const SloLine = memo(function SloLine({ line, at }: { readonly line: Line; readonly at: number }) {
  if (line.kind === 'service') {
    return (
      <div role="cell" className={css['heading']}>
        <b>{line.service}</b> <small>{counted(line.slos, 'SLO')}</small>
      </div>
    );
  }
  const { row } = line;
  return (
    <>
      <div role="cell" className={css['name']}>
        <Link to={`/slos/${encodeURIComponent(row.service)}/${encodeURIComponent(row.name)}`} title={row.id}>
          <SloName id={row.id} />
        </Link>
        {row.unknownBecause === null ? (
          <small>
            {targetText(row.target)} over {row.window}
          </small>
        ) : (
          <small className={css['because']} title={row.unknownBecause}>
            {row.unknownBecause}
          </small>
        )}
      </div>
      <div role="cell" className={css['state']}>
        <Badge tone={toneOf(row)} {...(row.unknownBecause === null ? {} : { title: row.unknownBecause })}>
          {STATE_WORDS[row.state]}
        </Badge>
        {isPartly(row) && (
          <small>
            by {row.judged.tiers} of {counted(row.judged.of, 'tier')}
          </small>
        )}
        {row.incidentId !== null && <Link to={`/incidents/${row.incidentId}`}>{row.incidentId}</Link>}
      </div>
      <div role="cell" className={css['budget']}>
        <BudgetBar {...row} />
      </div>
      <div role="cell" className={css['figure']} data-word="burn" title={nearText(row)}>
        {row.burn === null ? '?' : rateText(row.burn.rate)}{' '}
        <small>{row.burn === null ? '' : `/ ${spanText(row.burn.windowMs)}`}</small>
      </div>
      <div role="cell" className={css['figure']} data-word="gone in">
        {goneText(row, at)}
      </div>
      <div role="cell" className={css['trend']}>
        <Sparkline points={row.trend} spanMs={row.trendMs} />
      </div>
      <div role="cell" className={css['figure']} data-word="data">
        {percent(row.budget.coverage, 2)}
        {row.budget.approximate ? ' ~' : ''}
      </div>
      <div role="cell" className={css['gate']}>
        <Badge tone={GATE_TONES[row.gate]} title={row.band}>
          {GATE_WORDS[row.gate]}
        </Badge>
      </div>
    </>
  );
});

/** A name that does not fit is cut before its label set: by that alone the SLOs of a template differ. */
function SloName({ id }: { readonly id: string }) {
  const set = id.indexOf(':');
  if (set < 0) return <span>{id}</span>;
  return (
    <>
      <span>{id.slice(0, set)}</span>
      <span className={css['set']}>{id.slice(set)}</span>
    </>
  );
}

/** Not burning, by the tiers that can be judged; of the others nobody knows. */
function isPartly({ state, judged }: SloRow): boolean {
  return state === 'ok' && judged.tiers < judged.of;
}

/** Green only where all of it is known. */
function toneOf(row: SloRow): SloRow['state'] | 'plain' {
  return isPartly(row) ? 'plain' : row.state;
}

function nearText({ nearest }: SloRow): string {
  return nearest === null ? 'no tier can be judged' : nearnessText(nearest.tier, nearest.share);
}

/** What is left is not gone before the daemon has seen that. */
function leftText(ms: number): string {
  return ms < 1000 ? 'now' : spanText(ms);
}

function goneText({ budget }: SloRow, at: number): string {
  switch (budget.exhaustion) {
    case null:
    case 'unknown':
      return '?';
    case 'exhausted':
      return 'spent';
    case 'never':
      return '–';
    case 'at':
      return budget.exhaustedAt === null ? '?' : leftText(Date.parse(budget.exhaustedAt) - at);
  }
}
