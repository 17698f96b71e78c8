import fc from 'fast-check';

const MARKUP = [
  ...['<', '>', '"', "'", '&', '`', '=', '/', '&lt;', '&#60;', '<!--', '-->', ']]>', '</', 'ß'],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '" onclick="alert(1)', "' onclick='x"],
  ...['</p>', '</article>', '</style>', '</title>', '<svg/onload=alert(1)>', '<base href=//evil.example>'],
];

/** One line that wants to be markup; it begins and ends as a word, so that no layout depends on it. */
export const hostileWords = (): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...MARKUP), fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 8 })
    .map((pieces) => `a${pieces.join('')}z`);

/** Runs something that is fed with names of prototypes, and says which names every object has afterwards that none had before. */
export async function pollution(attack: () => unknown): Promise<readonly string[]> {
  const names = () => [Object, Array, Function].flatMap((each) => Object.getOwnPropertyNames(each.prototype));
  const before = new Set(names());
  await attack();
  return names().filter((name) => !before.has(name));
}
