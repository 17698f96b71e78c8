import { FirebreakError } from '../../core/errors.js';
import { mitigate, proveAndClose, takeInHand } from './incident-story.js';
import { expectThat, pages, percent, rate, type Stage, until } from './stage.js';

const FAILING_PAYMENTS = 0.5;

/** Plays the story: healthy, broken, paged, frozen, repaired, resolved. Rejects at the first step that does not happen in time. */
export async function playStory(stage: Stage): Promise<void> {
  const { screen, service, pager } = stage;
  screen.heading('A healthy service');
  await until(
    stage,
    'the whole window is read and the gate is open',
    60,
    (view) => view.state === 'ok' && view.gate === 'allow' && view.coverage > 0.95,
  );
  screen.event('healthy: nothing fires, the budget is nearly whole, the gate is open', 'green');

  screen.heading(`Half of the payments begin to fail`);
  service.break(FAILING_PAYMENTS);
  screen.event('errors begin: POST /pay answers 503', 'red');
  const burning = await until(
    stage,
    'the burn rate is over 14.4x in both windows',
    15,
    ({ fastTierBurn: { long, short } }) => over(long) && over(short),
  );
  screen.event(
    `burn rate ${rate(burning.fastTierBurn.long)} over 1m and ${rate(burning.fastTierBurn.short)} over 5s, threshold 14.4x`,
    'red',
  );
  await until(stage, 'the pager rings', 15, () => pages(pager, 'trigger') === 1);
  screen.event('the pager rings, once', 'red');
  const open = await until(stage, 'an incident is open', 10, (view) => view.incident?.status === 'open');
  screen.event(`incident ${open.incident?.id} is open, ${open.incident?.severity.toUpperCase()}`, 'red');

  const incident = open.incident;
  if (!incident) throw new FirebreakError('internal', 'there is no incident');
  await takeInHand(stage, incident);

  screen.heading('The budget falls through its bands');
  for (const band of ['25-to-50', 'below-25', 'exhausted']) {
    const view = await until(stage, `the budget is in the band ${band}`, 90, (now) => now.band === band);
    screen.event(`budget ${percent(view.budgetRemaining)} left: band ${band}, gate ${view.gate}`, 'yellow');
  }
  const closed = await until(stage, 'the gate is closed', 5, (view) => view.gate === 'block');
  screen.event(`the gate is closed: ${closed.gateReason}`, 'red');

  await mitigate(stage, incident, () => service.repair());
  screen.event('errors end', 'green');
  await until(stage, 'the pager is told that it is over', 40, () => pages(pager, 'resolve') === 1);
  screen.event('the page is resolved: the short window is healthy', 'green');
  await proveAndClose(stage, incident);
  const after = await until(stage, 'no page is open', 5, (view) => view.state !== 'page');
  expectThat(pages(pager, 'trigger') === 1, `one page was sent, not ${pages(pager, 'trigger')}`);
  expectThat(
    after.gate === 'block',
    `the gate stays closed while the budget is spent, but it says ${after.gate}`,
  );
  screen.event(
    `budget ${percent(after.budgetRemaining)}: the gate stays closed until old errors leave the window`,
    'yellow',
  );
}

function over(burnRate: number | undefined): boolean {
  return burnRate !== undefined && burnRate > 14.4;
}
