import { withTestEnded } from '../core/oncall/contact-check.js';
import { endRows } from './commands/check-contacts.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Secrets } from './ports.js';
import { knownContacts } from './queries/contacts.js';

/** Takes back the tests of contacts whose code nobody has given in time, so that no pager goes on ringing for them. */
export async function endContactTests(
  state: EngineState,
  ports: EnginePorts,
  secrets: Pick<Secrets, 'digest'>,
): Promise<void> {
  const { store, clock, log } = ports;
  const ready = await state.commits.run(async () => {
    const at = clock.now();
    const contacts = knownContacts(state.config.onCall, await store.contactChecks(), secrets);
    const over = contacts.flatMap((known) => {
      const { check } = known;
      return check && check.test.endedAt === undefined && at >= check.test.expiresAt
        ? [{ ...known, check }]
        : [];
    });
    if (over.length === 0) return [];
    return store
      .commit({
        at,
        contactChecks: over.map(({ check }) => withTestEnded(check, at)),
        outbox: over.flatMap((each) => endRows(each, ports, at, 'over')),
      })
      .catch((error: unknown) => {
        // Another replica may have been quicker; what is left is ended the next time.
        log.debug('tests of contacts are not ended yet', { error: String(error) });
        return [];
      });
  });
  if (ready.length > 0) ports.kickDelivery(ready);
}
