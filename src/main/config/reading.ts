import type { Path } from '../../spec/source-document.js';

/** Takes what is wrong with a value of the file, and how to mend it. */
export interface Complaints {
  at(path: Path, message: string, mend: string): undefined;
}

/** Takes besides what is no error, and better known. */
export interface Doubts extends Complaints {
  warn(path: Path, message: string, mend: string): undefined;
}

/** A secret as it is given: in place or in a file. */
export interface GivenSecret {
  readonly text: string | undefined;
  readonly file: string | undefined;
}

/** Reads a secret; undefined when there is none, or when it cannot be read, which has then been told. */
export type ReadSecret = (given: GivenSecret, path: Path, field: string) => string | undefined;
