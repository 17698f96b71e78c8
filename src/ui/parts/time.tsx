import css from './time.module.css';
import { localText, shortUtc, spanText, utcText } from '../words/times.js';
import { besideUtc, wallOf, zoneHere } from '../words/zone.js';
import { useNow } from '../browser/clock.js';

/** An instant in UTC; local when pointed at. */
export function Time({ at, whole = false }: { readonly at: string | number; readonly whole?: boolean }) {
  const now = useNow();
  const instant = typeof at === 'number' ? at : Date.parse(at);
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={`${utcText(instant)}, which is ${localText(instant)} here`}
    >
      {whole ? utcText(instant) : shortUtc(instant, now)}
    </time>
  );
}

/** An instant in UTC, and by the clocks of whoever looks: for those by which everything else is reckoned. */
export function TimeHere({ at, whole = false }: { readonly at: string | number; readonly whole?: boolean }) {
  const here = besideUtc(zoneHere(), typeof at === 'number' ? at : Date.parse(at));
  return (
    <>
      <Time at={at} whole={whole} />
      {here === undefined ? '' : ` (${here})`}
    </>
  );
}

/** What time it is, in UTC and here: whoever reads one of them on a page can tell the other without pointing at it. */
export function ClockHere() {
  const now = useNow();
  const here = besideUtc(zoneHere(), now);
  return (
    <span className={css['clock']}>
      now {wallOf('UTC', now).slice(-5)} UTC{here === undefined ? '' : `, ${here}`}
    </span>
  );
}

/** An instant to the minute in UTC, and by the clocks of whoever looks: for what is planned, where a phone shows no titles. */
export function PlannedTime({ at }: { readonly at: string }) {
  const instant = Date.parse(at);
  const here = besideUtc(zoneHere(), instant);
  return (
    <time dateTime={at} title={`${utcText(instant)}, which is ${localText(instant)} here`}>
      {wallOf('UTC', instant).replace('T', ' ')} UTC{here === undefined ? '' : ` (${here})`}
    </time>
  );
}

/** How long ago, counting. */
export function Ago({ at }: { readonly at: string | number }) {
  const now = useNow();
  const instant = typeof at === 'number' ? at : Date.parse(at);
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={`${utcText(instant)}, which is ${localText(instant)} here`}
    >
      {spanText(now - instant)} ago
    </time>
  );
}

/** How long until, counting down; past it, how long it is overdue. */
export function Until({ at }: { readonly at: string | number }) {
  const now = useNow();
  const instant = typeof at === 'number' ? at : Date.parse(at);
  const left = instant - now;
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={`${utcText(instant)}, which is ${localText(instant)} here`}
    >
      {left >= 0 ? `in ${spanText(left)}` : `${spanText(-left)} overdue`}
    </time>
  );
}
