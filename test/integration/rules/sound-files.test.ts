import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { isRecordable } from '../../../src/rules/slices.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { promtool } from './promtool.js';

const FOLDER = 'test/fixtures/specs/sound';

test.each(readdirSync(FOLDER))(
  'promtool takes the rules of %s, with the names of other tools',
  async (name) => {
    const { slos } = readSpecs([{ path: name, text: readFileSync(join(FOLDER, name), 'utf8') }]);
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-sound-'));
    try {
      for (const { path, text } of generateRules(slos.filter(isRecordable), {
        format: 'prometheus',
        names: 'sloth',
      })) {
        await writeFile(join(folder, path), text);
        expect(await promtool('check', 'rules', join(folder, path))).toContain('SUCCESS');
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
