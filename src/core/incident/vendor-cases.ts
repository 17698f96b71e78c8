import type { Vendor, VendorRoute } from '../oncall/vendor.js';
import { formatDuration, formatSpan } from '../time/duration.js';
import { meantText } from '../nearest.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { VendorCase } from './vendor-case.js';

/** What is done with vendors. At most one case with each is open at a time, so that its vendor names it. */
export type VendorCommand =
  | {
      readonly kind: 'open-vendor-case';
      readonly vendor: string;
      /** As the on-call files know them; undefined where they do not. */
      readonly known: Vendor | undefined;
      readonly reason: string;
      readonly by: string;
    }
  | {
      readonly kind: 'record-vendor-answer';
      readonly vendor: string;
      readonly text: string;
      readonly reference: string | undefined;
      readonly by: string;
    }
  | {
      readonly kind: 'close-vendor-case';
      readonly vendor: string;
      readonly text: string;
      readonly by: string;
    };

type Decision = IncidentEvent | { readonly rejected: string };

/** Decides what a command does with a vendor's case. An answer and the end are written down after the incident too. */
export function decideVendor(
  incident: Incident,
  command: VendorCommand,
  at: number,
  event: MakeEvent,
): Decision {
  const open = incident.vendorCases.find(
    ({ vendor, closedAt }) => vendor === command.vendor && closedAt === undefined,
  );
  if (command.kind === 'open-vendor-case') return openCase(incident, command, open, event);
  if (!open) return { rejected: noCase(incident, command.vendor) };
  const { number, name, openedAt, promisedMs, answeredAt } = open;
  const { text } = command;
  if (command.kind === 'close-vendor-case')
    return text.trim() === ''
      ? { rejected: 'say what came of it' }
      : event('vendor-closed', `V${number} with ${name} is closed: ${text}`, { case: number });
  if (answeredAt !== undefined) return { rejected: `${name} has answered V${number} already` };
  const { reference } = command;
  const took = `answered after ${formatSpan(at - openedAt)}${promisedText(promisedMs)}`;
  const called = reference === undefined ? '' : ` (their ${reference})`;
  const said = text.trim() === '' ? '' : `: ${text}`;
  return event('vendor-answered', `${name} has ${took}, V${number}${called}${said}`, {
    case: number,
    ...(reference === undefined ? {} : { reference }),
  });
}

function noCase({ id, vendorCases }: Incident, vendor: string): string {
  const open = vendorCases.flatMap((each) => (each.closedAt === undefined ? each.vendor : []));
  const meant = meantText(vendor, open);
  return `no case with "${vendor}" is open in ${id}${meant === undefined ? '' : `: ${meant}`}`;
}

/** `, promised were 15m`. */
function promisedText(promisedMs: number | undefined): string {
  return promisedMs === undefined
    ? ', nothing was promised'
    : `, promised were ${formatDuration(promisedMs)}`;
}

function openCase(
  { id, status, phase, vendorCases }: Incident,
  { vendor, known, reason }: VendorCommand & { kind: 'open-vendor-case' },
  open: VendorCase | undefined,
  event: MakeEvent,
): Decision {
  if (status === 'resolved') return { rejected: `${id} is ${phase}` };
  if (!known) return { rejected: `the on-call files know no vendor "${vendor}"` };
  if (reason.trim() === '') return { rejected: 'say what they are needed for' };
  if (open) return { rejected: `V${open.number} with ${known.name} is open already` };
  const number = vendorCases.length + 1;
  const [route] = known.routes;
  const { name, response } = known;
  const answer =
    response === undefined ? 'they promise no time' : `they promise an answer in ${formatDuration(response)}`;
  const text = `V${number} is opened with ${name} through ${routeText(route)}, ${answer}: ${reason}`;
  return event('vendor-opened', text, {
    case: number,
    vendor,
    name,
    reason,
    ...routeData(route),
    ...(response === undefined ? {} : { promisedMs: response }),
  });
}

/** What an event about vendors leaves of their cases. */
export function vendorCasesAfter(
  cases: readonly VendorCase[],
  { kind, at, by, data }: IncidentEvent,
): readonly VendorCase[] {
  const number = Number(data['case']);
  const change = (changed: Partial<VendorCase>) =>
    cases.map((each) => (each.number === number ? { ...each, ...changed } : each));
  switch (kind) {
    case 'vendor-opened':
      return [
        ...cases,
        {
          number,
          vendor: String(data['vendor']),
          name: String(data['name']),
          reason: String(data['reason']),
          by,
          openedAt: at,
          promisedMs: data['promisedMs'] === undefined ? undefined : Number(data['promisedMs']),
          overdueAt: undefined,
          steps: 0,
          answeredAt: undefined,
          reference: undefined,
          closedAt: undefined,
        },
      ];
    case 'vendor-overdue':
      return change({ overdueAt: at });
    case 'vendor-step':
      return change({ steps: Number(data['step']) });
    case 'vendor-answered':
      return change({
        answeredAt: at,
        reference: data['reference'] === undefined ? undefined : String(data['reference']),
      });
    case 'vendor-closed':
      return change({ closedAt: at });
    default:
      return cases;
  }
}

/**
 * What is due of the cases that vendors have not answered, at an instant: they break what they promised, and the next of their steps. Each
 * once: what was said is in the incident. Of steps that were changed meanwhile it goes on from where it is.
 */
export function tendVendors(
  incident: Incident,
  vendors: ReadonlyMap<string, Vendor>,
  at: number,
): IncidentEvent[] {
  if (incident.status === 'resolved' || incident.mergedInto !== undefined) return [];
  return incident.vendorCases
    .filter(({ answeredAt, closedAt }) => answeredAt === undefined && closedAt === undefined)
    .flatMap((each) => dueOf(each, vendors.get(each.vendor), at))
    .map((due, index) => {
      const seq = incident.eventCount + index + 1;
      return { incidentId: incident.id, seq, at, by: 'engine', ...due };
    });
}

function dueOf(
  { number, name, openedAt, promisedMs, overdueAt, steps }: VendorCase,
  vendor: Vendor | undefined,
  at: number,
): Pick<IncidentEvent, 'kind' | 'text' | 'data'>[] {
  const due: Pick<IncidentEvent, 'kind' | 'text' | 'data'>[] = [];
  if (promisedMs !== undefined && overdueAt === undefined && at >= openedAt + promisedMs) {
    const text = `${name} has not answered V${number} within the ${formatDuration(promisedMs)} that they promise`;
    due.push({ kind: 'vendor-overdue', text, data: { case: number } });
  }
  const step = vendor?.steps[steps];
  if (step && at >= openedAt + step.after) {
    const silent = `V${number} has waited ${formatDuration(step.after)} for ${name}`;
    const text = `${silent}: go by ${routeText(step.route)}`;
    due.push({
      kind: 'vendor-step',
      text,
      data: { case: number, step: steps + 1, ...routeData(step.route) },
    });
  }
  return due;
}

/** `hotline (phone +1 206 555 0100)`. */
function routeText({ name, via, to }: VendorRoute): string {
  return `${name} (${via} ${to})`;
}

function routeData({ name: route, via, to }: VendorRoute): IncidentEvent['data'] {
  return { route, via, to };
}
