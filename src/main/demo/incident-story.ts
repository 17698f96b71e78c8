import { FirebreakError } from '../../core/errors.js';
import type { DemoIncident } from './daemon-view.js';
import { pages, type Stage, until } from './stage.js';

/** People take the incident in hand: the page that nobody answers goes on, then roles, hypotheses and the first updates. */
export async function takeInHand(stage: Stage, { id }: DemoIncident): Promise<void> {
  const { screen, daemon, phone } = stage;
  screen.heading('People are called');
  await until(stage, 'alice is called', 10, () => isCalled(phone, 'alice'));
  screen.event('alice is called: she is primary on call, and sleeps', 'yellow');
  await until(stage, 'bob is called', 20, () => isCalled(phone, 'bob'));
  screen.event('nobody has answered: bob is called, the second step', 'yellow');
  await daemon.work(id, 'ack', { by: 'bob' });
  screen.event('bob acknowledges: the escalation stops', 'green');
  const refused = await daemon.tryWork(id, 'phase', { by: 'bob', to: 'investigating' });
  if (refused === undefined) throw new FirebreakError('internal', 'work began without its roles');
  screen.event(`work does not begin yet: ${refused}`, 'yellow');
  await daemon.work(id, 'roles', { by: 'bob', role: 'communications', to: 'carol' });
  await daemon.work(id, 'roles', { by: 'bob', role: 'scribe', to: 'dave' });
  await daemon.work(id, 'phase', { by: 'bob', to: 'investigating' });
  const view = await until(
    stage,
    'it is being investigated',
    5,
    (now) => now.incident?.phase === 'investigating',
  );
  const roles = Object.entries(view.incident?.roles ?? {}).map(([role, person]) => `${role} ${person}`);
  screen.event(`the roles are held (${roles.join(', ')}): it is investigated`, 'green');
  await tell(stage, id, 'customers');

  await daemon.work(id, 'hypotheses', { by: 'alice', text: 'the last deploy broke payments' });
  screen.event('alice: “the last deploy broke payments” – fifteen minutes to find out', 'cyan');
  await daemon.work(id, 'hypotheses/rule-out', { by: 'alice', finding: 'there was no deploy today' });
  await daemon.work(id, 'hypotheses', { by: 'alice', text: 'the payment provider answers 503' });
  await daemon.work(id, 'hypotheses/confirm', { by: 'alice', finding: 'half of its answers are 503' });
  screen.event('ruled out; the next hypothesis is confirmed: the cause is identified', 'green');
}

/** Mitigates; the service is repaired by `repair`. */
export async function mitigate(stage: Stage, { id }: DemoIncident, repair: () => void): Promise<void> {
  const { screen, daemon } = stage;
  screen.heading('The failures are mitigated');
  await daemon.work(id, 'mitigations', { by: 'alice', what: 'failover', text: 'to the second provider' });
  repair();
  screen.event('alice fails over to the second provider, with the SLI before it on record', 'green');
  await until(stage, 'the SLI after it is on record', 60, async () =>
    (await daemon.timeline(id)).some((text) => /after/i.test(text) && /M1|failover/.test(text)),
  );
  screen.event('the SLI after it is on record too', 'green');
}

/** Recovery is proven before anybody may say that it is over; then everybody is told. */
export async function proveAndClose(stage: Stage, { id }: DemoIncident): Promise<void> {
  const { screen, daemon } = stage;
  screen.heading('Recovery is proven');
  const refused = await daemon.tryWork(id, 'phase', { by: 'bob', to: 'resolved' });
  if (refused === undefined)
    throw new FirebreakError('internal', 'it was resolved before recovery was proven');
  screen.event(`bob wants to resolve it: ${refused}`, 'yellow');
  await until(stage, 'recovery is proven', 150, (view) => view.incident?.recovery?.proven === true);
  screen.event('recovery is proven: the SLI is back within its SLO, with enough traffic to mean it', 'green');
  await daemon.work(id, 'phase', { by: 'bob', to: 'resolved', text: 'the second provider serves all' });
  screen.event('the all-clear: bob resolves it', 'green');
  for (const audience of ['engineering', 'executives', 'customers']) await tell(stage, id, audience);
  await daemon.work(id, 'close', { by: 'bob', verdict: 'real', reason: 'the provider has confirmed it' });
  screen.event('closed: the alert was real', 'green');
}

/** Approves the draft as it is. */
async function tell({ screen, daemon }: Stage, id: string, audience: string): Promise<void> {
  const text = await daemon.draft(id, audience);
  await daemon.work(id, 'updates', { by: 'carol', audience, text });
  screen.event(`carol tells ${audience}: “${text}”`, 'cyan');
}

function isCalled(phone: Stage['phone'], person: string): boolean {
  return (
    pages(phone, 'trigger') > 0 && phone.messages.some(({ text }) => text.includes(`Called: ${person}, `))
  );
}
