import { watch } from 'chokidar';
import type { Log, Stoppable } from '../../engine/ports.js';

/** Editors and ConfigMaps change several files at once; they are read when it has been quiet for this long. */
const QUIET_MS = 300;

/** Calls `changed` after files or folders under the paths have changed. */
export function watchFiles(paths: readonly string[], log: Log, changed: () => void): Stoppable {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...paths], { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  });
  watcher.on('error', (error) =>
    log.warn('files cannot be watched; use SIGHUP or reload', { error: String(error) }),
  );
  return {
    async stop() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
