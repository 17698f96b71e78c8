import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { Composite } from '../../core/slo/composite.js';
import type { Comparison } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { SloWindow } from '../../core/slo/slo-window.js';
import type { TimeSlices } from '../../core/slo/time-slices.js';
import { DAY, HOUR, MINUTE } from '../../core/time/duration.js';
import { shortWindowOf } from '../openslo/condition.js';
import { type GoodWhen, opposite } from '../sampled-sli.js';
import { withNameAsLabel } from './alert-name.js';
import { eventQuery } from './event-query.js';
import { type Form, noIndicator, type Obstacle, type Putting } from './form.js';
import { queryOf } from './sampled-spec.js';

/** An SLO as a document of OpenSLO v1, with its indicator and alerts in place; a composite with its parts as objectives. */
export const OPENSLO_FORM: Form = {
  put: ({ slo }, lookUp) => (slo.composite ? putComposite(slo, slo.composite, lookUp) : putSlo(slo)),
  adapt: withNameAsLabel,
};

function putSlo(slo: Slo): Putting {
  const written = indicatorOf(slo);
  if ('obstacle' in written) return written;
  const objective = objectiveOf(slo, written);
  const document = documentOf(slo, methodOf(slo), {
    indicator: inline(slo, written),
    objectives: [objective],
  });
  return { document };
}

function documentOf(slo: Slo, budgetingMethod: string, measured: object): object {
  const { labels, annotations, description } = slo.metadata;
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
      timeWindow: [windowSpec(slo.objective.sloWindow)],
      budgetingMethod,
      ...measured,
      alertPolicies: slo.alertPolicies.map(policyOf),
    },
  };
}

/** OpenSLO's composite weighs its objectives, each of which is an SLO without alerts. */
function putComposite(
  slo: Slo,
  { combine, parts }: Composite,
  lookUp: (id: string) => Slo | undefined,
): Putting {
  if (combine !== 'weighted') {
    const lost = `weighs the parts of a composite, and cannot say that ${combine === 'all-of' ? 'all' : 'any'} of them have to be good`;
    return { obstacle: { field: 'slo', lost, mend: 'write it in a file of Firebreak' } };
  }
  const holds = parts.flatMap(({ sloId }) => lookUp(sloId) ?? []);
  const [first] = holds;
  const objectives: object[] = [];
  for (const [index, part] of holds.entries()) {
    const written = indicatorOf(part);
    if ('obstacle' in written) return written;
    objectives.push({
      displayName: part.metadata.annotations?.['objective'] ?? suffixOf(part, slo),
      indicator: inline(part, written),
      ...objectiveOf(part, written),
      compositeWeight: parts[index]?.weight,
    });
  }
  return { document: documentOf(slo, first ? methodOf(first) : 'Occurrences', { objectives }), holds };
}

/** `shop/buy-paid` is the objective `paid` of `shop/buy`. */
function suffixOf(part: Slo, whole: Slo): string {
  return part.name.startsWith(`${whole.name}-`) ? part.name.slice(whole.name.length + 1) : part.name;
}

function methodOf({ timeSlices }: Slo): string {
  return slicesSpec(timeSlices).method;
}

function inline({ sli }: Slo, { spec }: Indicator): object {
  const description = sli.description === undefined ? {} : { description: sli.description };
  return { metadata: { name: sli.name }, spec: { ...description, ...spec } };
}

function objectiveOf({ objective, timeSlices }: Slo, written: Indicator): object {
  return { ...written.objective, target: objective.target, ...slicesSpec(timeSlices).objective };
}

const CALENDAR = { week: '1w', month: '1M', quarter: '1Q', year: '1Y' } as const;

/** A Monday that begins a year begins every period. */
const BEGINNING = '2024-01-01 00:00:00';

function windowSpec(window: SloWindow): object {
  if (window.kind === 'rolling') return { duration: shorthand(window.durationMs), isRolling: true };
  const calendar = { startTime: BEGINNING, timeZone: window.timeZone };
  return { duration: CALENDAR[window.unit], isRolling: false, calendar };
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

function indicatorOf(slo: Slo): Indicator | { readonly obstacle: Obstacle } {
  const { bad, total } = slo.sli;
  const queries = { bad: eventQuery(bad), total: eventQuery(total) };
  if (queries.bad !== undefined && queries.total !== undefined) {
    const ratioMetric = { counter: true, bad: prometheus(queries.bad), total: prometheus(queries.total) };
    return { spec: { ratioMetric } };
  }
  const last = bad.at(-1);
  if (!last || bad.length > 2) return { obstacle: noIndicator(slo) };
  const query = prometheus(queryOf(last.selector));
  if (last.selector.meaning?.kind === 'compared') {
    const { op, value } = last.selector.meaning;
    const good = GOOD[op];
    return good === undefined
      ? { obstacle: noEquality(opposite({ op, value })) }
      : { spec: { thresholdMetric: query }, objective: { op: good, value } };
  }
  const rawType = last.sign === 1 ? 'failure' : 'success';
  return last.selector.meaning
    ? { spec: { ratioMetric: { rawType, raw: query } } }
    : { obstacle: noIndicator(slo) };
}

function noEquality({ op, value }: GoodWhen): Obstacle {
  return {
    field: 'bad',
    lost: `compares by lt, lte, gt and gte alone, and cannot say that good is ${op} ${value}`,
    mend: `write good_when: ">= ${value}" or "<= ${value}" where that says the same of this gauge`,
  };
}

/** What good samples are, where bad ones compare so; OpenSLO knows no equality. */
const GOOD: Readonly<Partial<Record<Comparison, string>>> = {
  '<': 'gte',
  '<=': 'gt',
  '>': 'lte',
  '>=': 'lt',
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
