import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a reader that leaves early, such as head, ends the command without a word', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'firebreak-')), 'broken.yaml');
  // More problems than a pipe holds, so that writing goes on when the reader has left.
  writeFileSync(path, `service: shop\n${Array.from({ length: 2000 }, (_, i) => `wrong_${i}: 1\n`).join('')}`);
  const child = spawn(process.execPath, ['dist/main/firebreak.js', 'validate', path]);
  const stderr: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, stderr: stderr.join('') }).toEqual({ code: 141, stderr: '' });
});
