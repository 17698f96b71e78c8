import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Path } from '../../spec/source-document.js';
import type { ConfigSources } from './config-sources.js';
import { UNREAD } from './read-secret.js';
import type { Doubts } from './reading.js';

/** What is said of authorities that are none, and of a pair that does not fit together. */
interface Pem {
  /** The file's text; undefined when none is named or it cannot be read. */
  file(field: string, name: string | undefined): string | undefined;
  authorities(field: string, text: string | undefined): void;
  pair(field: string, cert: string | undefined, key: string | undefined): void;
}

/** Reads PEM files that a section of the configuration names; what is wrong with them goes to `problems`. */
export function pemReader(section: Path, sources: ConfigSources, problems: Doubts): Pem {
  const check = (field: string, message: string, use: () => unknown) => {
    try {
      use();
    } catch (error) {
      problems.at([...section, field], `${message}: ${why(error)}`, 'give PEM files that belong together');
    }
  };
  return {
    file(field, name) {
      if (name === undefined) return undefined;
      try {
        return sources.readSecretFile(resolve(sources.fileFolder, name));
      } catch (error) {
        if (sources.secretsElsewhere)
          return problems.warn([...section, field], `${name} is not checked: ${why(error)}`, UNREAD);
        const mend = 'check the path and who may read it';
        return problems.at([...section, field], `${name} cannot be read: ${why(error)}`, mend);
      }
    },
    authorities: (field, text) =>
      check(field, 'the authorities are no PEM certificates', () => text && new X509Certificate(text)),
    pair: (field, cert, key) =>
      check(
        field,
        'the certificate and its key cannot be used',
        () => cert && key && createSecureContext({ cert, key }),
      ),
  };
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
