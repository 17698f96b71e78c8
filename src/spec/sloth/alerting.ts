import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import { type Alerting, type AlertMetadata, statedAlerting } from '../../core/slo/alerting.js';
import { ALERT_NAME } from '../alert-name.js';
import { Findings } from '../firebreak/findings.js';
import { expand, type Known } from './alert-template.js';
import type { FieldNames } from './field-names.js';
import type { AlertingSpec, AlertSpec } from './schema.js';
import { textsOf } from './texts.js';

/** What an SLO's alerts say and which of them there are. */
export interface Alerts {
  readonly alerting: Alerting | undefined;
  readonly disabled: readonly AlertSeverity[];
}

interface Of {
  readonly service: string;
  readonly name: string;
  /** The SLO's own, which its alerts inherit. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Undefined with the reasons in `into`, which stands at `alerting`. */
export function readAlerts(
  spec: AlertingSpec | null | undefined,
  slo: Of,
  fields: FieldNames,
  into: Findings,
): Alerts | undefined {
  const alerting = spec ?? {};
  const at = new Findings([]);
  const under = { page: fields.pageAlert, ticket: fields.ticketAlert };
  const own = (severity: AlertSeverity) => (alerting[under[severity]] ?? {}) as AlertSpec;
  const read = (severity: AlertSeverity) =>
    readSeverity(alerting, own(severity), { severity, slo, at, own: at.under(under[severity]) });
  const [page, ticket] = [read('page'), read('ticket')];
  // What both severities say is wrong once.
  for (const finding of new Map(at.list.map((each) => [JSON.stringify(each), each])).values())
    into.add(finding);
  if (!page || !ticket) return undefined;
  const severities = ['page', 'ticket'] as const;
  return {
    alerting: statedAlerting({ page, ticket }),
    disabled: severities.filter((severity) => own(severity).disable === true),
  };
}

interface Place {
  readonly severity: AlertSeverity;
  readonly slo: Of;
  /** At `alerting`, and at what it says of this severity. */
  readonly at: Findings;
  readonly own: Findings;
}

function readSeverity(
  shared: AlertingSpec,
  alert: AlertSpec,
  { severity, slo, at, own }: Place,
): AlertMetadata | undefined {
  if (alert.for !== undefined) {
    return own.error(
      'alert-for',
      ['for'],
      'an alert does not wait: it fires at once when the burn rate is over the threshold in both windows',
      'remove it: the windows are the delay',
    );
  }
  const { service, name } = slo;
  const known: Known = {
    ...slo.labels,
    ...textsOf(shared.labels),
    ...textsOf(alert.labels),
    sloth_service: service,
    sloth_slo: name,
    sloth_id: `${service}-${name}`,
    sloth_severity: severity,
  };
  const expanded = (field: 'labels' | 'annotations') => {
    const both = [
      expandTexts(shared[field], known, at.under(field)),
      expandTexts(alert[field], known, own.under(field)),
    ];
    return both.includes(undefined) ? undefined : (Object.assign({}, ...both) as Record<string, string>);
  };
  const [labels, annotations] = [expanded('labels'), expanded('annotations')];
  if (shared.name !== undefined && labels && ALERT_NAME in labels) {
    return at.error(
      'taken-label',
      ['name'],
      `the alert's name becomes its label ${ALERT_NAME}, and there is such a label already`,
      'rename the label, or leave the name out',
    );
  }
  const alertName = shared.name === undefined ? {} : { [ALERT_NAME]: shared.name };
  return labels && annotations && { labels: { ...alertName, ...labels }, annotations };
}

/** Undefined with the reasons in `at`, which stands at the texts. */
function expandTexts(
  given: AlertSpec['labels'],
  known: Known,
  at: Findings,
): Readonly<Record<string, string>> | undefined {
  const texts = Object.entries(textsOf(given)).map(([name, text]) => [name, expand(text, known)] as const);
  for (const [name, value] of texts) {
    for (const { from, to, message, mend } of value.ok ? [] : value.problems) {
      at.add({ code: 'alert-template', path: [name], within: { from, to }, message, mend });
    }
  }
  const whole = texts.flatMap(([name, value]) => (value.ok ? [[name, value.text] as const] : []));
  return whole.length < texts.length ? undefined : Object.fromEntries(whole);
}
