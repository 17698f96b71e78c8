import { until } from '../../support/wait.js';
import type { FaultyDaemon } from '../daemon.js';
import { breakNow, mend, reckon } from '../outages.js';
import type { PagerFault } from '../pager.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';
import { alertsOf, evaluated, setStage, type Stage } from '../stage.js';

const SERVICES = 36;
const TROUBLE_MS = { bounded: 12_000, long: 3_600_000 };
/** Waits between attempts double up to five minutes, and messages to one receiver wait for each other. */
const RECOVERY_S = { bounded: 150, long: 900 };
/** The pager without a fault must not notice the others'. */
const PROMPT_MS = 20_000;

const FAULTS: readonly (PagerFault | undefined)[] = [
  undefined,
  { kind: 'status', status: 429, retryAfterS: 2 },
  { kind: 'limit', perSecond: 1 },
  { kind: 'status', status: 503 },
  { kind: 'reset' },
  { kind: 'half-open' },
];

/**
 * All services burn while each of the pagers but one is in a trouble of its own: everything arrives afterwards, once for who reads it, a
 * resolve never before its page, and nothing late where there was no trouble.
 */
export const receiversInTrouble: Scenario = {
  name: 'receivers in trouble',
  async play({ say, bounded }) {
    const stage = await setStage(SERVICES, FAULTS.length);
    try {
      const daemon = await stage.daemon('daemon', { store: '{path: state/firebreak.db}' });
      daemon.start();
      await evaluated(daemon);
      setFaults(stage, FAULTS);
      const began = Date.now();
      const troubleMs = bounded ? TROUBLE_MS.bounded : TROUBLE_MS.long;
      const recoveryMs = (bounded ? RECOVERY_S.bounded : RECOVERY_S.long) * 1000;
      breakNow(stage, stage.traffic.services, troubleMs + 2 * recoveryMs);
      await until('every pager is asked', 60, () =>
        Promise.resolve(stage.pagers.every(({ arrived }) => arrived > 0) || undefined),
      );
      await new Promise((resolve) => setTimeout(resolve, troubleMs));
      const late = (stage.pagers[0]?.alerts ?? []).filter(
        ({ triggeredAt }) => triggeredAt > began + PROMPT_MS,
      );
      setFaults(stage, []);
      return await recovered(stage, daemon, late.length, { bounded, say });
    } finally {
      await stage.tearDown();
    }
  },
};

function setFaults({ pagers }: Stage, faults: readonly (PagerFault | undefined)[]): void {
  for (const [n, pager] of pagers.entries()) pager.fault = faults[n];
}

async function recovered(
  stage: Stage,
  daemon: FaultyDaemon,
  late: number,
  { bounded, say }: Pick<Settings, 'bounded' | 'say'>,
): Promise<Outcome> {
  const seconds = bounded ? RECOVERY_S.bounded : RECOVERY_S.long;
  await until('every service is paged', seconds, () =>
    Promise.resolve(new Set(alertsOf(stage).map(({ service }) => service)).size === SERVICES || undefined),
  ).catch(() => undefined);
  mend(stage);
  const verdict = await reckon(stage, 60);
  const vendorLost = await undelivered(daemon, seconds);
  say(
    `${vendorLost} of ${2 * SERVICES} messages are without a receipt, ${late} were held up by another receiver`,
  );
  const findings = [
    ...verdict.findings,
    ...(vendorLost === 0 ? [] : [`${vendorLost} messages are without a receipt`]),
    ...(late === 0 ? [] : [`${late} pages were held up by another receiver's trouble`]),
  ];
  return { ...verdict, vendorLost: vendorLost + late, findings };
}

/** Messages that did not reach their receiver, when nothing more is to be expected. */
async function undelivered(daemon: FaultyDaemon, seconds: number): Promise<number> {
  let count = Number.NaN;
  await until('all is delivered', seconds, async () => {
    const { deliveries } = await daemon.get<{ readonly deliveries: readonly { readonly state: string }[] }>(
      '/api/v1/deliveries?limit=1000',
    );
    count = deliveries.filter(({ state }) => state !== 'delivered').length;
    return count === 0 || undefined;
  }).catch(() => undefined);
  return count;
}
