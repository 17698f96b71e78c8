/** The arguments `--name=value` of this run; an argument that is none of them stops it. */
export function readFlags<const Name extends string>(
  names: readonly Name[],
): { readonly [key in Name]?: string } {
  const flags: { [key in Name]?: string } = {};
  for (const argument of process.argv.slice(2)) {
    const [, given, value] = /^--([a-z-]+)=(.+)$/.exec(argument) ?? [];
    const name = names.find((known) => known === given);
    if (name === undefined || value === undefined) {
      const usage = names.map((known) => `--${known}=...`).join(' ');
      throw new Error(`"${argument}" is not understood; there are ${usage}`);
    }
    flags[name] = value;
  }
  return flags;
}
