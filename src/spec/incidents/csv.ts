/** One cell, with the place of its first character; line and column count from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** As many characters as it takes in the file. */
  readonly width: number;
}

/** The rows of a CSV text (RFC 4180: quoted cells may hold commas and doubled quotes, no line breaks); blank lines and # comments are left out. */
export function parseCsv(text: string): Cell[][] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) return [];
    return [parseLine(line, index + 1)];
  });
}

function parseLine(line: string, number: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  while (column <= line.length) {
    const rest = line.slice(column);
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(rest);
    const raw = quoted ? quoted[0] : (/^[^,]*/.exec(rest)?.[0] ?? '');
    const text = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : raw.trim();
    const lead = raw.length - raw.trimStart().length;
    cells.push({ text, line: number, column: column + lead + 1, width: Math.max(1, raw.trim().length) });
    column += raw.length + 1;
  }
  return cells;
}
