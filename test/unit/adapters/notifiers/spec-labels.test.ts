import { describe, expect, it } from 'vitest';
import { specLabels } from '../../../../src/adapters/notifiers/alertmanager/spec-labels.js';
import { specLabels as labelsOfRules } from '../../../../src/rules/labels.js';
import { LABELS } from '../../../../src/rules/names.js';

describe('the labels of a spec on an alert', () => {
  it.each<Record<string, string>>([
    { team: 'payments', 'cost-centre': '42' },
    { 'a-b': '1', 'a.b': '2', a_b: '3' },
    { '1st': 'x', __name__: 'y', '': 'z' },
    Object.fromEntries(
      [...Object.values(LABELS), 'alertname', 'job', 'instance'].map((name) => [name, 'mine']),
    ),
  ])('have the names that the generated rules give them: %j', (labels) => {
    expect(specLabels(labels)).toEqual(labelsOfRules(labels));
  });

  it('are left out when they are empty, which means to Alertmanager that there is none', () => {
    expect(specLabels({ team: '', zone: 'b' })).toEqual({ zone: 'b' });
  });
});
