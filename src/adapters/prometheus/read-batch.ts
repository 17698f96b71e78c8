import type { ReadOutcome, ReadRequest, SeriesSamples } from '../../engine/ports.js';
import type { Batch } from './batch.js';
import type { QueryAnswer, RawSeries } from './read-answer.js';

type Failed = Extract<ReadOutcome, { readonly kind: 'failed' }>;
type Span = Pick<ReadRequest, 'after' | 'upTo'>;

/** What one batch, or a part of one, was answered. */
export interface BatchAnswer {
  readonly batch: Batch;
  readonly answer: { readonly kind: 'read'; readonly series: readonly SeriesSamples[] } | Failed;
}

/** How often the halves of a span are halved again. */
const DEEPEST_CUT = 5;

/** Further queries that a read may spend on finding out which selectors are at fault. */
export class SplitBudget {
  private left = 64;

  take(): boolean {
    this.left -= 1;
    return this.left >= 0;
  }
}

/**
 * Reads a batch. When the source refuses it is asked for halves of the selectors, so that the fault of one is not the fault of all;
 * what is too large by itself is read in pieces of time.
 */
export async function readBatch(
  batch: Batch,
  span: Span,
  ask: (query: string, at: number) => Promise<QueryAnswer>,
  budget: SplitBudget,
): Promise<readonly BatchAnswer[]> {
  const answer = await askSpan(batch, span, ask);
  if (answer.kind === 'read' || answer.reason === 'source-unreachable') return [{ batch, answer }];
  const halves = batch.halves();
  if (halves && budget.take()) {
    const [first, second] = halves;
    return [...(await readBatch(first, span, ask, budget)), ...(await readBatch(second, span, ask, budget))];
  }
  if (!isTooLarge(answer)) return [{ batch, answer }];
  return [{ batch, answer: await readPieces(batch, span, ask, DEEPEST_CUT) }];
}

async function readPieces(
  batch: Batch,
  span: Span,
  ask: (query: string, at: number) => Promise<QueryAnswer>,
  cuts: number,
): Promise<BatchAnswer['answer']> {
  const middle = Math.floor((span.after + span.upTo) / 2);
  const merged = new Map<string, SeriesSamples>();
  for (const piece of [
    { after: span.after, upTo: middle },
    { after: middle, upTo: span.upTo },
  ]) {
    let answer = await askSpan(batch, piece, ask);
    if (answer.kind === 'failed' && isTooLarge(answer) && cuts > 1) {
      answer = await readPieces(batch, piece, ask, cuts - 1);
    }
    if (answer.kind === 'failed') return answer;
    for (const series of answer.series) {
      const before = merged.get(series.fingerprint);
      const times = [...(before?.times ?? []), ...series.times];
      const values = [...(before?.values ?? []), ...series.values];
      merged.set(series.fingerprint, { ...series, times, values });
    }
  }
  return { kind: 'read', series: [...merged.values()] };
}

async function askSpan(
  batch: Batch,
  span: Span,
  ask: (query: string, at: number) => Promise<QueryAnswer>,
): Promise<BatchAnswer['answer']> {
  const step = batch.stepMs === undefined ? '' : `:${batch.stepMs}ms`;
  const answer = await ask(`${batch.selector}[${Math.ceil(span.upTo - span.after)}ms${step}]`, span.upTo);
  if (answer.kind === 'failed') return answer;
  return { kind: 'read', series: answer.series.map((raw) => toSamples(raw, span)) };
}

/** More than this client keeps in memory, or more than Prometheus does. */
function isTooLarge({ message }: Failed): boolean {
  return /maxContentLength|too many samples/.test(message);
}

function toSamples(raw: RawSeries, { after, upTo }: Span): SeriesSamples {
  const times: number[] = [];
  const values: number[] = [];
  for (const [seconds, value] of raw.values ?? []) {
    const at = Math.round(seconds * 1000);
    // NaN, ±Inf and null are no counts: that time stays unknown.
    const count = Number.parseFloat(value);
    if (at <= after || at > upTo || !Number.isFinite(count)) continue;
    times.push(at);
    values.push(count);
  }
  const fingerprint = Object.keys(raw.metric)
    .sort()
    .map((label) => `${label}=${JSON.stringify(raw.metric[label])}`)
    .join(',');
  return { fingerprint, labels: raw.metric, times, values };
}
