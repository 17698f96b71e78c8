/** The order in which schedules of a team are asked; `specialist` is asked by name only. */
export const TIERS = ['primary', 'secondary', 'specialist'] as const;

export type OnCallTier = (typeof TIERS)[number];
