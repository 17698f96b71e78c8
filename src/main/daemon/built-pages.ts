import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the built pages are, be it that this runs built or as it is written; undefined before a build. */
export function builtPages(): string | undefined {
  const folder = fileURLToPath(new URL('../../../dist/ui', import.meta.url));
  return existsSync(`${folder}/index.html`) ? folder : undefined;
}
