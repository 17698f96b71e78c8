import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { logCrashes } from '../../../../src/main/daemon/crash.js';
import { SecretKeeper } from '../../../../src/main/daemon/secret-keeper.js';

it('a crash leaves its stack in the log, without secrets and without what hangs on the error', () => {
  const logged: unknown[] = [];
  const note = (...line: unknown[]) => void logged.push(line);
  const secrets = new SecretKeeper();
  secrets.learn(['hunter2']);
  const codes: number[] = [];
  const process = Object.assign(new EventEmitter(), { exit: (code: number) => codes.push(code) });
  logCrashes(secrets.log({ debug: note, info: note, warn: note, error: note }), process);

  const error = Object.assign(new Error('refused: Bearer hunter2'), { config: { headers: 'hunter2' } });
  process.emit('uncaughtException', error);
  process.emit('uncaughtException', 'no error, hunter2');

  expect(codes).toEqual([70, 70]);
  const text = JSON.stringify(logged);
  expect(text).toContain('refused: Bearer …');
  expect(text).toContain('crash.test.ts');
  expect(text).toContain('no error, …');
  expect(text).not.toContain('hunter2');
});
