/** What somebody may do; each includes the ones before it. */
export const SCOPES = ['read', 'operate', 'admin'] as const;

/** `read` looks, `operate` acknowledges, excludes time, tells of deploys and reloads, `admin` hands out tokens and reads the audit log. */
export type Scope = (typeof SCOPES)[number];

/** Whether the one scope is enough where the other is needed. */
export function covers(scope: Scope, needed: Scope): boolean {
  return SCOPES.indexOf(scope) >= SCOPES.indexOf(needed);
}
