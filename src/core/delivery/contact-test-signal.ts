import { CALL_KEYS } from './call-key.js';
import type { Signal } from './signal.js';

/** What keys of tests of contacts begin with; what becomes of them says nothing of other messages. */
export const CONTACT_TEST_KEYS = `${CALL_KEYS}contact/`;

/** The key of a test's messages. */
export function contactTestKey({ digest, at }: Pick<SentContactTest, 'digest' | 'at'>): string {
  return `${CONTACT_TEST_KEYS}${digest.slice(0, 16)}/${at}`;
}

/** A test of somebody's contact, sent at an instant. */
export interface SentContactTest {
  /** Of person, receiver and address. */
  readonly digest: string;
  readonly at: number;
  readonly person: string;
  readonly address: string | undefined;
}

/** Rings as a page does, says that it is none, and asks for its code. */
export function contactTestSignal(
  sent: SentContactTest,
  said: { readonly code: string; readonly by: string; readonly until: number },
): Signal {
  return { ...signalOf(sent), contactTest: { person: sent.person, ...said } };
}

/** Takes it back, so that nothing stays open at the receiver. */
export function contactTestEnd(sent: SentContactTest, at: number, outcome: 'verified' | 'over'): Signal {
  const signal = signalOf(sent);
  return {
    ...signal,
    id: `${signal.dedupKey}@${at}/resolve`,
    kind: 'resolve',
    at,
    contactTest: { person: sent.person, outcome },
  };
}

function signalOf(sent: SentContactTest): Signal {
  const { at, person, address } = sent;
  const dedupKey = contactTestKey(sent);
  return {
    id: `${dedupKey}@${at}/trigger`,
    kind: 'trigger',
    cause: 'outside',
    severity: 'page',
    service: 'firebreak-test',
    slo: 'contact',
    sloId: `contact test of ${person}`,
    dedupKey,
    at,
    firingSince: at,
    failingSince: undefined,
    target: 1,
    description: undefined,
    owner: undefined,
    labels: {},
    links: {},
    incidentId: undefined,
    isTest: true,
    ...(address === undefined ? {} : { to: address }),
    tiers: [],
    budget: { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'no-series' },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: undefined,
  };
}
