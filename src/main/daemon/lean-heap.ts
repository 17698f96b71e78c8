import { setFlagsFromString } from 'node:v8';

/** From so many SLOs on their counts and readers fill hundreds of MB. */
const MANY_SLOS = 2_000;

/**
 * Lets the heap grow by a seventh of what lives in it between two collections, where V8 would let it grow to several times that on a
 * machine with much memory. A cycle leaves much garbage behind, and the processor has time to spare. (To close all gaps at each
 * collection would take more, not less: it copies most of the heap, and holds it twice meanwhile.)
 */
export function keepHeapLean(): void {
  setFlagsFromString('--heap-growing-percent=15');
}

/**
 * With few SLOs there is memory to spare: what lives may double between two collections. By its own measure V8, which has packed the heap
 * of an idle daemon, would collect twice while a thousand pages are made.
 */
export function fitHeap(slos: number): void {
  if (slos >= MANY_SLOS) keepHeapLean();
  else setFlagsFromString('--heap-growing-percent=100');
}
