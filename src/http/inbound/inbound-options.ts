import type { IncidentSeverity } from '../../core/incident/incident.js';

/** How outside tools prove that it is they; a part that is missing is a route that is closed. */
export interface InboundOptions {
  readonly alertmanager?: AlertmanagerOptions;
  readonly pagerduty?: { readonly secret: string };
  readonly opsgenie?: { readonly login: Login };
  readonly slack?: {
    readonly secret: string;
    /** Hosts that answers to a button may be sent to. */
    readonly responseHosts: readonly string[];
  };
  readonly github?: GithubOptions;
  readonly deploys?: { readonly login: Login };
}

export type Login =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

export interface AlertmanagerOptions {
  readonly login: Login;
  /** The label that says how bad an alert of others' rules is, and what its values mean. */
  readonly severityLabel: string;
  readonly severities: ReadonlyMap<string, IncidentSeverity | 'ignore'>;
  /** For values that are not among them, and for none. */
  readonly otherwise: IncidentSeverity | 'ignore';
  /** The label that says whose it is. */
  readonly serviceLabel: string;
}

export interface GithubOptions {
  readonly secret: string;
  /** Services by repository, `acme/checkout`. */
  readonly repositories: ReadonlyMap<string, readonly string[]>;
  /** Whose deployments count; undefined for those that GitHub calls production. */
  readonly environments: readonly string[] | undefined;
  readonly events: readonly GithubEvent[];
}

export type GithubEvent = 'deployment_status' | 'release' | 'push';
