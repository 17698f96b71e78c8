import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lookAtFiles, watchFiles } from '../../../../src/adapters/spec-files/watch-files.js';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

async function watched() {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-watch-'));
  const [specs, config] = [join(folder, 'specs'), join(folder, 'firebreak.yaml')];
  await mkdir(specs);
  await writeFile(join(specs, 'a.yaml'), 'a');
  await writeFile(config, 'c');
  const changed = vi.fn();
  const begin = async (before?: string) => {
    const watcher = watchFiles([specs, config], before ?? (await lookAtFiles([specs, config])), log, changed);
    onTestFinished(async () => {
      await watcher.stop();
      await rm(folder, { recursive: true, force: true });
    });
  };
  return { folder, specs, config, changed, begin };
}

/** Replaces a file as editors and `sed -i` do. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

test('a file that is replaced again and again is seen each time', { timeout: 40_000 }, async () => {
  const { config, changed, begin } = await watched();
  await begin();
  await replace(config, 'one');
  await replace(config, 'two');
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
  for (const text of ['three', 'four']) {
    const seen = changed.mock.calls.length;
    await replace(config, text);
    await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThan(seen), 10_000);
  }
});

test('a folder that is made anew is still watched', { timeout: 30_000 }, async () => {
  const { specs, changed, begin } = await watched();
  await begin();
  await rm(specs, { recursive: true });
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
  const seen = changed.mock.calls.length;
  await mkdir(specs);
  await writeFile(join(specs, 'b.yaml'), 'b');
  await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThan(seen), 10_000);
});

test('what changed before the watching began is seen, and nothing is told when nothing did', {
  timeout: 20_000,
}, async () => {
  const late = await watched();
  const before = await lookAtFiles([late.specs, late.config]);
  await writeFile(join(late.specs, 'b.yaml'), 'b');
  await late.begin(before);
  await vi.waitFor(() => expect(late.changed).toHaveBeenCalledTimes(1), 10_000);
});
