import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Has openssl make `NAME.crt` and `NAME.key` in a folder, signed by `by` of the same folder or by itself; for 127.0.0.1 and localhost. */
export function makeCertificate(folder: string, name: string, by?: string): Certificate {
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const signer = by === undefined ? [] : ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, ...names];
  const out = ['-days', '2', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`];
  execFileSync('openssl', [...request, ...out, ...signer], { cwd: folder, stdio: 'pipe' });
  const text = (ending: string) => readFileSync(join(folder, `${name}.${ending}`), 'utf8');
  return { cert: text('crt'), key: text('key') };
}

/** The common name of the certificate that the server of this answer has shown. */
export function shownBy({ socket }: IncomingMessage): string {
  if (!(socket instanceof TLSSocket)) throw new Error('it came without TLS');
  return String(socket.getPeerCertificate().subject.CN);
}
