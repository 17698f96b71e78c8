import { contactFindings } from '../../core/oncall/contact-findings.js';
import { overrideFindings } from '../../core/oncall/override-findings.js';
import type { StandingFinding } from '../../core/oncall/standing-finding.js';
import { ownerFindings } from '../../core/oncall/service-owners.js';
import type { EngineState } from '../engine-state.js';
import type { Clock, Secrets, Store } from '../ports.js';
import { knownContacts } from './contacts.js';

const MOST_OPEN = 10_000;

/** What is to be mended about who is called, as a running daemon sees it. */
export async function onCallFindings(
  state: EngineState,
  { store, clock }: { readonly store: Pick<Store, 'contactChecks' | 'incidents'>; readonly clock: Clock },
  secrets: Pick<Secrets, 'digest'>,
): Promise<StandingFinding[]> {
  const plan = state.config.onCall;
  const contacts = knownContacts(plan, await store.contactChecks(), secrets);
  const routes = contacts.map(({ person, contact, check }) => ({
    person: person.name,
    route: contact.route,
    check,
  }));
  const open = await store.incidents({ open: true, limit: MOST_OPEN });
  return [
    ...ownerFindings(plan, [
      ...servicesOf(state),
      ...open.flatMap(({ service, team }) => (plan.teams.has(team ?? '') ? [] : service)),
    ]),
    ...contactFindings(plan, routes, clock.now()),
    ...overrideFindings(plan, state.plannedOverrides, clock.now()),
  ];
}

/** The services of all SLOs of the files, whichever replica judges them. */
export function servicesOf({ specs }: Pick<EngineState, 'specs'>): Set<string> {
  const slos = [...(specs?.slos ?? []), ...(specs?.templates ?? []).map(({ slo }) => slo)];
  return new Set(slos.map(({ service }) => service));
}
