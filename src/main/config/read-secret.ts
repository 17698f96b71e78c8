import { resolve } from 'node:path';
import type { ConfigSources } from './config-sources.js';
import type { Doubts, ReadSecret } from './reading.js';

/**
 * Reads secrets, from files by paths that start at the configuration.
 * @param found is given every one of them
 */
export function secretReader(
  sources: ConfigSources,
  problems: Doubts,
  found: (secret: string) => void,
): ReadSecret {
  const read = reader(sources, problems);
  return (...given) => {
    const secret = read(...given);
    if (secret !== undefined) [secret, ...passwordWithin(secret)].forEach(found);
    return secret;
  };
}

/** What mends that a file is not here, where nobody says that it has to be. */
export const UNREAD = 'nothing, where the file is on the daemon’s host only';

/** A driver may complain of the password alone. */
function passwordWithin(secret: string): string[] {
  const password = URL.canParse(secret) ? new URL(secret).password : '';
  return password === '' ? [] : [password];
}

function reader(sources: ConfigSources, problems: Doubts): ReadSecret {
  return ({ text, file }, section, field) => {
    // Of variables, which stand in no file, the section is pointed at.
    const path = [...section, `${field}_file`];
    if (text !== undefined && text !== '' && file !== undefined) {
      return problems.at(path, `${field} and its file are both given`, 'keep one of them');
    }
    if (file === undefined || file === '') return text === '' ? undefined : text;
    try {
      const secret = sources.readSecretFile(resolve(sources.fileFolder, file)).trim();
      return secret === '' ? problems.at(path, `${file} is empty`, `put ${field} into it`) : secret;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return sources.secretsElsewhere
        ? problems.warn(path, `${field} is not checked: ${why}`, UNREAD)
        : problems.at(path, `${field} cannot be read: ${why}`, 'check the path and who may read it');
    }
  };
}
