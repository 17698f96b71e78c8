import Type, { type Static } from 'typebox';
import { closed, duration, name, words } from './schema-words.js';

const VendorRouteSpec = Type.Object(
  {
    name: name('what to call it'),
    phone: Type.Optional(words('a number to ring')),
    email: Type.Optional(
      Type.String({ maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$', description: 'a mail address' }),
    ),
    url: Type.Optional(words('a page to open a case on: http or https')),
    receiver: Type.Optional(name('a receiver of firebreak.yaml that they read')),
  },
  { ...closed, description: 'a way to their support: {name: hotline, phone: "+1 206 555 0100"}' },
);
export type VendorRouteSpec = Static<typeof VendorRouteSpec>;

export const VendorSpec = Type.Object(
  {
    name: Type.Optional(words('what people call them: a text')),
    services: Type.Optional(
      Type.Array(words('a service, with * for any characters'), {
        maxItems: 5000,
        description: 'the services that depend on them: a list',
      }),
    ),
    contract: Type.Optional(words('what was agreed with them: enterprise, 24x7')),
    response: Type.Optional(duration('how soon they have promised to answer')),
    account: Type.Optional(words('by what they know us: an account, a number of the contract')),
    routes: Type.Array(VendorRouteSpec, {
      minItems: 1,
      maxItems: 20,
      description: 'the ways to their support, first the one that a case is opened by: a list',
    }),
    escalation: Type.Optional(
      Type.Array(
        Type.Object(
          { after: duration('how long after the case was opened'), route: name('one of its routes') },
          { ...closed, description: 'a step: {after: 30m, route: hotline}' },
        ),
        { maxItems: 20, description: 'which route is tried when they do not answer: a list' },
      ),
    ),
  },
  { ...closed, description: 'a vendor or partner' },
);
export type VendorSpec = Static<typeof VendorSpec>;
