import { groupBy } from '../../src/core/group-by.js';
import { type Figure, relativeError } from './figure.js';

/** The greatest relative error of a method (a ratio); null when it never answered. */
export function worstOf(figures: readonly Figure[], method: string): number | null {
  const worst = sortedErrors(figures.filter((figure) => figure.method === method)).at(-1);
  return worst === undefined ? null : Number(worst.error.toPrecision(3));
}

/** Per method the median and the worst error, where the worst was and on how much data it rests, and how often there was no answer. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = [...groupBy(figures, ({ method }) => method)].map(([method, own]) => {
    const errors = sortedErrors(own);
    const worst = errors.at(-1);
    const median = errors[Math.floor(errors.length / 2)];
    const coverage = worst?.figure.coverage;
    return [
      method,
      percent(median?.error),
      percent(worst?.error),
      `${own.length - errors.length} of ${own.length}`,
      worst ? `${worst.figure.service}, ${worst.figure.moment}` : '',
      coverage === undefined ? 'not said' : `${(100 * coverage).toFixed(2)} %`,
    ];
  });
  const all = [['method', 'median', 'worst', 'no answer', 'the worst was', 'coverage'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length))) ?? [];
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

function sortedErrors(figures: readonly Figure[]): { readonly figure: Figure; readonly error: number }[] {
  return figures
    .flatMap((figure) => {
      const error = relativeError(figure);
      return error === undefined ? [] : [{ figure, error }];
    })
    .sort((a, b) => a.error - b.error);
}

function percent(ratio: number | undefined): string {
  return ratio === undefined ? '-' : `${Number((100 * ratio).toPrecision(3))} %`;
}
