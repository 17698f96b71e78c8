import type { CheckedConfig } from '../../cli/context.js';
import type { Environment } from '../config/settings.js';
import { loadInputs } from '../daemon/load-inputs.js';

/** Reads a configuration, and every file that it names, as a daemon would that starts with it; secrets may be elsewhere. */
export async function checkConfig(configPath: string, env: Environment): Promise<CheckedConfig> {
  const { slos, templates, problems, files } = await loadInputs({
    configPath,
    workFolder: process.cwd(),
    env,
    flags: {},
    secretsElsewhere: true,
  });
  return { slos, templates, problems, files };
}
