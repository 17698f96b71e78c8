import type { AskedCommand } from '../../engine/commands/work-on-incident.js';

/** Commands by the end of their path, and how each is read from a body. */
export type IncidentCommands = Readonly<
  Record<string, { readonly kind: AskedCommand['kind']; readonly read: (body: unknown) => AskedCommand }>
>;
