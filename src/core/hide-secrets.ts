/** A shorter one would be found in ordinary words. */
const SHORTEST = 5;

/** What stands where a secret was. */
const HIDDEN = '…';

/** Takes every one of these secrets out of a text, also where it is written for JSON or a URL. */
export type HideSecrets = (text: string) => string;

/** Whether what stands under this name is likely to be secret: `Authorization`, `X-Api-Key`. */
export function namesSecret(name: string): boolean {
  return /auth|cookie|key|pass|secret|token/i.test(name);
}

/** Hides these secrets; those of fewer than five characters are let be. */
export function hideSecrets(secrets: Iterable<string>): HideSecrets {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
      forms.add(form);
  }
  // The longest first: a secret that is a part of another must not leave the rest of it behind.
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
}

/** Hides secrets in every text within a value of arrays and plain objects, names included; the value itself is left as it is. */
export function hideWithin(value: unknown, hide: HideSecrets): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => hideWithin(item, hide));
  if (value instanceof Error) return hide(value.stack ?? value.message);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [hide(name), hideWithin(inner, hide)]),
  );
}
