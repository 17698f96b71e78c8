import { describe, expect, it } from 'vitest';
import { componentState, worstState } from '../../../../src/core/status-page/component-state.js';

describe('the state of a component', () => {
  it.each([
    [['ok'], [], 'operational'],
    [['ok', 'ok'], ['sev4'], 'operational'],
    [['ticket', 'ok'], [], 'degraded'],
    [['page', 'ticket'], [], 'partial-outage'],
    [['ok'], ['sev3'], 'degraded'],
    [['ok'], ['sev2'], 'partial-outage'],
    [['ok', 'page'], ['sev3', 'sev1'], 'major-outage'],
    // What is not known is never well …
    [[], [], 'unknown'],
    [[], ['sev4'], 'unknown'],
    [['unknown'], [], 'unknown'],
    [['ok', 'unknown'], ['sev4'], 'unknown'],
    // … and hides nothing that is known.
    [['unknown', 'ticket'], [], 'degraded'],
    [['unknown'], ['sev2'], 'partial-outage'],
    [[], ['sev1'], 'major-outage'],
  ] as const)('of SLOs %j and incidents %j is %s', (slos, severities, state) => {
    expect(componentState(slos, severities)).toBe(state);
  });

  it('is that of its worst part on the whole page', () => {
    expect(worstState([])).toBe('unknown');
    expect(worstState(['operational', 'operational'])).toBe('operational');
    expect(worstState(['operational', 'unknown'])).toBe('unknown');
    expect(worstState(['degraded', 'unknown', 'operational'])).toBe('degraded');
  });
});
