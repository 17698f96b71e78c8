import type { Commit, Store } from './ports.js';

/** What can change, as those who look at it know it; each is what a page shows of one noun. */
export const TOPICS = ['slos', 'incidents', 'oncall', 'gates', 'deliveries', 'daemon'] as const;
export type Topic = (typeof TOPICS)[number];

/** Is told what changed, never how: whoever wants to know asks. */
export type OnChange = (topics: readonly Topic[]) => void;

/** Tells those who look that something changed. Nothing is kept: who was not there asks for everything. */
export interface Changes {
  note(...topics: readonly Topic[]): void;
  /** Gives back what ends it. */
  follow(onChange: OnChange): () => void;
}

export function createChanges(): Changes {
  const followers = new Set<OnChange>();
  return {
    note(...topics) {
      for (const tell of followers) tell(topics);
    },
    follow(onChange) {
      // A function of its own, so that the same one can follow twice.
      const follower: OnChange = (topics) => onChange(topics);
      followers.add(follower);
      return () => void followers.delete(follower);
    },
  };
}

type Writes = Pick<Store, 'commit' | 'recordDelivery'>;

/** A store's writes, after each of which everybody who looks is told what it was about. */
export function noteWrites({ commit, recordDelivery }: Writes, changes: Pick<Changes, 'note'>): Writes {
  return {
    async commit(change) {
      const ready = await commit(change);
      const topics = topicsOf(change);
      if (topics.length > 0) changes.note(...topics);
      return ready;
    },
    async recordDelivery(id, record) {
      await recordDelivery(id, record);
      changes.note('deliveries');
    },
  };
}

function topicsOf(change: Commit): readonly Topic[] {
  const { incidents = [], incidentEvents = [], outbox = [], deliveryChanges = [], states = [] } = change;
  const { retrySignals = [], tokens = [], exclusionChanges = [], deploys = [] } = change;
  const { contactChecks = [], plannedOverrides = [] } = change;
  return [
    ...(incidents.length + incidentEvents.length > 0 ? (['incidents'] as const) : []),
    ...(outbox.length + deliveryChanges.length + retrySignals.length > 0 ? (['deliveries'] as const) : []),
    ...(states.some(({ kind }) => kind === 'gate' || kind === 'policy') ? (['gates'] as const) : []),
    ...(contactChecks.length + plannedOverrides.length > 0 ? (['oncall'] as const) : []),
    ...(exclusionChanges.length + deploys.length > 0 ? (['slos'] as const) : []),
    ...(tokens.length > 0 ? (['daemon'] as const) : []),
  ];
}
