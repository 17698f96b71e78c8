import type { SpecFile } from '../../spec/problem.js';
import type { Environment, SettingsFlags } from './settings.js';

/** What there is to read settings from. */
export interface ConfigSources {
  /** firebreak.yaml; undefined when there is none. */
  readonly file: SpecFile | undefined;
  /** What relative paths in the file start from. */
  readonly fileFolder: string;
  /** What relative paths in flags and environment start from. */
  readonly workFolder: string;
  readonly env: Environment;
  readonly flags: SettingsFlags;
  /** The text of a secret's file; throws when it cannot be read. */
  readonly readSecretFile: (path: string) => string;
  /** True where the configuration is only checked: secrets and keys may be on the daemon's host alone. */
  readonly secretsElsewhere?: boolean;
}
