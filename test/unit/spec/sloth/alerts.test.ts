import { describe, expect, test } from 'vitest';
import { file, findings, onlySlo, read, slo } from './sloth.js';

const alerting = (fields: object) =>
  file([slo({ labels: { team: 'web' }, alerting: { name: 'PaidFails', ...fields } })]);

describe('alerting', () => {
  test('labels and annotations of both severities and of each, the nearest first, with the alert’s name', () => {
    const { metadata } = onlySlo(
      alerting({
        labels: { category: 'availability', channel: 'all' },
        annotations: { runbook: 'https://wiki.example/paid' },
        page_alert: { labels: { severity: 'critical', channel: 'night' } },
        ticket_alert: { annotations: { summary: 'slow burn' }, labels: null },
      }),
    );
    expect(metadata.labels).toEqual({ team: 'web' });
    expect(metadata.alerting).toEqual({
      page: {
        labels: { alert_name: 'PaidFails', category: 'availability', channel: 'night', severity: 'critical' },
        annotations: { runbook: 'https://wiki.example/paid' },
      },
      ticket: {
        labels: { alert_name: 'PaidFails', category: 'availability', channel: 'all' },
        annotations: { runbook: 'https://wiki.example/paid', summary: 'slow burn' },
      },
    });
  });

  test.each([
    [{ page_alert: { disable: true } }, ['ticket-1d', 'ticket-3d']],
    [{ ticket_alert: { disable: true } }, ['page-1h', 'page-6h']],
    [{ page_alert: { disable: true }, ticket_alert: { disable: true } }, []],
    [
      { page_alert: { disable: false }, ticket_alert: null },
      ['page-1h', 'page-6h', 'ticket-1d', 'ticket-3d'],
    ],
  ])('%j leaves these tiers', (fields, tiers) => {
    expect(onlySlo(alerting(fields)).alertPolicies.map(({ id }) => id)).toEqual(tiers);
  });

  test('left out or empty it says nothing', () => {
    for (const empty of [{ alerting: undefined }, { alerting: null }, { alerting: {} }]) {
      const { metadata, alertPolicies } = onlySlo(file([slo(empty)]));
      expect(metadata.alerting).toBeUndefined();
      expect(alertPolicies).toHaveLength(4);
    }
  });

  test('labels that its texts ask for are put in', () => {
    const { metadata } = onlySlo(
      alerting({
        annotations: { summary: '{{ $labels.sloth_service }}/{{$labels.sloth_slo}} of {{$labels.team}}' },
        page_alert: { labels: { key: '{{$labels.sloth_id}}-{{$labels.sloth_severity}}', grade: 'A' } },
        ticket_alert: { annotations: { note: 'a {{- $labels.sloth_severity -}} b' } },
      }),
    );
    expect(metadata.alerting?.page).toMatchObject({
      labels: { key: 'shop-paid-page', grade: 'A' },
      annotations: { summary: 'shop/paid of web' },
    });
    expect(metadata.alerting?.ticket?.annotations).toMatchObject({ note: 'a ticket b' });
  });

  test.each([
    [{ annotations: { summary: 'at {{ $value }} now' } }, 'alert-template 13:21'],
    [{ page_alert: { labels: { x: '{{ $labels.none }}' } } }, 'alert-template 14:15'],
    [{ ticket_alert: { annotations: { x: '{{ if' } } }, 'alert-template 14:15'],
    [{ page_alert: { for: '5m' } }, 'alert-for 13:14'],
    [{ page_alert: { labels: { alert_name: 'x' } } }, 'taken-label 11:13'],
    [{ page_alert: { label: {} } }, 'unknown-field 13:9'],
    [{ annotations: { 'run book': 'x' } }, 'bad-name 13:9'],
  ])('%j is an error', (fields, expected) => {
    const { slos } = read([alerting(fields)]);
    expect(slos).toEqual([]);
    expect(findings(alerting(fields))).toEqual([`error ${expected}`]);
  });
});
