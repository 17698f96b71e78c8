import { FirebreakError } from '../../core/errors.js';
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
  readonly incident: DemoIncident | undefined;
}

export interface DemoIncident {
  readonly id: string;
  readonly severity: string;
  readonly status: string;
  readonly phase: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly recovery: { readonly proven: boolean; readonly text: string } | null;
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
export function createDemoClient(
  url: string,
  { service, slo, token }: { readonly service: string; readonly slo: string; readonly token: string },
) {
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

    /** Does something with an incident as somebody; rejects with the daemon's own reason. */
    async work(id: string, path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
      const answer = await client.postJson(`/api/v1/incidents/${id}/${path}`, body, token);
      if (answer.kind !== 'answered') throw new FirebreakError('internal', `${path}: ${answer.message}`);
    },

    /** Why something is refused; undefined when it is done. */
    async tryWork(
      id: string,
      path: string,
      body: Readonly<Record<string, unknown>>,
    ): Promise<string | undefined> {
      const answer = await client.postJson(`/api/v1/incidents/${id}/${path}`, body, token);
      return answer.kind === 'answered' ? undefined : answer.message;
    },

    /** What an audience is to be told now, from the record. */
    async draft(id: string, audience: string): Promise<string> {
      const answer = await get<{ updates: { audience: string; draft: { text: string } }[] }>(
        `/api/v1/incidents/${id}/updates`,
      );
      return answer?.updates.find((each) => each.audience === audience)?.draft.text ?? '';
    },

    /** The texts of an incident's timeline. */
    async timeline(id: string): Promise<readonly string[]> {
      const answer = await get<{ timeline: { text: string }[] }>(`/api/v1/incidents/${id}`);
      return answer?.timeline.map(({ text }) => text) ?? [];
    },

    /** Undefined while the daemon does not answer. */
    async look(): Promise<DemoView | undefined> {
      const [status, gate, incidents] = await Promise.all([
        get<SloAnswer>(`/api/v1/slos/${service}/${slo}`),
        get<{ decision: string; reason: string }>('/api/v1/gate', { service }),
        get<{ incidents: DemoIncident[] }>('/api/v1/incidents', { service }),
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
