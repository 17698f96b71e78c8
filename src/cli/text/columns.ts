/** Lays cells out in left-aligned columns, two spaces apart; no line ends in spaces. */
export function columns(
  rows: readonly (readonly string[])[],
  paint?: (text: string, row: number, column: number) => string,
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const padding = column === row.length - 1 ? '' : ' '.repeat((widths[column] ?? 0) - cell.length);
      return `${paint ? paint(cell, index, column) : cell}${padding}`;
    });
    return cells.join('  ').trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

/** Moves every line to the right. */
export function indent(text: string, by = '  '): string {
  return text.replace(/^(?=.)/gm, by);
}
