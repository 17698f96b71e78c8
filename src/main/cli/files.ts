import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readYamlFiles } from '../../adapters/spec-files/read-files.js';
import type { CliFiles } from '../../cli/context.js';

/**
 * The disk. A command has nothing else to do meanwhile, and to hand a small file to another thread and back takes several times as long
 * as to write it.
 */
export const files: CliFiles = {
  readFiles: readYamlFiles,
  readFile: async (path) => ifThere(() => readFileSync(path, 'utf8'), undefined),
  async writeFile(path, text) {
    mkdirSync(dirname(path), { recursive: true });
    // Whoever reads the folder meanwhile sees the old file or the new one, never half of it.
    const beside = join(dirname(path), `.${process.pid}.tmp`);
    try {
      writeFileSync(beside, text);
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  },
  listDir: async (path) =>
    ifThere(() => {
      const entries = readdirSync(path, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    }, []),
};

function ifThere<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    const missing =
      error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    if (missing) return otherwise;
    throw error;
  }
}
