import { copyFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Certificate, makeCertificate, shownBy } from '../../support/certificates.js';
import { startSmallDaemon } from '../../support/small-daemon.js';

const CONFIG = 'http: {token: of-the-test, tls: {cert_file: served.crt, key_file: served.key}}\n';

test('a reload shows the certificate that is in the files by then, and a broken one is refused', async () => {
  let ca: Certificate | undefined;
  const put = (folder: string, name: string) => {
    for (const ending of ['crt', 'key'])
      copyFileSync(join(folder, `${name}.${ending}`), join(folder, `served.${ending}`));
  };
  const daemon = await startSmallDaemon(CONFIG, (folder) => {
    ca = makeCertificate(folder, 'ca');
    makeCertificate(folder, 'first', 'ca');
    makeCertificate(folder, 'second', 'ca');
    put(folder, 'first');
  });
  const open = new Agent({ keepAlive: true, maxSockets: 1, ca: ca?.cert });
  const ask = (path: string, method = 'GET', agent = new Agent({ ca: ca?.cert })) =>
    new Promise<{ by: string; text: string }>((resolve, reject) => {
      const headers = { authorization: 'Bearer of-the-test' };
      const sent = request(`${daemon.url}${path}`, { agent, method, headers }, (answer) => {
        const by = shownBy(answer);
        let text = '';
        answer.on('data', (chunk) => {
          text += String(chunk);
        });
        answer.on('end', () => resolve({ by, text }));
      });
      sent.on('error', reject);
      sent.end();
    });
  const shown = async (agent?: Agent) => (await ask('/-/healthy', 'GET', agent)).by;
  const reload = async () => (await ask('/-/reload', 'POST', open)).text;

  expect(daemon.url).toMatch(/^https:/);
  expect([await shown(open), await shown()]).toEqual(['first', 'first']);
  put(daemon.folder, 'second');
  expect(await reload()).toContain('reloaded');
  expect([await shown(open), await shown()]).toEqual(['first', 'second']);

  copyFileSync(join(daemon.folder, 'first.key'), join(daemon.folder, 'served.key'));
  expect(await reload()).toContain('the certificate and its key cannot be used');
  expect(await shown()).toBe('second');
  open.destroy();
});
