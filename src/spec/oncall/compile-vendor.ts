import { type Vendor, VENDOR_VIAS, type VendorRoute } from '../../core/oncall/vendor.js';
import { DAY, formatDuration, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { all } from './compile-schedule.js';
import type { VendorRouteSpec, VendorSpec } from './vendor-schema.js';

const LONGEST = 30 * DAY;

/** A vendor as the schema has passed it; undefined with the reasons in `at`. */
export function compileVendor(id: string, spec: VendorSpec, at: Findings): Vendor | undefined {
  const response = spec.response === undefined ? undefined : readResponse(spec.response, ['response'], at);
  const names = spec.routes.map(({ name }) => name);
  const routes = all(spec.routes, (route, index) => {
    const below = at.under('routes', index);
    return names.indexOf(route.name) === index
      ? compileRoute(route, below)
      : below.error('duplicate', ['name'], `${route.name} is a route already`, 'rename one of the two');
  });
  const [first, ...others] = routes ?? [];
  const steps = compileSteps(spec, routes ?? [], at);
  if (!first || !steps || (spec.response !== undefined && response === undefined)) return undefined;
  const { name = id, services = [], contract, account } = spec;
  return { id, name, services, contract, response, account, routes: [first, ...others], steps };
}

function compileSteps(
  { escalation = [], routes }: VendorSpec,
  known: readonly VendorRoute[],
  at: Findings,
): Vendor['steps'] | undefined {
  let before = 0;
  return all(escalation, ({ after: text, route: name }, index) => {
    const below = at.under('escalation', index);
    const after = readResponse(text, ['after'], below);
    const names = routes.map((route) => route.name);
    if (!names.includes(name)) unknownRoute(name, names, ['route'], below);
    if (after !== undefined && after <= before)
      return below.error(
        'steps-out-of-order',
        ['after'],
        `${text} is not after the ${formatDuration(before)} of the step before`,
        'put the steps in the order in which they are taken, counted from when the case was opened',
      );
    before = after ?? before;
    const route = known.find((each) => each.name === name);
    return route && after !== undefined ? { after, route } : undefined;
  });
}

/** Tells of a step that takes a way that there is not. */
export function unknownRoute(name: string, known: readonly string[], path: Path, at: Findings): void {
  at.error('unknown-reference', path, `there is no route "${name}"`, suggestion(name, known, 10));
}

/** A way to a vendor; undefined with the reason in `at`. */
export function compileRoute({ name, ...ways }: VendorRouteSpec, at: Findings): VendorRoute | undefined {
  const given = VENDOR_VIAS.filter((via) => ways[via] !== undefined);
  const [via] = given;
  if (!via || given.length > 1)
    return at.error(
      'which-route',
      [],
      via ? `${given.join(' and ')} cannot both be one route` : `${name} leads nowhere`,
      via ? 'make them two items of the list' : `give it one of ${VENDOR_VIAS.join(', ')}`,
    );
  const to = ways[via] ?? '';
  return via !== 'url' || isWebAddress(to)
    ? { name, via, to }
    : at.error('bad-url', ['url'], `"${to}" is no address of a web page`, 'write https://…');
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '') && !/\s/.test(text);
}

/** How long a vendor may take (ms); undefined with the reason in `at`. */
export function readResponse(text: string, path: Path, at: Findings): number | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined && duration <= LONGEST) return duration;
  const mend = durationMend(text, 'write such as 15m or 4h', (ms) => ms <= LONGEST);
  return at.error('bad-duration', path, `"${text}" is no duration up to 30d`, mend);
}
