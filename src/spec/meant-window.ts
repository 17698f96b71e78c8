const UNITS: readonly (readonly [words: RegExp, days: number, hours: number])[] = [
  [/^h(ou)?rs?$/, 0, 1],
  [/^days?$/, 1, 0],
  [/^w(ee)?ks?$/, 7, 0],
  [/^mo(n|nths?)?$/, 30, 0],
  [/^(q|quarters?)$/, 90, 0],
  [/^y(ea)?rs?$/, 365, 0],
];

/** What was probably meant by a text that is no duration, as one: "30d" for "1mo" or "1 month"; undefined when it cannot be told. */
export function meantWindow(text: string): string | undefined {
  const [, count, word] = /^\s*(\d{1,3})\s*([a-z]+)\s*$/i.exec(text) ?? [];
  if (count === undefined || word === undefined) return undefined;
  // A capital M is a month, as in OpenSLO; a small one is a minute.
  const unit = word === 'M' ? 'mo' : word.toLowerCase();
  const found = UNITS.find(([words]) => words.test(unit));
  if (!found) return undefined;
  const [, days, hours] = found;
  return days > 0 ? `${Number(count) * days}d` : `${Number(count) * hours}h`;
}
