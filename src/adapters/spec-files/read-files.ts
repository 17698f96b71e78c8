import { readFile, stat } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The promises of node:fs open a handle for each file, and take twice as long. */
const read = promisify(readFile);
const statusOf = promisify(stat);

/** A file larger than this is no SLO file. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Files that are read at a time: each holds a descriptor, and of those a process has not many. */
const LANES = 16;

/** Files in the order of their paths, and the paths that cannot be read, with the reason. */
export interface FilesRead {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** Files as given, and the YAML files (*.yaml, *.yml) anywhere under folders; hidden files and folders are left out. */
export async function readYamlFiles(paths: readonly string[]): Promise<FilesRead> {
  const found = new Set<string>();
  const errors: { path: string; message: string }[] = [];
  for (const path of paths) {
    try {
      for (const each of (await statusOf(path)).isDirectory() ? await yamlFilesUnder(path) : [path])
        found.add(each);
    } catch (error) {
      errors.push({ path, message: reasonOf(error) });
    }
  }
  const files: { path: string; text: string }[] = [];
  const waiting = [...found].sort();
  const lane = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      try {
        files.push({ path, text: await readText(path) });
      } catch (error) {
        errors.push({ path, message: reasonOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { files: files.sort(byPath), errors: errors.sort(byPath) };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

async function yamlFilesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        // ConfigMaps mount files as links.
        const isFolder = entry.isSymbolicLink() ? (await statusOf(path)).isDirectory() : entry.isDirectory();
        if (isFolder) return yamlFilesUnder(path);
        return /\.ya?ml$/.test(entry.name) ? [path] : [];
      }),
  );
  return found.flat();
}

async function readText(path: string): Promise<string> {
  const status = await statusOf(path);
  // A device or a pipe may never end.
  if (!status.isFile() && !status.isFIFO()) throw new Error('it is no file');
  if (status.size > MOST_BYTES) throw new Error(`larger than ${MOST_BYTES / 1024 / 1024} MB`);
  return (await read(path, 'utf8')).replace(/^\uFEFF/, '');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file or folder';
  return code === 'EACCES' ? 'it may not be read' : error.message;
}
