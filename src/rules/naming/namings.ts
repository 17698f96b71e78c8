import type { Naming } from './naming.js';
import { PYRRA_NAMING } from './pyrra.js';
import { SLOTH_NAMING } from './sloth.js';

/** The tools whose names are known. */
export const NAMINGS = { sloth: SLOTH_NAMING, pyrra: PYRRA_NAMING } as const satisfies Record<string, Naming>;
export type NamingTool = keyof typeof NAMINGS;
export const NAMING_TOOLS = Object.keys(NAMINGS);
