import { expect, it } from 'vitest';
import { messageText } from '../../../../src/ui/words/messages.js';

it.each([
  ['trigger', 'burn', 'page', 'page'],
  ['trigger', 'burn', 'ticket', 'ticket'],
  ['trigger', 'blind', 'ticket', 'ticket: nobody can see'],
  ['resolve', 'blind', 'page', 'end of the page: nobody can see'],
  ['trigger', 'sla', 'page', 'page: the SLA is at risk'],
  ['trigger', 'outside', 'page', 'page'],
  ['resolve', 'burn', 'ticket', 'end of the ticket'],
  ['acknowledge', 'burn', 'page', 'acknowledged: page'],
  ['refresh', 'burn', 'page', 'page, still open'],
  ['notice', 'burn', 'page', 'update'],
  ['incident', 'burn', 'page', 'news of the incident'],
  ['deploy', 'burn', 'page', 'deploy'],
] as const)('a %s of %s as %s is "%s"', (kind, cause, severity, text) => {
  expect(messageText({ kind, cause, severity })).toBe(text);
});
