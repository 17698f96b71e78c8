import { describe, expect, it } from 'vitest';
import { AskError } from '../../../../src/ui/browser/ask.js';
import { reloadSaid } from '../../../../src/ui/pages/settings/reload-said.js';

describe('what became of reading the files again', () => {
  it('points below only where what is wrong stands there', () => {
    expect(reloadSaid(new AskError(422, 'reload-refused', 'till.yaml:2:7 …'))).toBe('refused: see below');
    expect(reloadSaid(new AskError(401, 'unauthorized', 'log in first'))).toBe('not read: log in first');
    expect(reloadSaid(new AskError(0, 'unreachable', 'The daemon does not answer.'))).toBe(
      'not read: The daemon does not answer.',
    );
  });
});
