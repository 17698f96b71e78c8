import { VENDOR_VIAS } from '../core/oncall/vendor.js';
import { work } from './openapi-incident-command.js';
import type { Operations } from './openapi-operation.js';
import {
  array,
  instant,
  type Json,
  maybe,
  number,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';

const route = object({ name: text, via: oneOf(...VENDOR_VIAS), to: text });

/** What the API says of vendors, by the names of its schemas. */
export const vendorSchemas: Readonly<Record<string, Json>> = {
  VendorCase: object({
    number: whole,
    vendor: text,
    name: text,
    reason: text,
    by: text,
    openedAt: instant,
    promisedMs: maybe(number),
    overdueAt: maybe(instant),
    steps: whole,
    answeredAt: maybe(instant),
    reference: maybe(text),
    closedAt: maybe(instant),
  }),
  Vendor: object({
    id: text,
    name: text,
    contract: maybe(text),
    account: maybe(text),
    responseMs: maybe(number),
    routes: array(route),
    steps: array(object({ afterMs: number, route: text })),
    open: maybe(reference('VendorCase')),
  }),
};

export const vendorOperations: Operations = {
  '/api/v1/incidents/{id}/vendors': work(
    'Open a case with a vendor of the on-call files: what they promise runs from now on, as do their escalation steps',
    { vendor: text, reason: text },
    ['vendor', 'reason'],
  ),
  '/api/v1/incidents/{id}/vendors/answered': work(
    'Say that a vendor has answered, and what they call the case',
    { vendor: text, text, reference: text },
    ['vendor'],
  ),
  '/api/v1/incidents/{id}/vendors/closed': work(
    'Close the case with a vendor, with what came of it',
    { vendor: text, text },
    ['vendor', 'text'],
  ),
};
