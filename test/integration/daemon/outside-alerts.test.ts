import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { groupsByService } from '../../../src/rules/generate-rules.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { startAlertmanager } from '../../support/alertmanager.js';
import { eventually, type LiveStage, setStage } from '../../support/live-stage.js';

const CONFIG = `evaluation: {interval: 2s, stale_after: 6s}
incidents: {monitor_for: 4s}
inbound: {alertmanager: {token: between-us, severities: {critical: sev1, none: ignore}}}
`;

interface IncidentView {
  readonly id: string;
  readonly status: string;
  readonly sloId: string;
  readonly slo: string;
  readonly severity: string;
}

const incidents = async ({ daemon }: LiveStage) =>
  (await daemon.get<{ incidents: IncidentView[] }>('/api/v1/incidents')).incidents;
const timeline = async ({ daemon }: LiveStage, id: string) =>
  (await daemon.get<{ timeline: { kind: string; text: string }[] }>(`/api/v1/incidents/${id}`)).timeline.map(
    ({ kind, text }) => `${kind}: ${text}`,
  );
const pages = ({ pager }: LiveStage, sloId: string, kind: 'trigger' | 'resolve') =>
  pager.messages.filter(
    (message) => message.severity === 'page' && message.kind === kind && message.sloId === sloId,
  );

/** The labels of the page that the generated rules have for an SLO. */
function pageLabels(spec: string): Readonly<Record<string, string>> {
  const { slos } = readSpecs([{ path: 'checkout-api.yaml', text: spec }]);
  const rules = groupsByService(slos).flatMap(({ ruleGroups }) => ruleGroups.flatMap((group) => group.rules));
  const page = rules.find(
    (rule) => 'alert' in rule && rule.labels.slo === 'availability' && rule.labels.severity === 'page',
  );
  if (!page) throw new Error('the rules have no page');
  return { ...page.labels, tier: 'page-1h' };
}

test('a rule that Prometheus evaluates and the daemon itself open one incident and one page; other rules have their own', async () => {
  const stage = await setStage(CONFIG);
  const alertmanager = await startAlertmanager(
    stringify({
      route: {
        receiver: 'firebreak',
        group_by: ['...'],
        group_wait: '1s',
        group_interval: '1s',
        repeat_interval: '2s',
      },
      receivers: [
        {
          name: 'firebreak',
          webhook_configs: [
            {
              url: `${stage.daemon.url}/api/v1/inbound/alertmanager`,
              http_config: { authorization: { credentials: 'between-us' } },
            },
          ],
        },
      ],
    }),
  );
  onTestFinished(() => alertmanager.stop());
  const bad = 'sum(rate(http_requests_total{status=~"5.."}[5s])) / sum(rate(http_requests_total[5s])) > 0.01';
  const rules = [
    { alert: 'SloErrorBudgetBurn', expr: bad, labels: pageLabels(stage.spec) },
    { alert: 'DiskFull', expr: bad, labels: { severity: 'critical', service: 'db' } },
    { alert: 'Watchdog', expr: 'vector(1)', labels: { severity: 'none' } },
  ];
  await writeFile(
    join(stage.folder, 'rules.yml'),
    stringify({ groups: [{ name: 'g', interval: '1s', rules }] }),
  );
  const prometheus = stage.prometheusConfig({
    rule_files: ['rules.yml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanager.url).host] }] }] },
  });
  await writeFile(join(stage.folder, 'prometheus.yml'), prometheus);
  await stage.prometheus.stop();
  await stage.prometheus.start();

  stage.service.break(0.5);
  const slo = 'checkout-api/availability';
  await eventually(
    'both report it',
    60,
    async () => {
      const incident = (await incidents(stage)).find(({ sloId }) => sloId === slo);
      return incident ? await timeline(stage, incident.id) : [];
    },
    (lines) =>
      lines.some((line) => line.startsWith('noted: reported by the rules in Prometheus (page-1h)')) &&
      lines.some((line) => line.startsWith('tier-joined')),
  );
  await eventually(
    'the other rule has its own',
    30,
    () => incidents(stage),
    (list) => list.some((each) => each.slo === 'DiskFull'),
  );
  stage.service.repair();
  await eventually(
    'both are over',
    90,
    () => pages(stage, slo, 'resolve').length,
    (count) => count > 0,
  );
  const list = await incidents(stage);
  // One page each, however often Alertmanager repeats it; nothing of the Watchdog.
  expect(pages(stage, slo, 'trigger')).toHaveLength(1);
  expect(pages(stage, slo, 'resolve')).toHaveLength(1);
  expect(pages(stage, 'DiskFull of db', 'trigger')).toHaveLength(1);
  expect(list.filter(({ sloId }) => sloId === slo)).toHaveLength(1);
  expect(list.filter((each) => each.slo === 'DiskFull').map(({ severity }) => severity)).toEqual(['sev1']);
  expect(list.filter((each) => each.slo === 'Watchdog')).toEqual([]);
});
