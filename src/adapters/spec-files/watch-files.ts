import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { watch } from 'chokidar';
import type { Log, Stoppable } from '../../engine/ports.js';

/** Editors and ConfigMaps change several files at once; they are read when it has been quiet for this long. */
const QUIET_MS = 300;
/** Events get lost when a watched file is replaced twice or a folder is made anew; a look at the files finds out. */
const LOOK_EVERY_MS = 5000;

/** What files and folders look like: equal as long as nothing changed. */
export type FilesState = string;

/** Paths, sizes and times of everything under the paths; what is not there is a state as well. */
export async function lookAtFiles(paths: readonly string[]): Promise<FilesState> {
  return (await Promise.all(paths.map(lookAt))).join('\n');
}

async function lookAt(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return `${path} ${found.ino} ${found.size} ${found.mtimeMs}`;
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    return `${path}\n${await lookAtFiles(names.map((name) => join(path, name)))}`;
  } catch {
    return `${path} -`;
  }
}

/**
 * Calls `changed` after files or folders under the paths have changed since `before`.
 * @param before how they looked when they were last read
 */
export function watchFiles(
  paths: readonly string[],
  before: FilesState,
  log: Log,
  changed: () => void,
): Stoppable {
  let known = before;
  let quiet: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(async () => {
      const now = await lookAtFiles(paths);
      if (now === known) return;
      known = now;
      changed();
    });
  };
  const watcher = watch([...paths], { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(quiet);
    quiet = setTimeout(look, QUIET_MS);
  });
  watcher.on('error', (error) =>
    log.warn('changes are noticed only every few seconds', { error: String(error) }),
  );
  const often = setInterval(look, LOOK_EVERY_MS);
  look();
  return {
    async stop() {
      clearTimeout(quiet);
      clearInterval(often);
      await looking;
      await watcher.close();
    },
  };
}
