/** What a service, an indicator and an SLO may be called. */
export const NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$';
export const NAME_HELP =
  'letters, digits, ".", "_" and "-", starting with a letter or digit, at most 100 characters';

const NAME = new RegExp(NAME_PATTERN);

export function isName(text: string): boolean {
  return NAME.test(text);
}
