import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';

export interface SelectionOptions {
  readonly slo?: readonly string[];
  readonly service?: string;
  readonly label?: readonly string[];
}

/** Which SLOs are meant, as options. */
export function withSelection(command: Command): Command {
  return command
    .option('--slo <service/name...>', 'these SLOs')
    .option('--service <service>', 'all SLOs of this service')
    .option('--label <name=value...>', 'all SLOs with these labels');
}

/** The same in the words of the API. */
export function selectionOf({ slo, service, label }: SelectionOptions) {
  if (!slo && service === undefined && !label)
    throw new UsageError('which SLOs? Say --slo, --service or --label');
  return {
    ...(slo ? { slos: slo } : {}),
    ...(service === undefined ? {} : { service }),
    ...(label ? { labels: Object.fromEntries(label.map(labelOf)) } : {}),
  };
}

function labelOf(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`"${text}" is no label; write name=value, such as tier=1`);
  return [name, value];
}
