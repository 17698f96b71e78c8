import type { Vector } from '../../core/events/answers.js';

/** Prometheus did not answer a question. */
export class Failed extends Error {}

/** The series of an answer; throws Failed when there is none. */
export function answered(answer: Vector) {
  if (answer.kind === 'failed') throw new Failed(answer.message);
  return answer.series;
}
