import { until } from '../../support/wait.js';
import type { FaultyDaemon } from '../daemon.js';
import { breakNow, mend, paged, reckon } from '../outages.js';
import type { Outcome, Scenario } from '../scenario.js';
import { total } from '../scenario.js';
import { evaluated, setStage, type Stage } from '../stage.js';
import type { SourceFault } from '../source-proxy.js';

const SERVICES = 10;
/** Longer than `stale_after`, so that what cannot be seen has to be said unknown. */
const LASTS_MS = 12_000;

interface Trouble {
  readonly name: string;
  readonly begin: (stage: Stage) => Promise<void> | void;
  readonly end: (stage: Stage) => Promise<void> | void;
  /** True when nothing fresh can be seen while it lasts. */
  readonly blinds: boolean;
}

const byProxy = (name: string, fault: (at: number) => SourceFault, blinds = true): Trouble => ({
  name,
  begin: ({ source }) => {
    source.fault = fault(Date.now());
  },
  end: ({ source }) => {
    source.fault = undefined;
  },
  blinds,
});

const TROUBLES: readonly Trouble[] = [
  byProxy('down', () => ({ kind: 'reset' })),
  byProxy('slow', () => ({ kind: 'slow', ms: 4_000 })),
  byProxy('503', () => ({ kind: 'status', status: 503 })),
  byProxy('cut off', () => ({ kind: 'cut' })),
  byProxy('half an answer', () => ({ kind: 'half' })),
  byProxy('garbage', () => ({ kind: 'garbage' })),
  byProxy('empty', () => ({ kind: 'empty' })),
  byProxy('stale', (at) => ({ kind: 'stale', at })),
  byProxy('clock a minute behind', () => ({ kind: 'skew', ms: -60_000 })),
  byProxy('clock 3 s ahead', () => ({ kind: 'skew', ms: 3_000 }), false),
  {
    name: 'killed, and started again on its log',
    begin: async ({ prometheus }) => {
      await prometheus.end('SIGKILL');
    },
    end: ({ prometheus }) => prometheus.startScraping(),
    blinds: true,
  },
];

/** Half of the services burn before each trouble begins and after it ends: nothing may be resolved, nothing further paged. */
export const prometheusTroubles: Scenario = {
  name: 'Prometheus in trouble',
  async play({ say, bounded }) {
    const stage = await setStage(SERVICES);
    try {
      const daemon = await stage.daemon('daemon', { store: '{path: state/firebreak.db}' });
      daemon.start();
      await evaluated(daemon);
      const outcomes: Outcome[] = [];
      for (const trouble of bounded ? TROUBLES.filter((_, n) => n % 3 === 0) : TROUBLES) {
        const findings = await suffer(stage, daemon, trouble);
        say(`${trouble.name}: ${findings.length === 0 ? 'seen as it is' : findings.join('; ')}`);
        outcomes.push({ ...NOTHING, falseResolves: findings.length, findings });
      }
      return total([...outcomes, await reckon(stage)]);
    } finally {
      await stage.tearDown();
    }
  },
};

const NOTHING = { crossings: 0, lost: 0, doubled: 0, falseResolves: 0, falsePages: 0, findings: [] };

/** Returns what the daemon showed wrongly. */
async function suffer(stage: Stage, daemon: FaultyDaemon, trouble: Trouble): Promise<string[]> {
  const burning = stage.traffic.services.slice(0, SERVICES / 2);
  breakNow(stage, burning);
  await paged(stage, burning);
  await trouble.begin(stage);
  const began = Date.now();
  const findings: string[] = [];
  if (trouble.blinds) {
    const seen = await shown(daemon, LASTS_MS / 1000, (state, service) => isBlind(state, service, burning));
    if (seen !== undefined) findings.push(`${trouble.name}: blind, and shown as ${seen}`);
  }
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + LASTS_MS - Date.now())));
  await trouble.end(stage);
  const seen = await shown(daemon, 60, (state) => state !== 'unknown');
  if (seen !== undefined) findings.push(`${trouble.name}: still shown as ${seen} afterwards`);
  mend(stage);
  await reckon(stage);
  return findings;
}

/** What is paged stays so; of all else nothing is known, and it must not look as if it were well. */
function isBlind(state: string, service: string, burning: readonly string[]): boolean {
  return state === (burning.includes(service) ? 'page' : 'unknown');
}

/** Waits until all SLOs are shown so; returns what is shown instead when that does not come. */
async function shown(
  daemon: FaultyDaemon,
  seconds: number,
  isSo: (state: string, service: string) => boolean,
): Promise<string | undefined> {
  let wrong: string[] = ['nothing at all'];
  try {
    await until('all SLOs are shown right', seconds, async () => {
      const { slos } = await daemon.get<{ readonly slos: readonly ShownSlo[] }>('/api/v1/slos');
      wrong = slos.filter(({ state, service }) => !isSo(state, service)).map(({ state }) => state);
      return wrong.length === 0 || undefined;
    });
    return undefined;
  } catch {
    return [...new Set(wrong)].join(', ');
  }
}

interface ShownSlo {
  readonly service: string;
  readonly state: string;
}
