import { describe, expect, it } from 'vitest';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  readonly ships: boolean;
}

const load = (file: string): Promise<unknown> =>
  import(new URL(`../../../scripts/lib/${file}`, import.meta.url).href);
const { refusedLicences, licenceOf } = (await load('licences.mjs')) as {
  refusedLicences: (packages: readonly Package[]) => readonly string[];
  licenceOf: (manifest?: object) => string | undefined;
};
const { readAudit } = (await load('advisories.mjs')) as {
  readAudit: (output: string) => { readonly answered: boolean; readonly found: readonly string[] };
};

const refused = (licence: string | undefined, ships = true, name = 'thing'): boolean =>
  refusedLicences([{ name, version: '1.0.0', licence, ships }]).length > 0;

describe('licences', () => {
  it.each(['MIT', 'ISC', '0BSD', '(MIT OR GPL-3.0-only)', 'GPL-2.0-only OR MIT', 'MIT AND BSD-3-Clause'])(
    'allow %s',
    (licence) => {
      expect(refused(licence)).toBe(false);
    },
  );

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-only',
    'SSPL-1.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.txt',
    'MIT AND GPL-3.0-only',
    'MIT AND (GPL-3.0-only OR ISC)',
    '(MIT OR GPL-3.0-only) AND (GPL-3.0-only)',
    '',
    undefined,
  ])('refuse %s, for development too', (licence) => {
    expect(refused(licence)).toBe(true);
    expect(refused(licence, false)).toBe(true);
  });

  it('are stricter for what ships, but for packages that were weighed', () => {
    expect(refused('MPL-2.0', false)).toBe(false);
    expect(refused('MPL-2.0')).toBe(true);
    expect(refused('MPL-2.0', true, 'ical.js')).toBe(false);
    expect(refused('GPL-3.0-only', true, 'ical.js')).toBe(true);
  });

  it('are told with package, version and use', () => {
    expect(refusedLicences([{ name: 'thing', version: '1.0.0', licence: undefined, ships: true }])).toEqual([
      'thing@1.0.0 (ships): no licence is named',
    ]);
  });

  it('are read from the fields of old as well', () => {
    expect(licenceOf({ license: 'MIT' })).toBe('MIT');
    expect(licenceOf({ license: { type: 'ISC' } })).toBe('ISC');
    expect(licenceOf({ licenses: [{ type: 'MIT' }, { type: 'GPL-3.0-only' }] })).toBe('MIT OR GPL-3.0-only');
    expect(licenceOf({})).toBeUndefined();
    expect(licenceOf()).toBeUndefined();
  });
});

describe('advisories', () => {
  it('are found in a report', () => {
    const report = { auditReportVersion: 2, vulnerabilities: { qs: { severity: 'high' } } };
    expect(readAudit(JSON.stringify(report))).toEqual({ answered: true, found: ['qs (high)'] });
    expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual({ answered: true, found: [] });
  });

  it.each(['', 'npm was ended by SIGKILL', '{"message":"405 Method Not Allowed","statusCode":405}', 'null'])(
    'are unknown after %s',
    (output) => {
      expect(readAudit(output)).toEqual({ answered: false, found: [] });
    },
  );
});
