import type { Exclusion, OnceTime, RecurringTime, SloSelection } from '../../core/exclusions/exclusion.js';
import type { Findings } from '../firebreak/findings.js';
import { parseInstant } from '../incidents/instant.js';
import { compileRecurrence } from './compile-recurrence.js';
import type { ExclusionSpec } from './schema.js';

/** What the schema has passed as an exclusion; undefined with the reasons in `at`. */
export function compileExclusion(
  kind: Exclusion['kind'],
  spec: ExclusionSpec,
  at: Findings,
): Exclusion | undefined {
  const selects = compileSelection(spec, at);
  const when = compileTime(spec, at);
  if (!selects || !when) return undefined;
  const { id, author, reason } = spec;
  return { id, kind, selects, author, reason, when };
}

function compileSelection({ slos, service, labels }: ExclusionSpec, at: Findings): SloSelection | undefined {
  if (!slos && service === undefined && !labels) {
    return at.error(
      'selects-all',
      [],
      'it does not say which SLOs are meant',
      'add slos:, service: or labels:',
    );
  }
  const texts = Object.entries(labels ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ...(slos ? { slos } : {}),
    ...(service === undefined ? {} : { service }),
    ...(labels ? { labels: Object.fromEntries(texts) } : {}),
  };
}

function compileTime(spec: ExclusionSpec, at: Findings): OnceTime | RecurringTime | undefined {
  const from = compileInstant('from', spec.from, at);
  const to = spec.to === undefined ? undefined : compileInstant('to', spec.to, at);
  const every = spec.every === undefined ? undefined : compileRecurrence(spec.every, at.under('every'));
  if (from === undefined || (spec.to !== undefined && to === undefined) || (spec.every && !every))
    return undefined;
  if (to !== undefined && to <= from) {
    return at.error('ends-before', ['to'], 'it ends before it begins', `write a time after ${spec.from}`);
  }
  if (every) return { kind: 'recurring', from, ...(to === undefined ? {} : { to }), every };
  if (to === undefined) {
    return at.error(
      'no-end',
      [],
      'it does not say when it ends',
      'add to:, or every: when it comes again and again',
    );
  }
  return { kind: 'once', from, to };
}

function compileInstant(field: 'from' | 'to', text: string, at: Findings): number | undefined {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  return at.error(
    'bad-instant',
    [field],
    `"${text}" is no instant`,
    'write date, time and offset: 2026-12-01T22:00:00Z or 2026-12-01T23:00:00+01:00',
  );
}
