/** A receiver as it is configured, secrets read. */
export type ReceiverConfig = { readonly name: string } & (
  | PagerDutyConfig
  | SlackConfig
  | WebhookConfig
  | AlertmanagerConfig
);

export interface PagerDutyConfig {
  readonly kind: 'pagerduty';
  readonly routingKey: string;
  /** Without `/v2/enqueue`. */
  readonly url: string;
}

export interface SlackConfig {
  readonly kind: 'slack';
  readonly webhookUrl: string;
  readonly allowPrivateAddresses: boolean;
}

export interface WebhookConfig {
  readonly kind: 'webhook';
  readonly url: string;
  /** Signs every message; `whsec_…` (base64) or any text. */
  readonly secret?: string;
  readonly allowPrivateAddresses: boolean;
}

export interface AlertmanagerConfig {
  readonly kind: 'alertmanager';
  /** Every replica. */
  readonly urls: readonly string[];
  readonly refreshEveryMs: number;
}
