import type { Exclusion, ListedTimes, SloSelection } from '../../core/exclusions/exclusion.js';
import { DAY } from '../../core/time/duration.js';
import type { Stretch } from '../../core/time/stretches.js';
import type { Findings } from '../firebreak/findings.js';
import { parseInstant } from '../incidents/instant.js';
import { checkRecurring } from './check-recurring.js';
import { compileRecurrence } from './compile-recurrence.js';
import type { ExclusionSpec } from './schema.js';

const LONGEST_DAYS = 366;

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
  return { id, kind, origin: 'file', selects, author, reason, when };
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

function compileTime(spec: ExclusionSpec, at: Findings): Exclusion['when'] | undefined {
  if (spec.times) return compileTimes(spec, spec.times, at);
  const every = spec.every === undefined ? undefined : compileRecurrence(spec.every, at.under('every'));
  const { from, to } = spec;
  if (from === undefined) {
    if (to !== undefined) compileInstant('to', to, at);
    return at.error('no-beginning', [], 'it does not say when it begins', 'add from: 2026-12-01T22:00:00Z');
  }
  if (to === undefined && spec.every === undefined) {
    compileInstant('from', from, at);
    return at.error(
      'no-end',
      [],
      'it does not say when it ends',
      'add to:, or every: when it comes again and again',
    );
  }
  if (to === undefined) {
    const begins = compileInstant('from', from, at);
    if (begins === undefined || !every) return undefined;
    return checkRecurring({ kind: 'recurring', from: begins, every }, at);
  }
  const time = compileStretch({ from, to }, at);
  if (!time) return undefined;
  if (spec.every !== undefined) return every && checkRecurring({ kind: 'recurring', ...time, every }, at);
  return checkLength(time, at) && { kind: 'listed', times: [time] };
}

function compileTimes(
  { from, to, every }: ExclusionSpec,
  specs: NonNullable<ExclusionSpec['times']>,
  at: Findings,
): ListedTimes | undefined {
  if (from !== undefined || to !== undefined || every) {
    return at.error(
      'two-times',
      ['times'],
      '`times` and another field both say when it is',
      'keep one of the two',
    );
  }
  const times = specs.map((spec, index) => {
    const time = compileStretch(spec, at.under('times', index));
    return time && checkLength(time, at.under('times', index));
  });
  const sound = times.filter((time) => time !== undefined);
  return sound.length === times.length ? { kind: 'listed', times: sound } : undefined;
}

function compileStretch(
  spec: { readonly from: string; readonly to: string },
  at: Findings,
): Stretch | undefined {
  const from = compileInstant('from', spec.from, at);
  const to = compileInstant('to', spec.to, at);
  if (from === undefined || to === undefined) return undefined;
  if (to > from) return { from, to };
  return at.error('ends-before', ['to'], 'it ends before it begins', `write a time after ${spec.from}`);
}

/** A time that is longer than any budget's window is a slip of the pen, or an SLO that should go. */
function checkLength(time: Stretch, at: Findings): Stretch | undefined {
  const days = Math.floor((time.to - time.from) / DAY);
  if (days <= LONGEST_DAYS) return time;
  return at.error(
    'too-long',
    ['to'],
    `it lasts for ${days} days, which is more than a year`,
    'write an earlier end; an SLO that is not to count any more is taken out of its file',
  );
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
