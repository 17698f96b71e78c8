import { callKey } from '../core/delivery/call-key.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { VendorCase } from '../core/incident/vendor-case.js';
import { formatDuration, formatSpan } from '../core/time/duration.js';
import { noticeRow, personReminder, type Reminder, standingOf } from './compose-notice.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts } from './engine-state.js';
import type { OutboxRow } from './ports.js';

/** Reminds whoever decides, and who speaks for the incident where nobody does, of a vendor who does not answer: by which way, with which words. */
export function remindOfVendor(
  incident: Incident,
  event: IncidentEvent,
  config: EngineConfig,
  ports: EnginePorts,
): Reminder | undefined {
  if (event.kind !== 'vendor-overdue' && event.kind !== 'vendor-step') return undefined;
  const about = caseOf(incident, event);
  if (!about) return undefined;
  const person = incident.roles.commander ?? incident.roles.communications;
  if (person === undefined)
    return {
      rows: [],
      unheard: `no one decides in it: firebreak incident role ${incident.id} commander NAME`,
    };
  const notice = {
    title: `${incident.id}: ${event.text}`,
    lines: [
      `Go by: ${wayFor(about, event, config)}`,
      `Say: ${wordsFor(incident, about, event.at, config)}`,
      `When they answer: firebreak incident vendor ${incident.id} answered ${about.vendor} --text "…"`,
    ],
    standing: standingOf(incident),
  };
  return personReminder(incident, event, notice, person, config, ports);
}

/** What a vendor is told who is reached by a receiver of the configuration, when a case is opened and at its steps. */
export function vendorRows(
  incident: Incident,
  event: IncidentEvent,
  config: EngineConfig,
  { notifiers }: EnginePorts,
): OutboxRow[] {
  const { via, to } = event.data;
  const asks = event.kind === 'vendor-opened' || event.kind === 'vendor-step';
  const about = caseOf(incident, event);
  if (!asks || !about || via !== 'receiver' || typeof to !== 'string') return [];
  if (!notifiers.get(to)?.takesNotices) return [];
  const words = wordsFor(incident, about, event.at, config);
  const notice = {
    title: `${incident.id}: ${about.reason}`,
    lines: [words],
    standing: standingOf(incident),
  };
  const key = `${callKey(incident.id, event.seq)}/${to}`;
  return [noticeRow(incident, event, notice, { receiver: to, key, first: event.at })];
}

function caseOf({ vendorCases }: Incident, { data }: IncidentEvent): VendorCase | undefined {
  return vendorCases.find(({ number }) => number === data['case']);
}

/** The way of the step that is due; of a broken promise the next one, or the first again. */
function wayFor({ vendor, steps }: VendorCase, { data }: IncidentEvent, { onCall }: EngineConfig): string {
  if (data['route'] !== undefined)
    return `${String(data['route'])}, ${String(data['via'])} ${String(data['to'])}`;
  const known = onCall.vendors.get(vendor);
  const route = known?.steps[steps]?.route ?? known?.steps.at(-1)?.route ?? known?.routes[0];
  return route ? `${route.name}, ${route.via} ${route.to}` : 'the on-call files do not know them any more';
}

/** What to say to them, from what is known. */
function wordsFor(
  { id, severity, service }: Incident,
  { vendor, reason, openedAt, promisedMs, reference }: VendorCase,
  at: number,
  { onCall }: EngineConfig,
): string {
  const { account, contract } = onCall.vendors.get(vendor) ?? {};
  const us = [
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(contract === undefined ? [] : [`contract ${contract}`]),
    ...(reference === undefined ? [] : [`your ${reference}`]),
  ];
  const waited = at > openedAt ? ` Our case has been open for ${formatSpan(at - openedAt)}` : '';
  const promise =
    waited === '' || promisedMs === undefined
      ? ''
      : `; you promise an answer in ${formatDuration(promisedMs)}`;
  return [
    `${reason} (${id}, ${severity.toUpperCase()}${service === '' ? '' : ` of ${service}`}).`,
    ...(us.length === 0 ? [] : [`${us.join(', ')}.`]),
    ...(waited === '' ? [] : [`${waited.trim()}${promise}.`]),
    'Who works on it, and when do we hear next?',
  ].join(' ');
}
