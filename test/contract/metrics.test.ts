import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createDaemonMetrics } from '../../src/adapters/metrics/daemon-metrics.js';
import {
  blindSlo,
  burningSlo,
  daemonStatus,
  gateOf,
  healthySlo,
  startingDaemon,
} from '../support/slo-statuses.js';

/** What `promtool check metrics` says of a text: nothing when the text can be parsed and follows the naming rules. */
function complaints(text: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  return status === 0 ? stdout + stderr : `exit ${status}: ${stdout}${stderr}`;
}

describe('promtool', () => {
  it('accepts the metrics of a daemon at work', async () => {
    const { metrics, text } = createDaemonMetrics('1.2.3');
    metrics.cycle('ok', 0.2, 0.01);
    metrics.query('ok', 0.03);
    metrics.delivery('pager', 'delivered');
    metrics.reload('ok');
    const replicas = { alive: 3, share: 0.25, leasesRenewedAt: 1_000 };
    const slos = [healthySlo({ service: 'a"b\\c\nd' }), burningSlo(), blindSlo()];
    const { body } = await text(slos, [gateOf('checkout-api', 'warn')], daemonStatus({ replicas }), {
      pending: 3,
      dead: 1,
    });
    expect(body).toContain('firebreak_burn_rate{');
    expect(body).toMatch(/^firebreak_replica_share_ratio 0\.25$/m);
    expect(complaints(body)).toBe('');
  });

  it('accepts those of a daemon that has just started', async () => {
    const { body } = await createDaemonMetrics('1.2.3').text([], [], startingDaemon(), {
      pending: 0,
      dead: 0,
    });
    expect(complaints(body)).toBe('');
  });

  it('would complain otherwise', () => {
    const misnamed =
      '# HELP firebreak_things_total Things.\n# TYPE firebreak_things_total gauge\nfirebreak_things_total 1\n';
    expect(complaints(misnamed)).toContain('firebreak_things_total');
    expect(complaints('firebreak_things{ 1\n')).toContain('exit 1');
  });
});
