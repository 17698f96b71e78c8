import type { Scope } from './scope.js';

/** Who is asking, by what they have proven: the configured token, a token of the list, a login, a signed call from outside, or the daemon itself. */
export interface Principal {
  readonly kind: 'configured' | 'token' | 'login' | 'inbound' | 'daemon';
  readonly name: string;
  readonly scope: Scope;
}

/** A principal that changes something. */
export interface Actor extends Principal {
  /** Whom the principal says that it acts for; undefined when it acts for itself. */
  readonly onBehalfOf: string | undefined;
  /** Undefined for what no HTTP request asked for. */
  readonly requestId: string | undefined;
}

/** Everybody who has the configured token. */
export const CONFIGURED: Principal = { kind: 'configured', name: 'configured token', scope: 'admin' };

/** A person who acts in a tool that tells us of it; the tool has proven itself, and vouches for the person. */
export function actorIn(tool: string, person: string | undefined, requestId: string): Actor {
  return { kind: 'inbound', name: tool, scope: 'operate', onBehalfOf: person, requestId };
}

/** What the daemon does without a request, such as a reload because a file has changed. */
export function daemonActor(name: string): Actor {
  return { kind: 'daemon', name, scope: 'admin', onBehalfOf: undefined, requestId: undefined };
}

/** Whether the principal alone says who acts. The configured token is shared, so that it has to be told. */
export function isSomebody({ kind }: Principal): boolean {
  return kind !== 'configured';
}

/** Whose name `actorText` may have said, the whole text first: `ci for maria` is maria where nobody is called that. */
export function namesIn(text: string): readonly string[] {
  const parts = text.split(' for ');
  return parts.map((_, index) => parts.slice(index).join(' for '));
}

/** Who acts, as a timeline says it. A name that was only claimed stands alone where the principal is nobody in particular. */
export function actorText({ kind, name, onBehalfOf }: Actor): string {
  if (onBehalfOf === undefined || onBehalfOf === name) return name;
  return isSomebody({ kind, name, scope: 'read' }) ? `${name} for ${onBehalfOf}` : onBehalfOf;
}
