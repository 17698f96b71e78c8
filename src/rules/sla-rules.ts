import type { Sla, Slo } from '../core/slo/slo.js';
import { errorBudget } from '../core/slo/slo.js';
import { windowText } from '../core/slo/slo-window.js';
import { SECOND } from '../core/time/duration.js';
import { linkAnnotations, ownerLine, statedAnnotations } from './annotations.js';
import { alertLabels } from './labels.js';
import { ERROR_RATIO, EVENTS, LABELS, OF, SLA_ALERT, SLA_BUDGET_REMAINING } from './names.js';
import { numberText, percentText } from './number-text.js';
import { recordedSla } from './recorded-budget.js';
import type { AlertingRule, RecordingRule } from './rule-group.js';
import { seriesLabels, seriesText } from './series.js';
import { goString, plainText, queryTemplate } from './templates.js';

/** As the daemon has them: so much above the limit, and so much of the window seen, proves that the risk is over. */
const DAMPING = 0.01;
const CLEAR_COVERAGE = 0.9;

/** What is left of the SLA's budget; none without an SLA, or with one whose window keeps to the calendar. */
export function slaBudget(slo: Slo): RecordingRule[] {
  const sla = recordedSla(slo);
  if (!sla) return [];
  const { durationMs } = sla.objective.sloWindow;
  return [
    {
      record: SLA_BUDGET_REMAINING,
      expr: `1 - ${seriesText(ERROR_RATIO, slo, { windows: [durationMs] })} / ${numberText(errorBudget(sla.objective))}`,
      labels: seriesLabels(slo, durationMs),
    },
  ];
}

/**
 * The page before an SLA is broken, once. Time that was not seen counts as healthy when it begins, and proves nothing when it is about the end; while
 * there is nothing to judge by it stays open.
 */
export function slaAlerts(slo: Slo): AlertingRule[] {
  const sla = recordedSla(slo);
  if (!sla) return [];
  const { durationMs } = sla.objective.sloWindow;
  const left = seriesText(SLA_BUDGET_REMAINING, slo);
  const on = `on (${LABELS.slo})`;
  const coverage = `clamp_max(${seriesText(EVENTS, slo, { of: [OF.seconds], windows: [durationMs] })} / ${numberText(durationMs / SECOND)}, 1)`;
  const { service, slo: name, window } = LABELS;
  const expr = [
    `(1 - ${left}) * ${on} group_left () ${coverage} >= ${numberText(1 - sla.warnAt)}`,
    `or ${on} max by (${service}, ${name}, ${window}) (${openSlaAlert(slo)})`,
    `unless ${on} (${left} > ${numberText(sla.warnAt + DAMPING)} and ${on} ${coverage} >= ${CLEAR_COVERAGE})`,
  ].join('\n');
  return [
    {
      alert: SLA_ALERT,
      expr,
      labels: { ...alertLabels(slo, 'page'), [LABELS.severity]: 'page' },
      annotations: { ...slaAnnotations(slo, sla), ...statedAnnotations(slo, 'page') },
    },
  ];
}

/** Selects the alert of an SLO's SLA that is firing. */
export function openSlaAlert(slo: Slo): string {
  return seriesText('ALERTS', slo, {
    labels: { alertname: SLA_ALERT, alertstate: 'firing', [LABELS.severity]: 'page' },
  });
}

function slaAnnotations(slo: Slo, sla: Sla): Record<string, string> {
  const { target, sloWindow } = sla.objective;
  const left = queryTemplate(goString(seriesText(SLA_BUDGET_REMAINING, slo)), 'humanizePercentage', {
    otherwise: 'an unknown part',
  });
  const consequence =
    sla.consequence === undefined ? [] : [`When it is broken: ${plainText(sla.consequence.trim())}.`];
  return {
    summary: `${plainText(`${slo.service} ${slo.name}: `)}its SLA is at risk, ${left} of its budget is left`,
    description: [
      `SLA: ${percentText(target)} over ${windowText(sloWindow)}; this page comes when ${percentText(sla.warnAt)} of its budget or less is left.`,
      ...consequence,
      ...ownerLine(slo),
    ].join('\n'),
    ...linkAnnotations(slo),
  };
}
