import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { mailOf } from '../../../../../src/adapters/notifiers/email/mail.js';
import { hostileWords } from '../../../../support/hostile-words.js';
import { htmlShape, htmlText } from '../../../../support/html-shape.js';
import { sampleRow } from '../../../../support/store-samples.js';

const TO = { from: 'Firebreak <firebreak@example.org>', to: ['oncall@example.org'] };

function mailWith(word: string) {
  const { signal } = sampleRow({
    service: word,
    slo: word,
    description: word,
    owner: word,
    links: { runbook: `https://runbooks.example/${word}` },
  });
  return mailOf([signal], TO);
}

function htmlWith(word: string): string {
  const { html } = mailWith(word);
  if (typeof html !== 'string') throw new Error('the HTML is a text');
  return html;
}

/** The names of the headers that go over the wire. */
async function headerNames(word: string): Promise<readonly string[]> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail(mailWith(word));
  if (!Buffer.isBuffer(message)) throw new Error('the transport was asked for a buffer');
  const [head = ''] = message.toString().split('\r\n\r\n');
  return head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')));
}

describe('a mail', () => {
  it('has no element or attribute from a word in it', () => {
    const withoutSpaces = hostileWords().map((word) => word.replace(/\s/g, ''));
    const plain = htmlShape(htmlWith('word'));
    fc.assert(
      fc.property(withoutSpaces, (word) => {
        expect(htmlShape(htmlWith(word))).toBe(plain);
        expect(htmlText(htmlWith(word))).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'x\r\nBcc: victim@example.org',
    'x\nBcc: victim@example.org',
    'x\rBcc: victim@example.org',
    'x\r\n\r\n<b>a body</b>',
    'x\u2028Bcc: victim@example.org',
  ])('has no header from %j', async (word) => {
    expect(await headerNames(word)).toEqual(await headerNames('word'));
  });
});
