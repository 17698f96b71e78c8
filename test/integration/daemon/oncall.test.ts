import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../support/live-stage.js';
import { startSmallDaemon } from '../../support/small-daemon.js';

const CONFIG = `
on_call: [oncall.yaml]
receivers: [{name: out, stdout: {}}]
store: {path: store.db}
`;
const plan = (people: string) => `
people: {ana: {contacts: [{receiver: out}]}, ben: {contacts: [{receiver: out}]}}
schedules:
  primary:
    time_zone: Europe/Berlin
    layers:
      - {name: all, rotation: {people: [${people}], start: 2026-01-05, handoff: "10:00", every: 14d}}
`;

interface OnCall {
  readonly schedules: readonly { readonly state: string; readonly now: { readonly person: string } | null }[];
}

test('on-call files are in force from the start, followed when they change, and kept when they break', async () => {
  let folder = '';
  const write = (text: string) => writeFileSync(join(folder, 'oncall.yaml'), text);
  const daemon = await startSmallDaemon(CONFIG, (made) => {
    folder = made;
    write(plan('ana'));
  });
  const ask = async <Answer>(path: string) => (await (await fetch(daemon.url + path)).json()) as Answer;
  const person = async () => (await ask<OnCall>('/api/v1/oncall')).schedules[0]?.now?.person;
  expect(await person()).toBe('ana');

  write(plan('ben'));
  await eventually('the file is followed', 15, person, (now) => now === 'ben');

  write(plan('ben, bin'));
  const refused = async () =>
    (await ask<{ specs: { lastReloadRefused: string | null } }>('/api/v1/status')).specs.lastReloadRefused;
  const why = await eventually('the broken file is refused', 15, refused, (text) => text !== null);
  expect(why).toContain('oncall.yaml:7:46');
  expect(await person()).toBe('ben');
});

test('a reload that takes the service of an open incident from its team says so: timeline, log and findings', async () => {
  const owned = (service: string) =>
    `${plan('ana')}teams: {shops: {members: [ana], tiers: {primary: primary}, services: [${service}]}}\n`;
  let folder = '';
  const write = (text: string) => writeFileSync(join(folder, 'oncall.yaml'), text);
  const token = 'planted-token-0123456789';
  const daemon = await startSmallDaemon(`${CONFIG}http: {token: ${token}}\n`, (made) => {
    folder = made;
    write(owned('shop'));
  });
  const ask = async <Answer>(path: string) => (await (await fetch(daemon.url + path)).json()) as Answer;
  const declared = await fetch(`${daemon.url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'an', service: 'shop', severity: 'sev3', title: 'orders hang' }),
  });
  expect(await declared.json()).toMatchObject({
    incident: { id: 'INC-1' },
    warnings: [expect.stringContaining('did you mean "ana"?')],
  });

  write(owned('shops'));
  const told = async () =>
    (await ask<{ timeline: { text: string }[] }>('/api/v1/incidents/INC-1')).timeline.map(({ text }) => text);
  await eventually('the timeline says so', 15, told, (texts) =>
    texts.some((text) => text.includes('shops no longer owns shop, and no other team does')),
  );
  const { findings } = await ask<{ findings: { code: string; subject: string }[] }>('/api/v1/oncall');
  expect(findings).toContainEqual(expect.objectContaining({ code: 'unowned-service', subject: 'shop' }));
  const warned = daemon.logged.filter(({ level }) => level === 'warn').map(({ message }) => message);
  expect(warned).toContain('the owner of an open incident has changed with the on-call files');
  expect(warned).toContainEqual(expect.stringContaining('no team owns these services'));
});
