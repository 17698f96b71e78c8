import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notifierOf, signal } from './notifier-of.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file', () => {
  it('has a line for each signal, in order, also when many are sent at once', async () => {
    const path = join(folder, 'signals.jsonl');
    const notifier = notifierOf({ kind: 'file', name: 'file', path });
    const signals = Array.from({ length: 50 }, (_, at) => signal({ at }));
    const outcomes = await Promise.all(signals.map((each) => notifier.send(each)));
    expect(outcomes).toEqual(signals.map(({ id }) => ({ kind: 'delivered', receipt: id })));
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(signals.map(({ id }) => id));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: 'firebreak.signal/v1', kind: 'trigger' });
  });

  it('is added to by the next run', async () => {
    const path = join(folder, 'signals.jsonl');
    await notifierOf({ kind: 'file', name: 'file', path }).send(signal());
    await notifierOf({ kind: 'file', name: 'file', path }).send(signal({ kind: 'resolve' }));
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  it('that cannot be written is tried again, and the next signal does not suffer', async () => {
    const path = join(folder, 'missing', 'signals.jsonl');
    const notifier = notifierOf({ kind: 'file', name: 'file', path });
    const reason = 'the file cannot be written: ENOENT';
    expect(await Promise.all([notifier.send(signal()), notifier.send(signal())])).toEqual([
      { kind: 'retry', reason },
      { kind: 'retry', reason },
    ]);
  });
});

describe('standard output', () => {
  afterEach(() => vi.restoreAllMocks());

  it('has a line of JSON for each signal', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
      lines.push(String(given[0]));
      const done = given.at(-1);
      if (typeof done === 'function') Reflect.apply(done, undefined, []);
      return true;
    });
    const outcome = await notifierOf({ kind: 'stdout', name: 'out' }).send(signal());
    vi.restoreAllMocks();
    expect(outcome).toEqual({ kind: 'delivered', receipt: signal().id });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: signal().id, kind: 'trigger' },
    ]);
    expect(lines[0]?.endsWith('\n')).toBe(true);
  });

  it('that nobody reads any more leaves it unknown', async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
      const done = given.at(-1) as (error: Error) => void;
      done(new Error('write EPIPE'));
      return false;
    });
    const outcome = await notifierOf({ kind: 'stdout', name: 'out' }).send(signal());
    vi.restoreAllMocks();
    expect(outcome).toEqual({ kind: 'unknown', reason: 'standard output: write EPIPE' });
  });
});
