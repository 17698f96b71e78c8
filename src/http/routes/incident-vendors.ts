import { bodyText, optionalBodyText } from '../read-query.js';
import type { IncidentCommands } from './incident-commands.js';

/** What is done with vendors. */
export const VENDOR_COMMANDS: IncidentCommands = {
  vendors: {
    kind: 'open-vendor-case',
    read: (body) => ({
      kind: 'open-vendor-case',
      vendor: bodyText(body, 'vendor'),
      reason: bodyText(body, 'reason'),
    }),
  },
  'vendors/answered': {
    kind: 'record-vendor-answer',
    read: (body) => ({
      kind: 'record-vendor-answer',
      vendor: bodyText(body, 'vendor'),
      text: optionalBodyText(body, 'text') ?? '',
      reference: optionalBodyText(body, 'reference'),
    }),
  },
  'vendors/closed': {
    kind: 'close-vendor-case',
    read: (body) => ({
      kind: 'close-vendor-case',
      vendor: bodyText(body, 'vendor'),
      text: bodyText(body, 'text'),
    }),
  },
};
