import { formatDuration, formatSpan } from '../../time/duration.js';
import type { VendorCase } from '../vendor-case.js';
import { utc } from './facts.js';

export const VENDOR_COLUMNS = ['Case', 'Opened', 'By', 'Why', 'Answered', 'Closed'] as const;

/** A case with a vendor as a row of a report, under `VENDOR_COLUMNS`. */
export function vendorRow(each: VendorCase): readonly string[] {
  const { number, name, reference, openedAt, by, reason, closedAt } = each;
  return [
    `V${number} ${name}${reference === undefined ? '' : ` (${reference})`}`,
    utc(openedAt),
    by,
    reason,
    answeredText(each),
    closedAt === undefined ? 'open' : utc(closedAt),
  ];
}

/** After how long they have answered, against what they had promised. */
function answeredText({ openedAt, answeredAt, promisedMs, overdueAt, steps }: VendorCase): string {
  const promise = promisedMs === undefined ? 'nothing promised' : `promised ${formatDuration(promisedMs)}`;
  const tried = steps === 0 ? '' : `, after ${steps} of their steps`;
  if (answeredAt === undefined) return `not${overdueAt === undefined ? '' : ' in time'} (${promise})${tried}`;
  const took = answeredAt - openedAt;
  const late = promisedMs !== undefined && took > promisedMs ? ', late' : '';
  return `after ${formatSpan(took)} (${promise}${late})${tried}`;
}
