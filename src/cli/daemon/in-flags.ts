/** What the command line calls fields of bodies; others are called as they are, as a flag. */
const NAMES: Readonly<Record<string, string>> = {
  by: '--by NAME',
  slo: '--slo ID',
  text: 'the text (--text, or the last word of the command)',
  role: 'the role',
  concern: 'the concern',
  verdict: 'the verdict',
  audience: 'the audience',
  entry: 'the entry',
  what: 'the kind of mitigation',
  into: 'the incident to merge into',
  child: 'the part',
  team: 'the team',
  happenedAt: '--at INSTANT',
  expiresIn: '--expires',
  expires_in: '--expires-in',
};

/** A refusal of the API that names a field of the body, in words of the command line; `"soon" is no …` names a value, and stays. */
export function inFlags(message: string): string {
  return message
    .replace(/^the body(?: \([^)]*\))? needs "(\w+)": [^;]*/, (_, field: string) =>
      field === 'by'
        ? 'say who does it: --by NAME, or use a token of your own'
        : `${nameOf(field)} is missing`,
    )
    .replace(/^"(\w+)" is (?!no )/, (_, field: string) => `${nameOf(field)} is `);
}

function nameOf(field: string): string {
  const kebab = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return NAMES[field] ?? `--${kebab}`;
}
