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
