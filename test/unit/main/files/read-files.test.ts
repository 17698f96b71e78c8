import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readYamlFiles } from '../../../../src/adapters/spec-files/read-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('folders are searched for YAML, files are taken as they are, nothing is read twice', async () => {
  await mkdir(join(folder, 'deep', 'er'), { recursive: true });
  await writeFile(join(folder, 'b.yaml'), '\uFEFFb');
  await writeFile(join(folder, 'deep', 'er', 'a.yml'), 'a');
  await writeFile(join(folder, 'notes.txt'), 'no');
  await writeFile(join(folder, '.hidden.yaml'), 'no');
  const { files, errors } = await readYamlFiles([folder, join(folder, 'b.yaml'), join(folder, 'notes.txt')]);
  expect(errors).toEqual([]);
  expect(files.map(({ path, text }) => [path.slice(folder.length + 1), text])).toEqual([
    ['b.yaml', 'b'],
    ['deep/er/a.yml', 'a'],
    ['notes.txt', 'no'],
  ]);
});

test('a ConfigMap’s links are followed once', async () => {
  await mkdir(join(folder, '..data-1'));
  await writeFile(join(folder, '..data-1', 'slo.yaml'), 'x');
  await symlink('..data-1', join(folder, '..data'));
  await symlink('..data/slo.yaml', join(folder, 'slo.yaml'));
  const { files } = await readYamlFiles([folder]);
  expect(files.map(({ path }) => path)).toEqual([join(folder, 'slo.yaml')]);
});

test('what cannot be read is told, and the rest is read', async () => {
  await writeFile(join(folder, 'a.yaml'), 'a');
  const { files, errors } = await readYamlFiles([join(folder, 'missing'), folder]);
  expect(files).toHaveLength(1);
  expect(errors).toEqual([{ path: join(folder, 'missing'), message: 'there is no such file or folder' }]);
});

test('a device, which may never end, is no file', async () => {
  const { files, errors } = await readYamlFiles(['/dev/zero']);
  expect(files).toEqual([]);
  expect(errors).toEqual([{ path: '/dev/zero', message: 'it is no file' }]);
});
