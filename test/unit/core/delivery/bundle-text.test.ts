import { describe, expect, it } from 'vitest';
import { messageText } from '../../../../src/core/delivery/bundle-text.js';
import { pageBody, pageTitle } from '../../../../src/core/delivery/page-text.js';
import { sampleRow } from '../../../support/store-samples.js';

const { signal } = sampleRow();

describe('the words of a message', () => {
  it('are those of the page when there is one', () => {
    expect(messageText([signal])).toEqual({ title: pageTitle(signal), lines: pageBody(signal) });
  });

  it('name every one of several, with the incident and where to look', () => {
    const other = { ...signal, service: 'cart', sloId: 'cart/latency', incidentId: 'INC-8', links: {} };
    expect(messageText([signal, other])).toEqual({
      title: '2 pages at once: checkout, cart',
      lines: [`${pageTitle(signal)} · https://runbooks.example/checkout`, `${pageTitle(other)} · INC-8`],
    });
  });

  it.each([
    ['resolve', 'page', '2 ended pages at once: checkout'],
    ['resolve', 'ticket', '2 ended tickets at once: checkout'],
    ['trigger', 'ticket', '2 tickets at once: checkout'],
    ['acknowledge', 'page', '2 acknowledgements at once: checkout'],
  ] as const)('of several %ss of %ss', (kind, severity, title) => {
    const one = { ...signal, kind, severity };
    expect(messageText([one, one]).title).toBe(title);
  });

  it('of nothing are none', () => {
    expect(messageText([])).toEqual({ title: '', lines: [] });
  });
});
