import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { ALERT_NAMES } from '../../core/delivery/alert-names.js';
import { FirebreakError } from '../../core/errors.js';
import type { ForeignAlert } from '../../core/incident/foreign-alert.js';
import type { IncidentSeverity } from '../../core/incident/incident.js';
import { sloId } from '../../core/slo/slo.js';
import type { ReportedAlert } from '../../engine/commands/take-outside-alerts.js';
import { ABSENCE_ALERT, BURN_ALERT, LABELS, SLA_ALERT } from '../../rules/names.js';
import type { AlertmanagerOptions } from './inbound-options.js';
import { checkLogin } from './proof.js';
import { at, bytesOf, type JsonObject, jsonOf, neededText, objectIn, textAt } from './read-body.js';

/** What a notification tells. */
export interface AlertmanagerNews {
  readonly alerts: readonly ReportedAlert[];
  /** Alerts that are ours already, or that the configuration leaves out, by the reason. */
  readonly ignored: readonly string[];
  /** How many Alertmanager left out (`max_alerts`): nobody here knows of them. */
  readonly truncated: number;
}

/** What the daemon itself has sent to an Alertmanager that sends it back: it would hold itself open for ever. */
const OWN = new Set(Object.values(ALERT_NAMES));

/**
 * Reads a notification of Alertmanager's webhook receiver, version 4.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readAlertmanager(request: Request, options: AlertmanagerOptions): AlertmanagerNews {
  checkLogin(request, options.login);
  const body = jsonOf(bytesOf(request).toString('utf8'));
  if (body.version !== '4') throw new FirebreakError('invalid-input', 'this is no webhook of version "4"');
  const groupKey = neededText(body, 'groupKey');
  if (!Array.isArray(body.alerts)) throw new FirebreakError('invalid-input', '"alerts" is to be a list');
  const alerts: ReportedAlert[] = [];
  const ignored: string[] = [];
  for (const given of body.alerts as unknown[]) {
    const read = readAlert(given, groupKey, options);
    if (typeof read === 'string') ignored.push(read);
    else alerts.push(read);
  }
  const truncated = body.truncatedAlerts;
  return { alerts, ignored, truncated: typeof truncated === 'number' ? truncated : 0 };
}

function readAlert(given: unknown, groupKey: string, options: AlertmanagerOptions): ReportedAlert | string {
  const status = neededText(given, 'status');
  if (status !== 'firing' && status !== 'resolved')
    throw new FirebreakError('invalid-input', `"${status}" is no status of an alert`);
  const fingerprint = neededText(given, 'fingerprint');
  const labels = labelsOf(at(given, 'labels'));
  const name = labels.alertname ?? 'an alert without a name';
  if (OWN.has(name)) return `${name} is the daemon’s own`;
  // Their conditions are the daemon's own, and its message is out or on its way.
  if ((name === ABSENCE_ALERT || name === SLA_ALERT) && labels[LABELS.slo] !== undefined)
    return `${name}: the daemon tells it by itself`;
  const scored = severityOf(labels, options);
  const slo = ofSlo(labels, name, fingerprint, status === 'firing');
  // Without a severity that counts an alert of ours still joins its SLO.
  if (scored.severity === 'ignore' && !slo) return `${name}: ${scored.reason}`;
  const foreign = foreignAlert(given, { name, labels, fingerprint, groupKey, options, scored });
  return { firing: status === 'firing', slo, foreign };
}

function ofSlo(
  labels: Readonly<Record<string, string>>,
  name: string,
  fingerprint: string,
  firing: boolean,
): ReportedAlert['slo'] {
  const { [LABELS.service]: service, [LABELS.slo]: slo, [LABELS.severity]: severity } = labels;
  const isOurs = name === BURN_ALERT && service !== undefined && slo !== undefined;
  if (!isOurs || (severity !== 'page' && severity !== 'ticket')) return undefined;
  const tier = labels[LABELS.tier];
  const text = `the rules in Prometheus${tier === undefined ? '' : ` (${tier})`}`;
  // The tier is a label, so that an alert that passes from one to the other has two identities: each is held by itself.
  return { id: sloId(service, slo), report: { key: fingerprint, firing, severity, text } };
}

function severityOf(
  labels: Readonly<Record<string, string>>,
  { severityLabel, severities, otherwise }: AlertmanagerOptions,
): { readonly severity: IncidentSeverity | 'ignore'; readonly reason: string } {
  const value = labels[severityLabel];
  if (value === undefined) return { severity: otherwise, reason: `it has no label ${severityLabel}` };
  return { severity: severities.get(value) ?? otherwise, reason: `${severityLabel}="${value}"` };
}

function foreignAlert(
  given: unknown,
  {
    name,
    labels,
    fingerprint,
    groupKey,
    options,
    scored,
  }: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly fingerprint: string;
    readonly groupKey: string;
    readonly options: AlertmanagerOptions;
    readonly scored: ReturnType<typeof severityOf>;
  },
): ForeignAlert {
  const digest = createHash('sha256')
    .update(JSON.stringify([groupKey, fingerprint]))
    .digest('hex');
  const startsAt = Date.parse(textAt(given, 'startsAt') ?? '');
  return {
    key: `outside/${digest.slice(0, 32)}`,
    name,
    service: labels[options.serviceLabel] ?? '',
    severity: scored.severity === 'ignore' ? 'sev4' : scored.severity,
    severityReason: scored.reason,
    labels,
    summary: textAt(given, 'annotations', 'summary'),
    description: textAt(given, 'annotations', 'description'),
    runbook: textAt(given, 'annotations', 'runbook_url'),
    startsAt: Number.isNaN(startsAt) ? undefined : startsAt,
  };
}

function labelsOf(value: unknown): Readonly<Record<string, string>> {
  const labels: JsonObject | undefined = objectIn(value);
  if (!labels) throw new FirebreakError('invalid-input', 'an alert needs "labels": a map');
  return Object.fromEntries(
    Object.keys(labels).flatMap((name) => {
      const text = textAt(labels, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
