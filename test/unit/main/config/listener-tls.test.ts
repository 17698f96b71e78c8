import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/main/config/read-config.js';
import { type Certificate, makeCertificate } from '../../../support/certificates.js';

const folder = mkdtempSync(join(tmpdir(), 'firebreak-listener-'));
let a: Certificate;

beforeAll(() => {
  a = makeCertificate(folder, 'a');
  makeCertificate(folder, 'b');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (tls: string) =>
  readConfig({
    file: { path: join(folder, 'firebreak.yaml'), text: `http: {tls: {${tls}}}\n` },
    fileFolder: folder,
    workFolder: '/',
    env: {},
    flags: {},
    readSecretFile: (path) => readFileSync(path, 'utf8'),
  });

describe('http.tls', () => {
  it('is read from its files', () => {
    const { settings } = read('cert_file: a.crt, key_file: a.key, client_ca_file: b.crt');
    expect(settings?.http.tls).toEqual({
      ...a,
      clientCa: readFileSync(join(folder, 'b.crt'), 'utf8'),
      files: ['a.crt', 'a.key', 'b.crt'].map((name) => join(folder, name)),
    });
    expect(read('cert_file: a.crt, key_file: a.key').settings?.http.tls?.clientCa).toBeUndefined();
  });

  it.each([
    ['cert_file: a.crt', '"tls" lacks "key_file"'],
    ['cert_file: nowhere, key_file: a.key', 'nowhere cannot be read: ENOENT'],
    ['cert_file: a.crt, key_file: b.key', 'the certificate and its key cannot be used'],
    ['cert_file: a.crt, key_file: a.crt', 'the certificate and its key cannot be used'],
    ['cert_file: a.crt, key_file: a.key, client_ca_file: a.key', 'the authorities are no PEM certificates'],
  ])('{%s} is refused', (tls, message) => {
    const { settings, problems } = read(tls);
    expect(settings).toBeUndefined();
    expect(problems[0]?.message).toContain(message);
    expect(JSON.stringify(problems)).not.toContain('PRIVATE KEY');
  });
});
