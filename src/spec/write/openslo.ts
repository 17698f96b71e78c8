import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { Comparison, Sli } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { TimeSlices } from '../../core/slo/time-slices.js';
import { DAY, HOUR, MINUTE } from '../../core/time/duration.js';
import { shortWindowOf } from '../openslo/condition.js';
import { eventQuery } from './event-query.js';
import { queryOf } from './sampled-spec.js';

/** An SLO as a document of OpenSLO v1, with its indicator and alerts in place; undefined when its indicator cannot be written. */
export function openSloDocument(slo: Slo): object | undefined {
  const { sli, objective, metadata } = slo;
  const written = indicatorOf(sli);
  if (!written) return undefined;
  const slices = slicesSpec(slo.timeSlices);
  const { labels, annotations, description } = metadata;
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: slo.name,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: {
      ...(description === undefined ? {} : { description }),
      service: slo.service,
      indicator: {
        metadata: { name: sli.name },
        spec: { ...(sli.description === undefined ? {} : { description: sli.description }), ...written.spec },
      },
      timeWindow: [{ duration: shorthand(objective.sloWindow.durationMs), isRolling: true }],
      budgetingMethod: slices.method,
      objectives: [{ ...written.objective, target: objective.target, ...slices.objective }],
      alertPolicies: slo.alertPolicies.map(policyOf),
    },
  };
}

function slicesSpec(slices: TimeSlices | undefined): {
  readonly method: string;
  readonly objective?: object;
} {
  if (!slices) return { method: 'Occurrences' };
  const timeSliceWindow = shorthand(slices.lengthMs);
  return slices.goodShare === undefined
    ? { method: 'RatioTimeslices', objective: { timeSliceWindow } }
    : { method: 'Timeslices', objective: { timeSliceTarget: slices.goodShare, timeSliceWindow } };
}

interface Indicator {
  readonly spec: object;
  /** What its objective compares. */
  readonly objective?: object;
}

function indicatorOf({ bad, total }: Sli): Indicator | undefined {
  const queries = { bad: eventQuery(bad), total: eventQuery(total) };
  if (queries.bad !== undefined && queries.total !== undefined) {
    const ratioMetric = { counter: true, bad: prometheus(queries.bad), total: prometheus(queries.total) };
    return { spec: { ratioMetric } };
  }
  const last = bad.at(-1);
  if (!last || bad.length > 2) return undefined;
  const query = prometheus(queryOf(last.selector));
  if (last.selector.meaning?.kind === 'compared') {
    const { op, value } = last.selector.meaning;
    return { spec: { thresholdMetric: query }, objective: { op: GOOD[op], value } };
  }
  const rawType = last.sign === 1 ? 'failure' : 'success';
  return last.selector.meaning ? { spec: { ratioMetric: { rawType, raw: query } } } : undefined;
}

/** What good samples are, where bad ones compare so; OpenSLO knows no equality. */
const GOOD: Readonly<Record<Comparison, string>> = {
  '<': 'gte',
  '<=': 'gt',
  '>': 'lte',
  '>=': 'lt',
  '==': '!=',
  '!=': '==',
};

const prometheus = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });

function policyOf({ id, severity, longWindow, shortWindow, burnRateThreshold }: AlertPolicy): object {
  const alertAfter = shortWindow === shortWindowOf(longWindow) ? {} : { alertAfter: shorthand(shortWindow) };
  const condition = {
    kind: 'burnrate',
    op: 'gt',
    threshold: burnRateThreshold,
    lookbackWindow: shorthand(longWindow),
    ...alertAfter,
  };
  return {
    kind: 'AlertPolicy',
    metadata: { name: id },
    spec: {
      alertWhenBreaching: true,
      alertWhenResolved: true,
      alertWhenNoData: true,
      conditions: [{ kind: 'AlertCondition', metadata: { name: id }, spec: { severity, condition } }],
    },
  };
}

/** OpenSLO counts in one unit, and in no seconds: what is no whole number of minutes is refused when it is read again. */
function shorthand(ms: number): string {
  if (ms % DAY === 0) return `${ms / DAY}d`;
  return ms % HOUR === 0 ? `${ms / HOUR}h` : `${ms / MINUTE}m`;
}
