import type { AlertSeverity } from '../slo/alert-policy.js';
import type { Signal } from './signal.js';

/** Who hears of which alerts. Every matching route adds its receivers; a route without `match` takes all. */
export interface Route {
  readonly match?: {
    /** Exact, or with `*` for any run of characters. */
    readonly service?: string;
    readonly severity?: AlertSeverity;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly receivers: readonly string[];
  /** Who is told when none of the receivers has proven in time that it took the page. */
  readonly proof?: {
    /** In ms. */
    readonly within: number;
    readonly next: readonly string[];
  };
}

/** The receivers of a signal, each once, in the order of the routes. */
export function receiversFor(signal: Signal, routes: readonly Route[]): string[] {
  return [
    ...new Set(routes.filter((route) => matchesRoute(route, signal)).flatMap((route) => route.receivers)),
  ];
}

/** Whether a route takes a signal. */
export function matchesRoute({ match }: Route, signal: Signal): boolean {
  if (!match) return true;
  if (match.severity !== undefined && match.severity !== signal.severity) return false;
  if (match.service !== undefined && !globMatches(match.service, signal.service)) return false;
  return Object.entries(match.labels ?? {}).every(([label, value]) => signal.labels[label] === value);
}

/** Whether a text fits a pattern, in which `*` is any run of characters. Each piece between stars must follow the one before; first and last are anchored. */
export function globMatches(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found === -1 || found + piece.length > text.length - last.length) return false;
    from = found + piece.length;
  }
  return true;
}
