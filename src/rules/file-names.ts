/** Kubernetes takes 63 characters for a label value; a file name gets on with that too. */
const LONGEST = 60;

/**
 * A service's name as a file name and a Kubernetes name: lower case letters, digits and hyphens. Two services that come to the same are numbered.
 * @param taken the slugs given so far; the new one is added
 */
export function uniqueSlug(service: string, taken: Set<string>): string {
  const hyphenated = service.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const base = hyphenated.slice(0, LONGEST).replace(/^-+|-+$/g, '') || 'service';
  let slug = base;
  for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
  taken.add(slug);
  return slug;
}
