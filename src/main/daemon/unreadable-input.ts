import type { Problem } from '../../spec/problem.js';
import type { PlaceInConfig } from '../config/read-config.js';
import type { Settings } from '../config/settings.js';

export type Unreadable = (
  section: 'specs' | 'on_call' | 'incident_policy',
  error: { readonly path: string; readonly message: string },
) => Problem;

/** Told where the configuration names it, which is where it is mended; what a flag names is told by itself. */
export function unreadableInput(
  { specs, onCall }: Settings,
  section: Parameters<Unreadable>[0],
  { path, message }: Parameters<Unreadable>[1],
  place: PlaceInConfig,
): Problem {
  const paths: Readonly<Record<typeof section, readonly string[]>> = {
    specs,
    on_call: onCall,
    incident_policy: [],
  };
  const index = paths[section].indexOf(path);
  const said = {
    code: 'unreadable',
    severity: 'error',
    message: `${path} cannot be read: ${message}`,
    mend: 'check the path, and who may read it',
  } as const;
  const found = place(index === -1 ? [section] : [section, index], said);
  return found ?? unreadableProblem(path, message);
}

export function unreadableProblem(file: string, why: string): Problem {
  const mend = 'check the path, and who may read it';
  return {
    code: 'unreadable',
    severity: 'error',
    message: `cannot be read: ${why}`,
    mend,
    ...wholeFile(file),
  };
}

export function wholeFile(file: string) {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
