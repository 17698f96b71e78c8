import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

const Window = Type.Object(
  {
    errorBudgetPercent: Type.Number({
      exclusiveMinimum: 0,
      maximum: 100,
      description:
        'how much of the budget is spent in longWindow when it fires, in per cent: a number over 0, up to 100',
    }),
    shortWindow: Type.String({ description: 'a window such as 5m: how fast the alert clears' }),
    longWindow: Type.String({ description: 'a window such as 1h' }),
  },
  { ...closed, description: 'errorBudgetPercent, shortWindow, longWindow' },
);
export type WindowSpec = Static<typeof Window>;

const Speeds = Type.Object({ quick: Window, slow: Window }, { ...closed, description: 'quick and slow' });

const Spec = Type.Object(
  {
    sloPeriod: Type.String({ description: 'the window of the SLOs that they are for, such as 30d' }),
    page: Speeds,
    ticket: Speeds,
  },
  { ...closed, description: 'sloPeriod, page, ticket' },
);
export type AlertWindowsSpec = Static<typeof Spec>;

export const alertWindowsSchema = Type.Object(
  { apiVersion: Type.String(), kind: Type.String(), spec: Spec },
  { ...closed, description: 'an AlertWindows' },
);
