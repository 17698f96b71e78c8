import { type Command, Option } from 'commander';
import { headerFault, urlFault } from '../core/prometheus-address.js';
import type { SourceAddress } from './context.js';
import { UsageError } from './exit-codes.js';

/** `--prometheus URL` and `--prometheus-header 'Name: value'`; the token comes from the environment. */
export interface PrometheusFlags {
  readonly prometheus?: string;
  readonly prometheusHeader?: readonly string[];
}

/** @param purpose what the command does there */
export function withPrometheus(command: Command, purpose: string): Command {
  return command
    .addOption(
      new Option(
        '--prometheus <url>',
        `${purpose}; FIREBREAK_PROMETHEUS_BEARER_TOKEN or …_FILE holds the token, if it needs one`,
      ),
    )
    .addOption(
      new Option(
        '--prometheus-header <name: value>',
        'sent along, such as "X-Scope-OrgID: team"; may be repeated',
      ).argParser(repeated),
    );
}

/** Where `--prometheus` leads; undefined when it was not given. Throws a UsageError for what cannot be meant. */
export function sourceAddress({
  prometheus: url,
  prometheusHeader = [],
}: PrometheusFlags): SourceAddress | undefined {
  if (url === undefined) {
    if (prometheusHeader.length > 0) throw new UsageError('--prometheus-header goes with --prometheus');
    return undefined;
  }
  return readAddress('--prometheus', url, prometheusHeader);
}

/** An address as a flag gives it, with the headers that `${flag}-header` gives. */
export function readAddress(flag: string, url: string, headers: readonly string[]): SourceAddress {
  const fault = urlFault(url);
  if (fault) throw new UsageError(`${flag}: ${fault.message}; ${fault.mend}`);
  return { url, headers: Object.fromEntries(headers.map((text) => header(`${flag}-header`, text))) };
}

/** Adds one more to the values of an option that may be repeated. */
export function repeated(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

function header(flag: string, text: string): [name: string, value: string] {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError(`${flag}: write "Name: value"`);
  const name = text.slice(0, colon).trim();
  const value = text.slice(colon + 1).trim();
  const fault = headerFault(name, value);
  if (fault) throw new UsageError(`${flag}: ${fault.message}; ${fault.mend}`);
  return [name, value];
}
