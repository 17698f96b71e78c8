/** Licences that let an Apache-2.0 project use, change and pass on a package without more than a notice. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/** What only builds and tests is passed on to nobody, so that obligations of passing it on do not arise. */
const FOR_DEVELOPMENT = new Set([...PERMISSIVE, 'CC-BY-4.0', 'MPL-2.0']);

/** Packages that ship under another licence, each weighed by hand. MPL-2.0 binds the files of the package, which we leave as they are. */
const WEIGHED = new Map([['ical.js', 'MPL-2.0']]);

/**
 * Says of every package whose licence is not allowed what is wrong with it.
 * A package is `{ name, version, licence, ships }`: an SPDX expression or undefined, and whether it is used in production.
 */
export function refusedLicences(packages) {
  return packages
    .filter(({ name, licence, ships }) => {
      if (licence !== undefined && WEIGHED.get(name) === licence) return false;
      return !allows(licence, ships ? PERMISSIVE : FOR_DEVELOPMENT);
    })
    .map(
      ({ name, version, licence, ships }) =>
        `${name}@${version} (${ships ? 'ships' : 'development'}): ${licence ?? 'no licence is named'}`,
    );
}

/** One side of an OR is enough, AND needs both. Brackets inside brackets are not understood, and so not allowed. */
function allows(expression, allowed) {
  const bare = expression?.trim().replace(/^\(([^()]*)\)$/, '$1') ?? '';
  const splitAt = (word, text) => text.split(word).map((part) => part.trim());
  return splitAt(' OR ', bare).some((side) => splitAt(' AND ', side).every((id) => allowed.has(id)));
}

/** The licence that a package.json names, in today's field or in the ones of old; undefined when in none. */
export function licenceOf({ license, licenses } = {}) {
  if (typeof license === 'string') return license;
  const named = [license, licenses]
    .flat()
    .map((each) => each?.type)
    .filter((type) => typeof type === 'string');
  return named.length === 0 ? undefined : named.join(' OR ');
}
