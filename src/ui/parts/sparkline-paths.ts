export const HEIGHT = 20;
export const STEP = 4;
const WIDTH = 3;

/** The outlines of all bars below and above 1x, and of the dots where nothing was seen: three elements of a page that has many such pictures. */
export interface SparklinePaths {
  readonly under: string;
  readonly over: string;
  readonly unseen: string;
}

export function sparklinePaths(points: readonly (number | null)[]): SparklinePaths {
  const paths = { under: '', over: '', unseen: '' };
  points.forEach((point, index) => {
    const x = index * STEP;
    if (point === null) {
      paths.unseen += `M${x} ${HEIGHT / 2}h${WIDTH}`;
      return;
    }
    const height = Number(Math.max(1, heightOf(point)).toFixed(2));
    paths[point > 1 ? 'over' : 'under'] += `M${x} ${HEIGHT}v${-height}h${WIDTH}v${height}z`;
  });
  return paths;
}

/** 0 to 1x fills the lower half, what is above goes by the logarithm, full at 100x. */
function heightOf(rate: number): number {
  const half = HEIGHT / 2;
  return rate <= 1 ? rate * half : half + Math.min(1, Math.log10(rate) / 2) * half;
}
