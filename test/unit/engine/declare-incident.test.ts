import { beforeEach, describe, expect, it } from 'vitest';
import { pageBody, pageTitle } from '../../../src/core/delivery/page-text.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { type AskedDeclaration, declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { declaredAlertKey, followDeclared } from '../../../src/engine/declared-alerts.js';
import { holds } from '../../../src/engine/queries/holds.js';
import { owns } from '../../../src/engine/share.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const SLO = 'checkout-api/availability';
const maria = onBehalfOf('maria');
let harness: EngineHarness;

const declare = (changes: Partial<AskedDeclaration> = {}) =>
  declareIncident(
    harness.state,
    harness.ports,
    {
      service: 'checkout-api',
      severity: 'sev2',
      title: 'orders hang',
      sloId: undefined,
      key: undefined,
      separate: false,
      ...changes,
    },
    maria,
  );
const work = (id: string, asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, id, asked, maria);
const end = () => followDeclared(harness.state, harness.ports);
const kinds = async (id = 'INC-1') => (await harness.store.timeline(id)).map(({ kind }) => kind);

async function start(...failing: readonly (readonly [minute: number, share: number])[]) {
  exposeRequests(
    harness.prometheus,
    [[0, 0] as const, ...failing].map(([minute, share]) => [START + minute * MINUTE, share]),
  );
  await harness.start([checkoutSlo()]);
  await harness.runFor(5 * MINUTE);
}

beforeEach(() => {
  harness = new EngineHarness();
  const externalUrl = 'https://firebreak.example/';
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE, externalUrl };
});

describe('an incident that a person declares', () => {
  it('is told once, by name, until it is resolved, whatever restarts', async () => {
    await start();
    expect(await declare()).toMatchObject({
      opened: true,
      incident: { id: 'INC-1', severity: 'sev2', phase: 'declared', declared: { by: 'maria' } },
    });
    const [row] = harness.store.messages();
    if (!row) throw new Error('nothing was told');
    expect(pageTitle(row.signal)).toBe('SEV2 checkout-api: orders hang');
    expect(pageBody(row.signal)).toEqual([
      'Service: checkout-api',
      'Severity: SEV2 (more than a quarter of users degraded, or a key feature down), because: declared by maria',
      'Impact: unknown (no SLI watches it)',
      'Told at: 2026-07-15T12:05:00Z',
      'Incident: INC-1',
      'Acknowledge: firebreak ack INC-1 --by <you>',
      'Then: firebreak incident show INC-1 says what is known; firebreak incident phase INC-1 investigating begins the work once the roles are set',
      'Open: https://firebreak.example/incidents/INC-1',
    ]);
    await harness.start([checkoutSlo()]);
    await end();
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['outside-page trigger']);
    await work('INC-1', { kind: 'move', to: 'resolved', text: '', override: 'it works again' });
    await end();
    await end();
    expect(harness.toldKinds()).toEqual(['outside-page trigger', 'outside-page resolve']);
    const ended = harness.store.messages().at(-1);
    expect(ended && [pageTitle(ended.signal), ...pageBody(ended.signal)]).toEqual([
      'orders hang: the incident is resolved',
      'Over: told at 2026-07-15T12:05:00Z, resolved by 2026-07-15T12:25:00Z',
      'Incident: INC-1',
      'Open: https://firebreak.example/incidents/INC-1',
    ]);
    expect(harness.state.foreign.size).toBe(0);
    await work('INC-1', { kind: 'reopen', reason: 'it hangs again' });
    await harness.start([checkoutSlo()]);
    await end();
    await end();
    expect(harness.toldKinds()).toEqual([
      'outside-page trigger',
      'outside-page resolve',
      'outside-page trigger',
    ]);
    await harness.start([checkoutSlo()]);
    await end();
    expect(harness.toldKinds()).toHaveLength(3);
    await harness.runFor(20 * MINUTE);
    expect(await harness.store.incident('INC-1')).toMatchObject({ status: 'open' });
  });

  it('tells what the SLI shows, where one watches it', async () => {
    await start([0, 0.004]);
    await declare({ sloId: SLO });
    const [row] = harness.store.messages();
    expect(row && pageBody(row.signal)).toContain('Impact: 0.4 % of events failing over 5m');
  });

  it('is nobody’s to end but people’s', async () => {
    await start();
    await declare();
    expect(holds(harness.state)).toEqual([]);
    await expect(
      work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined }),
    ).rejects.toThrow();
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria);
    await work('INC-1', { kind: 'release-role', role: 'scribe' });
    for (const role of ['commander', 'communications', 'technical-lead', 'scribe'] as const)
      await work('INC-1', { kind: 'assign-role', role, to: `the ${role}` });
    await work('INC-1', { kind: 'move', to: 'investigating', text: '', override: undefined });
    await work('INC-1', { kind: 'move', to: 'monitoring', text: 'it was the client', override: undefined });
    await harness.runFor(60 * MINUTE);
    await expect(
      work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined }),
    ).rejects.toThrow('no SLI watches it');
  });

  it('is opened once for a request, however often it is asked for', async () => {
    await start();
    const first = await declare({ key: 'request-1' });
    await harness.start([checkoutSlo()]);
    expect(await declare({ key: 'request-1' })).toEqual(first);
    expect(await declare({ key: 'request-1', separate: true })).toEqual(first);
    expect(await declare({ key: 'request-2', separate: true })).toMatchObject({ incident: { id: 'INC-2' } });
    expect(await kinds()).toEqual(['declared']);
    expect(harness.toldKinds()).toEqual(['outside-page trigger', 'outside-page trigger']);
  });

  it('watches the SLO that is named, and waits for a person when that has recovered', async () => {
    await start();
    await declare({ sloId: SLO, severity: 'sev3' });
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria);
    await work('INC-1', { kind: 'assign-role', role: 'commander', to: 'maria' });
    await work('INC-1', { kind: 'move', to: 'investigating', text: '', override: undefined });
    await work('INC-1', { kind: 'move', to: 'mitigating', text: 'rolled back', override: undefined });
    await work('INC-1', { kind: 'move', to: 'monitoring', text: '', override: undefined });
    await harness.runFor(5 * MINUTE);
    await expect(
      work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined }),
    ).rejects.toThrow(/proven for .*of 15m/);
    await harness.runFor(70 * MINUTE);
    expect(await harness.store.incident('INC-1')).toMatchObject({
      phase: 'monitoring',
      recovery: { proven: true },
    });
    await work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined });
    await end();
    expect(harness.toldKinds()).toEqual(['outside-page trigger', 'outside-page resolve']);
  });

  it('is the one that the SLO burns in when it does, and both are told to their end', async () => {
    await start([10, 0.5], [30, 0]);
    await declare({ sloId: SLO, severity: 'sev3' });
    await harness.runFor(25 * MINUTE);
    expect(await kinds()).toContain('tier-joined');
    expect(harness.toldKinds().filter((told) => told.includes('page'))).toEqual([
      'outside-page trigger',
      'page trigger',
    ]);
    await harness.runFor(120 * MINUTE);
    expect(await harness.store.incidents({ limit: 9 })).toMatchObject([{ id: 'INC-1', phase: 'monitoring' }]);
    expect(harness.toldKinds()).toContain('page resolve');
    expect(harness.toldKinds()).not.toContain('outside-page resolve');
  });
});

describe('declaring what is open already', () => {
  it('joins what burns, says so, raises its severity, and pages nobody again', async () => {
    await start([0, 0.1]);
    await harness.runFor(30 * MINUTE);
    const told = harness.toldKinds();
    expect(await declare({ severity: 'sev1' })).toMatchObject({
      opened: false,
      incident: { id: 'INC-1', sloId: SLO, severity: 'sev1' },
    });
    expect((await kinds()).slice(-2)).toEqual(['noted', 'severity-set']);
    await harness.runFor(MINUTE);
    expect(harness.toldKinds()).toEqual(told);
    expect(await harness.store.incident('INC-1')).toMatchObject({ severity: 'sev1' });
  });

  it('writes it down once for a request', async () => {
    await start([0, 0.1]);
    await harness.runFor(30 * MINUTE);
    await declare({ key: 'request-1' });
    const before = await kinds();
    expect(await declare({ key: 'request-1' })).toMatchObject({ opened: false });
    expect(await kinds()).toEqual(before);
  });

  it('joins what goes on and is worst, where several are open, and of those alike what is worked on', async () => {
    await start();
    for (const severity of ['sev3', 'sev2', 'sev2'] as const) await declare({ severity, separate: true });
    const joined = async () => (await declare({ severity: 'sev4' })).incident.id;
    expect(await joined()).toBe('INC-2');
    await work('INC-3', { kind: 'report', concern: 'paying-customer', text: '' });
    await acknowledgeIncident(harness.state, harness.ports, 'INC-3', maria);
    for (const role of ['commander', 'communications', 'technical-lead', 'scribe'] as const)
      await work('INC-3', { kind: 'assign-role', role, to: role });
    await work('INC-3', { kind: 'move', to: 'investigating', text: '', override: undefined });
    expect(await joined()).toBe('INC-3');
    await work('INC-3', { kind: 'move', to: 'mitigating', text: 'restarted', override: undefined });
    await work('INC-3', { kind: 'move', to: 'monitoring', text: '', override: undefined });
    expect(await joined()).toBe('INC-2');
  });

  it('opens another where that is wanted, but not for the SLO that burns', async () => {
    await start([0, 0.1]);
    await harness.runFor(30 * MINUTE);
    await expect(declare({ separate: true, sloId: SLO })).rejects.toMatchObject({ code: 'conflict' });
    expect(await declare({ separate: true })).toMatchObject({ opened: true, incident: { id: 'INC-2' } });
    expect(await declare({ service: 'search' })).toMatchObject({ opened: true, incident: { id: 'INC-3' } });
  });

  it('refuses an SLO that is not there, or is of another service', async () => {
    await start();
    await expect(declare({ sloId: 'checkout-api/none' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(declare({ sloId: SLO, service: 'search' })).rejects.toThrow('is of checkout-api');
  });
});

describe('where replicas share the work', () => {
  it('the alert is kept by the one that was asked, and only one that has a part can be', async () => {
    const share = new Map([[17, 1]]);
    const key = declaredAlertKey(share, 'INC-9');
    expect(key).toMatch(/^declared(-\d+)?\/INC-9$/);
    expect(owns(share, key ?? '')).toBe(true);
    expect(declaredAlertKey(new Map(), 'INC-9')).toBeUndefined();
    await start();
    harness.state.share = new Map();
    await expect(declare()).rejects.toMatchObject({ code: 'not-ready' });
  });
});
