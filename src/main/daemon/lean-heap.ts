import { setFlagsFromString } from 'node:v8';

/** From so many SLOs on their counts and readers fill hundreds of MB. */
const MANY_SLOS = 2_000;

/**
 * Lets the heap grow by a seventh of what lives in it between two collections, where V8 would let it grow to several times that on a
 * machine with much memory. A cycle leaves much garbage behind, and the processor has time to spare.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--heap-growing-percent=15');
  setFlagsFromString('--compact-on-every-full-gc');
}

/** With few SLOs there is memory to spare, and collecting often is a third of the time that a thousand pages take. */
export function fitHeap(slos: number): void {
  if (slos >= MANY_SLOS) {
    keepHeapLean();
    return;
  }
  // V8's own measure.
  setFlagsFromString('--heap-growing-percent=0');
  setFlagsFromString('--no-compact-on-every-full-gc');
}
