import { useMemo } from 'react';
import type { IncidentSli } from '../../../http/answers.js';
import { Chart } from '../../parts/chart.js';
import { NumbersTable } from '../../parts/numbers-table.js';
import css from './impact.module.css';
import { chartOf } from './model/chart.js';

interface Props {
  readonly sli: Extract<IncidentSli, { kind: 'seen' }>;
  readonly openedAt: string;
}

/** The share of failing events since before the first bad sample, with its numbers. */
export default function SliChart({ sli, openedAt }: Props) {
  const { data, steps, summary } = useMemo(() => chartOf(sli, openedAt), [sli, openedAt]);
  return (
    <div className={css['chart']}>
      <Chart title="Failing events" summary={summary} {...data} />
      <NumbersTable what="points" rows={steps} ms={sli.stepMs} columns={[]} />
    </div>
  );
}
