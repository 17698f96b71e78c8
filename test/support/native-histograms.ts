/** Cumulative counts of a native histogram with bounds at powers of two, the first bucket up to 2^`from`. */
export interface NativeSample {
  readonly at: number;
  readonly from: number;
  readonly counts: readonly number[];
}

/** Sends samples of a series to Prometheus' remote-write receiver, in the order of time. */
export async function writeNative(
  url: string,
  labels: Readonly<Record<string, string>>,
  samples: readonly NativeSample[],
): Promise<void> {
  const named = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const series = [
    ...named.flatMap(([name, value]) => message(1, [...text(1, name), ...text(2, value)])),
    ...samples.flatMap((sample) => message(4, histogram(sample))),
  ];
  const answer = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: uncompressedSnappy(Uint8Array.from(message(1, series))),
  });
  if (!answer.ok) throw new Error(`remote write: ${answer.status} ${await answer.text()}`);
}

/** prometheus.Histogram of integers, schema 0. */
function histogram({ at, from, counts }: NativeSample): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const span = [...integer(1, zigzag(from)), ...integer(2, BigInt(counts.length))];
  const deltas = counts.flatMap((count, index) => varint(zigzag(count - (counts[index - 1] ?? 0))));
  return [
    ...integer(1, BigInt(total)),
    ...integer(4, zigzag(0)),
    ...integer(6, 0n),
    ...message(11, span),
    ...message(12, deltas),
    ...integer(15, BigInt(at)),
  ];
}

function integer(field: number, value: bigint): number[] {
  return [...varint(BigInt(field << 3)), ...varint(value)];
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)]);
}

function message(field: number, bytes: readonly number[]): number[] {
  return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(bytes.length)), ...bytes];
}

function zigzag(value: number): bigint {
  return BigInt(value >= 0 ? 2 * value : -2 * value - 1);
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

/** The block format of snappy, all literal. */
function uncompressedSnappy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: number[] = varint(BigInt(bytes.length));
  const most = 65_536;
  for (let at = 0; at < bytes.length; at += most) {
    const piece = bytes.subarray(at, at + most);
    const last = piece.length - 1;
    parts.push(61 << 2, last & 255, last >> 8, ...piece);
  }
  return Uint8Array.from(parts);
}
