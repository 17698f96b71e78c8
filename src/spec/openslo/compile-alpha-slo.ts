import { compileCounts } from '../ratio-counts.js';
import { comparedBy, type Measured } from './indicator.js';
import type { Library } from './library.js';
import { alphaQueryOf } from './metric-query.js';
import type { OpenSloObject } from './objects.js';
import { type Compiled, compilePromises } from './promises.js';
import type { AlphaObjective, AlphaSloSpec } from './schema-v1alpha.js';
import { readAlphaWindow } from './time-window.js';

/** The SLOs of a document of v1alpha, where ratios stand in the objectives and nothing is said of alerts. */
export function compileAlphaSlo(object: OpenSloObject<AlphaSloSpec>, library: Library): Compiled[] {
  const { spec, metadata } = object;
  const at = object.at.under('spec');
  const [window] = spec.timeWindows;
  const sloWindow = window && readAlphaWindow(window, at.under('timeWindows', 0));
  const compared =
    spec.indicator &&
    comparedBy(alphaQueryOf(spec.indicator.thresholdMetric, at.under('indicator', 'thresholdMetric')));
  const measured = spec.objectives.map((objective, index) =>
    measuredBy(object, objective, { index, compared }),
  );
  return compilePromises(
    {
      object,
      sloWindow,
      budgetingMethod: spec.budgetingMethod ?? 'Occurrences',
      objectives: spec.objectives,
      measured: measured.map((each) => each && { measured: each, name: { name: metadata.name } }),
      indicator: undefined,
      policies: undefined,
    },
    library,
  );
}

function measuredBy(
  { spec, at: root }: OpenSloObject<AlphaSloSpec>,
  { ratioMetrics: ratio }: AlphaObjective,
  { index, compared }: { readonly index: number; readonly compared: Measured | undefined },
): Measured | undefined {
  const at = root.under('spec', 'objectives', index);
  if (ratio && spec.indicator) {
    const mend = 'keep the indicator or the ratioMetrics';
    return at.error('two-definitions', ['ratioMetrics'], 'the SLO has an indicator as well', mend);
  }
  if (!ratio && !spec.indicator) {
    return at.error(
      'missing-field',
      [],
      'this objective measures nothing',
      'add ratioMetrics, or an indicator',
    );
  }
  if (!ratio) return compared;
  const here = at.under('ratioMetrics');
  if (ratio.counter !== undefined && ratio.incremental !== undefined) {
    return here.error(
      'two-definitions',
      ['counter'],
      'counter and incremental are both given',
      'keep one of them',
    );
  }
  const part = alphaQueryOf(ratio.good, here.under('good'));
  const total = alphaQueryOf(ratio.total, here.under('total'));
  if (!part || !total) return undefined;
  const counter = ratio.counter ?? ratio.incremental;
  const counted = compileCounts({ side: 'good', part, total, counter });
  return counted && { kind: 'counted', counted };
}
