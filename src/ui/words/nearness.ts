import { percent } from './numbers.js';

/** How far a tier is from firing, or by how much it is over: `page-1h is nearest to firing: at 40 % of its threshold`. */
export function nearnessText(tier: string, share: number): string {
  return share > 1
    ? `${tier} is over its threshold, ${Number(share.toPrecision(2))} times as high`
    : `${tier} is nearest to firing: at ${percent(share, 2)} of its threshold`;
}
