import { describe, expect, it } from 'vitest';
import { actorText, daemonActor } from '../../../../src/core/access/actor.js';
import { covers, SCOPES } from '../../../../src/core/access/scope.js';
import { onBehalfOf, tokenActor } from '../../../support/actors.js';

describe('who acts', () => {
  it.each([
    [onBehalfOf(undefined), 'configured token'],
    [onBehalfOf('maria'), 'maria'],
    [tokenActor('ci'), 'ci'],
    [tokenActor('ci', { onBehalfOf: 'maria' }), 'ci for maria'],
    [tokenActor('maria', { onBehalfOf: 'maria' }), 'maria'],
    [daemonActor('SIGHUP'), 'SIGHUP'],
  ])('%j is called %s', (actor, text) => {
    expect(actorText(actor)).toBe(text);
  });
});

it('scopes include the ones before them', () => {
  const table = SCOPES.map((own) => SCOPES.map((needed) => covers(own, needed)));
  expect(table).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});
