import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by a seventh of what lives in it between two collections, where V8 would let it grow to several times that on a
 * machine with much memory. A cycle leaves much garbage behind, and the processor has time to spare.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--heap-growing-percent=15');
  setFlagsFromString('--compact-on-every-full-gc');
}
