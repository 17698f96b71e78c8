import { AskError } from '../../browser/ask.js';

/** What became of reading the files again, beside the button: only what is wrong with the files themselves stands below. */
export function reloadSaid(error: unknown): string {
  if (error instanceof AskError && error.code === 'reload-refused') return 'refused: see below';
  return `not read: ${error instanceof Error ? error.message : String(error)}`;
}
