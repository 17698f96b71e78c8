import Type from 'typebox';
import { closed, text } from '../schema-parts.js';

/** The two kinds for tests, which need nearly nothing. */
export const File = Type.Object(
  { path: text('the file; every signal is appended as a line of JSON') },
  { ...closed, description: 'a file of JSON lines, for tests' },
);

export const Stdout = Type.Object({}, { ...closed, description: 'JSON lines on standard output, for tests' });
