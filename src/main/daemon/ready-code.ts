import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make machine code of each function when it is first called, and not after many calls: what a page takes has hardly ever run
 * before it is needed, and interpreting it is a fifth of the time that a thousand pages take.
 */
export function compileAtFirstCall(): void {
  setFlagsFromString('--always-sparkplug');
}
