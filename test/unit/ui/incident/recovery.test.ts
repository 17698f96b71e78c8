import { expect, it } from 'vitest';
import type { Incident } from '../../../../src/core/incident/incident.js';
import { incidentClocks } from '../../../../src/core/incident/incident-clocks.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { possibleSteps } from '../../../../src/core/incident/possible-steps.js';
import type { RecoveryNow } from '../../../../src/core/incident/recovery.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import type { IncidentOutlook, IncidentSummary } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { recoveryShown } from '../../../../src/ui/pages/incident/model/recovery.js';
import { Life, lifeIn } from '../../core/incident/life.js';

const BURNING: RecoveryNow = {
  code: 'outside',
  text: 'still burning 20x over 1h, and at most 1x is recovery',
  figures: '20x over 1h, 0x over 5m',
  clearAt: undefined,
};

function shown(life: Life, recoveryNow?: RecoveryNow) {
  const incident = life.incident as Incident;
  const around = { openChildren: [], otherOpen: undefined, rollbackHook: undefined, recoveryNow };
  const steps = possibleSteps(incident, around, life.minute * MINUTE, DEFAULT_INCIDENT_POLICY);
  const clocks = incidentClocks(incident, DEFAULT_INCIDENT_POLICY);
  return recoveryShown(
    jsonView(incident) as IncidentSummary,
    jsonView({ steps, clocks }) as Pick<IncidentOutlook, 'steps' | 'clocks'>,
  );
}

it('shows nothing of recovery before it is watched', () => {
  expect(shown(lifeIn('mitigating'))).toBeUndefined();
});

it('shows what is missing while recovery is not seen, without the guard’s words around it', () => {
  const life = lifeIn('mitigating');
  life.do({ kind: 'end-alert', text: 'the page has ended' });
  life.do({ kind: 'see-recovery', sight: BURNING });
  expect(shown(life, BURNING)).toEqual({
    kind: 'missing',
    reason: 'still burning 20x over 1h, and at most 1x is recovery (now 20x over 1h, 0x over 5m)',
  });
});

it('shows since when recovery is seen, when it is proven if it stays, and that it is proven', () => {
  const life = lifeIn('monitoring');
  const since = new Date(life.minute * MINUTE);
  life.minute += 14;
  expect(shown(life)).toEqual({
    kind: 'seen',
    since: since.toISOString(),
    provenAt: new Date(since.getTime() + 15 * MINUTE).toISOString(),
  });
  life.minute += 1;
  expect(shown(life)).toEqual({ kind: 'proven' });
});

it('never takes what nobody watches for recovered', () => {
  const life = new Life();
  life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
  life.crew().move('investigating');
  life.move('mitigating', 'rolled back');
  life.move('monitoring');
  expect(shown(life)).toEqual({ kind: 'missing', reason: expect.any(String) });
});
