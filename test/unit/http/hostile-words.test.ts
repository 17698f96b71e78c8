import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overviewPage } from '../../../src/http/overview/page.js';
import { hostileWords } from '../../support/hostile-words.js';
import { htmlShape, htmlText } from '../../support/html-shape.js';
import { burningSlo, daemonStatus, gateOf, NOW } from '../../support/slo-statuses.js';
import { OPEN_INCIDENT } from './fake-api.js';

/** A page on which every word that a file, a person or a server can choose is this one. */
function pageOf(word: string): string {
  const slo = burningSlo({
    service: word,
    name: word,
    description: word,
    owner: word,
    labels: { [word]: word },
    links: { runbook: `https://runbooks.example/${word}`, dashboard: `https://d.example/?q=${word}` },
    window: word,
    unknownBecause: { reason: 'no-series', text: word },
    policy: { ...burningSlo().policy, band: word, consequence: word },
    incidentId: word,
  });
  return overviewPage({
    now: NOW,
    daemon: daemonStatus({
      source: { reachable: false, since: NOW, lastError: word },
      templates: [],
    }),
    slos: [slo],
    incidents: [{ ...OPEN_INCIDENT, title: word, service: word, slo: word, severityReason: word }],
    gate: () => ({ ...gateOf(word, 'block'), reason: word }),
    failed: [],
    deadLetters: 0,
    proof: [],
    isUnread: false,
    account: { name: word },
  });
}

it('no word on the page becomes an element or an attribute, and every word is shown as it is', () => {
  const plain = htmlShape(pageOf('word'));
  fc.assert(
    fc.property(hostileWords(), (word) => {
      const page = pageOf(word);
      expect(htmlShape(page)).toBe(plain);
      expect(htmlText(page)).toContain(word);
    }),
    { numRuns: 300 },
  );
});
