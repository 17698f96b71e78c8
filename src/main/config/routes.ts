import Type, { type Static } from 'typebox';
import type { Route } from '../../core/delivery/route.js';
import { parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { suggestion } from '../../spec/closest.js';
import type { Path } from '../../spec/source-document.js';
import type { Complaints } from './reading.js';
import { closed, duration, receiverNames as names, text } from './schema-parts.js';

export const RouteSpec = Type.Object(
  {
    match: Type.Optional(
      Type.Object(
        {
          service: Type.Optional(text('a service, with * for any characters')),
          severity: Type.Optional(
            Type.Unsafe<'page' | 'ticket'>({ enum: ['page', 'ticket'], description: 'page or ticket' }),
          ),
          labels: Type.Optional(
            Type.Unsafe<Readonly<Record<string, string>>>({
              type: 'object',
              additionalProperties: { type: 'string', description: 'the label’s value: a text' },
              description: 'labels of the SLO that must be equal: a map of name: value',
            }),
          ),
        },
        { ...closed, description: 'which alerts; without it, all' },
      ),
    ),
    receivers: names('a list of receivers’ names'),
    proof_within: Type.Optional(
      duration('without a receipt from any of the receivers for this long, the alert goes to those in then'),
    ),
    // biome-ignore lint/suspicious/noThenProperty: it is the word of the file, and its value a list.
    then: Type.Optional(names('a list of receivers’ names: who is told when there is no proof in time')),
  },
  { ...closed, description: 'which alerts go to whom; every route that matches adds its receivers' },
);

type Spec = Static<typeof RouteSpec>;

/** The routes of a file; without any, all receivers hear of everything. */
export function readRoutes(
  routes: readonly Spec[],
  receivers: readonly string[],
  problems: Complaints,
): readonly Route[] {
  routes.forEach((route, index) => {
    for (const field of ['receivers', 'then'] as const) {
      refuseUnknownNames(route[field] ?? [], ['routes', index, field], receivers, problems);
    }
  });
  if (routes.length === 0 && receivers.length > 0) return [{ receivers }];
  return routes.map((route, index) => readRoute(route, index, problems));
}

/** @param path of the names in the file */
export function refuseUnknownNames(
  names: readonly string[],
  path: Path,
  receivers: readonly string[],
  problems: Complaints,
): void {
  names.forEach((name, at) => {
    if (receivers.includes(name)) return;
    problems.at([...path, at], `there is no receiver "${name}"`, suggestion(name, receivers));
  });
}

function readRoute(route: Spec, index: number, problems: Complaints): Route {
  const { match, receivers, proof_within: within, then: next } = route;
  const plain = { ...(match === undefined ? {} : { match }), receivers };
  if (within === undefined && next === undefined) return plain;
  if (within === undefined || next === undefined) {
    const [there, missing] = within === undefined ? ['then', 'proof_within'] : ['proof_within', 'then'];
    problems.at(
      ['routes', index, there],
      `${there} without ${missing} says ${within === undefined ? 'nothing of when' : 'nothing of whom to tell'}`,
      `add ${missing}${within === undefined ? ': 60s' : ': a list of receivers'}`,
    );
    return plain;
  }
  const ms = parseDuration(within);
  if (ms === undefined) {
    problems.at(
      ['routes', index, 'proof_within'],
      `"${within}" is no duration`,
      durationMend(within, 'write 60s or 5m'),
    );
    return plain;
  }
  return { ...plain, proof: { within: ms, next } };
}
