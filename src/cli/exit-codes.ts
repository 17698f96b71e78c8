/** Exit codes that all commands share; each command's help says which of them it uses. */
export const EXIT = {
  ok: 0,
  /** Problems were found, a gate is closed, or the command could not do its work. */
  failed: 1,
  usage: 2,
  /** A gate that cannot tell. */
  unknown: 3,
} as const;

/** The command was called in a way that cannot work; exit code 2. */
export class UsageError extends Error {}

/** The command could not do its work, for a reason that the message gives; exit code 1. */
export class CommandFailure extends Error {}
