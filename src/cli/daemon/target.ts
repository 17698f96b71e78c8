import { Option } from 'commander';
import type { CliContext, DaemonAnswer } from '../context.js';
import { inFlags } from './in-flags.js';
import { CommandFailure, UsageError } from '../exit-codes.js';

const DEFAULT_URL = 'http://127.0.0.1:9596';

export interface DaemonOptions {
  readonly url?: string;
}

export function urlOption(): Option {
  return new Option('--url <url>', `the daemon; default FIREBREAK_URL or ${DEFAULT_URL}`);
}

export function daemonUrl({ env }: CliContext, { url }: DaemonOptions): string {
  const text = url ?? (env['FIREBREAK_URL'] || DEFAULT_URL);
  if (!/^https?:\/\/[^/]/.test(text))
    throw new UsageError(`"${text}" is no URL of a daemon; expected e.g. ${DEFAULT_URL}`);
  return text.replace(/\/+$/, '');
}

/** The body of an answer; anything else is a failure that says what to do. */
export function bodyOf(answer: DaemonAnswer, url: string): unknown {
  if (answer.kind === 'answered') return answer.body;
  throw new CommandFailure(failureText(answer, url));
}

export function failureText(answer: Exclude<DaemonAnswer, { kind: 'answered' }>, url: string): string {
  return answer.kind === 'refused'
    ? `${url} refused (HTTP ${answer.status}): ${inFlags(answer.message)}${answer.status === 401 ? '; commands take it from FIREBREAK_TOKEN' : ''}`
    : `no answer from ${url}: ${answer.message}. Is the daemon running there (firebreak serve)? --url or FIREBREAK_URL say where it is`;
}
