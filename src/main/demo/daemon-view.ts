import { createDaemonClient } from '../../adapters/daemon-client/daemon-client.js';

/** What the daemon says of the SLO that the demo breaks, as far as the story needs it; undefined is unknown. */
export interface DemoView {
  readonly state: string;
  readonly budgetRemaining: number | undefined;
  readonly coverage: number;
  readonly band: string;
  readonly fastTierBurn: { readonly long: number | undefined; readonly short: number | undefined };
  readonly gate: string;
  readonly gateReason: string;
  readonly incident: { readonly id: string; readonly severity: string; readonly status: string } | undefined;
}

interface Reading {
  readonly kind: string;
  readonly burnRate?: number;
}

/** Fields of the API's answers; times are of no interest here. */
interface SloAnswer {
  readonly state: string;
  readonly tiers: readonly { readonly long: Reading; readonly short: Reading }[];
  readonly budget: { readonly kind: string; readonly remaining?: number; readonly coverage: number };
  readonly policy: { readonly band: string };
}

/** Asks a daemon, as any user of its API would. */
export function createDemoClient(url: string, service: string, slo: string) {
  const client = createDaemonClient(url);

  async function get<Answer>(
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Answer | undefined> {
    const answer = await client.getJson(path, query);
    return answer.kind === 'answered' ? (answer.body as Answer) : undefined;
  }

  return {
    isReady: async () => (await get('/-/ready')) !== undefined,

    /** Undefined while the daemon does not answer. */
    async look(): Promise<DemoView | undefined> {
      const [status, gate, incidents] = await Promise.all([
        get<SloAnswer>(`/api/v1/slos/${service}/${slo}`),
        get<{ decision: string; reason: string }>('/api/v1/gate', { service }),
        get<{ incidents: { id: string; severity: string; status: string }[] }>('/api/v1/incidents', {
          service,
        }),
      ]);
      if (!status || !gate || !incidents) return undefined;
      const [fastest] = status.tiers;
      return {
        state: status.state,
        budgetRemaining: status.budget.kind === 'measured' ? status.budget.remaining : undefined,
        coverage: status.budget.coverage,
        band: status.policy.band,
        fastTierBurn: { long: fastest?.long.burnRate, short: fastest?.short.burnRate },
        gate: gate.decision,
        gateReason: gate.reason,
        incident: incidents.incidents[0],
      };
    },
  };
}
