/** A share (0-1) for people, in two digits: `2.5 %`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
