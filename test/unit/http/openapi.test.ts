import { Ajv2020 } from 'ajv/dist/2020.js';
import express, { type Express, Router } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/create-app.js';
import { openApi } from '../../../src/http/openapi.js';
import {
  blindSlo,
  burningSlo,
  healthySlo,
  maintainedSlo,
  startingDaemon,
  unseenSlo,
} from '../../support/slo-statuses.js';
import { FakeApi } from './fake-api.js';
import { bearer, serve, serveApp, TOKEN } from './serving.js';

type Document = Parameters<typeof OpenApiValidator.middleware>[0]['apiSpec'];

/** `GET /api/v1/slos/{service}/{slo}` for every route that the app has. */
function servedBy(app: Express): string[] {
  return app.router.stack
    .map((layer) => layer.handle as unknown)
    .filter((handle): handle is Router => typeof handle === 'function' && 'stack' in handle)
    .flatMap((router) => router.stack)
    .flatMap(({ route }) =>
      (route?.stack ?? []).map(({ method }) => `${method} ${route?.path.replace(/:(\w+)/g, '{$1}') ?? ''}`),
    );
}

function described(): string[] {
  const { paths } = openApi('1.2.3') as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
}

interface Described {
  readonly components: object;
  readonly paths: Readonly<
    Record<
      string,
      { readonly get: { readonly responses: { readonly '200': { readonly content: JsonContent } } } }
    >
  >;
}
interface JsonContent {
  readonly 'application/json': { readonly schema: object };
}

/** What the answers of the test under way do not keep to. */
let failures: string[] = [];

/** Compiled once: a document of this size takes a third of a second. */
const validator = OpenApiValidator.middleware({
  apiSpec: openApi('1.2.3') as unknown as Document,
  validateApiSpec: true,
  validateRequests: false,
  validateSecurity: false,
  validateResponses: {
    onError: (error) => void failures.push(JSON.stringify(error)),
  },
});

/** The app behind a validator that notes answers which the document does not describe. */
async function validated(changes: Partial<FakeApi> = {}) {
  const outer = express();
  const api = Object.assign(new FakeApi(), changes);
  failures = [];
  outer.use(validator);
  const quiet = () => undefined;
  const fail = (_message: string, fields?: object) => void failures.push(JSON.stringify(fields));
  outer.use(
    createApp(api, {
      canWrite: true,
      openReads: true,
      secure: false,
      requestsPerMinute: 6000,
      trustedProxies: [],
      listensOnLoopback: true,
      externalUrl: undefined,
      inbound: () => ({
        pagerduty: { secret: TOKEN },
        opsgenie: { login: { kind: 'bearer', token: TOKEN } },
        deploys: { login: { kind: 'bearer', token: TOKEN } },
      }),
      pages: undefined,
      version: '1.2.3',
      log: { debug: quiet, info: quiet, warn: quiet, error: fail },
    }),
  );
  return { failures, ...(await serve(outer)) };
}

describe('the OpenAPI document', () => {
  it('has every route of the app, and nothing else', async () => {
    const { app } = await serveApp();
    const served = [...new Set(servedBy(app))].sort();
    expect(served).toContain('get /api/v1/slos/{service}/{slo}');
    expect(described().sort()).toEqual(served);
  });

  it('is what the daemon hands out', async () => {
    const { get } = await serveApp();
    const { data } = await get('/api/v1/openapi.json');
    expect(data).toEqual(openApi('1.2.3'));
    expect(data).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  });

  const gets = [
    ['/login', 404],
    ['/login/callback?code=x', 401],
    ['/api/v1/gates', 200],
    ['/api/v1/gates/overrides', 200],
    ['/api/v1/receivers', 200],
    ['/api/v1/session', 200],
    ['/api/v1/overview', 200],
    ['/api/v1/status-pages', 200],
    ['/api/v1/status-pages/payments', 200],
    ['/api/v1/status-pages/nobody', 404],
    ['/status/payments/feed.xml', 200],
    ['/status/nobody/feed.xml', 404],
    ['/api/v1/slos', 200],
    ['/api/v1/slos?service=a&service=b', 400],
    ['/api/v1/slos/checkout-api/latency', 200],
    ['/api/v1/slos/checkout-api/nothing', 404],
    ['/api/v1/slos/checkout-api/latency/history', 200],
    ['/api/v1/slos/checkout-api/latency/history?points=501', 400],
    ['/api/v1/slos/checkout-api/nothing/history', 404],
    ['/api/v1/slos/checkout-api/latency/spec', 200],
    ['/api/v1/slos/checkout-api/nothing/spec', 404],
    ['/api/v1/slos/checkout-api/latency/page-preview', 200],
    ['/api/v1/slos/checkout-api/nothing/page-preview', 404],
    ['/api/v1/budget', 200],
    ['/api/v1/gate?service=checkout-api&env=production', 200],
    ['/api/v1/gate', 400],
    ['/api/v1/incidents', 200],
    ['/api/v1/incidents?limit=no', 400],
    ['/api/v1/incidents/INC-7', 200],
    ['/api/v1/incidents/INC-8', 404],
    ['/api/v1/incidents?status=open,monitoring&severity=sev1&team=db&text=x&since=2026-01-01T00:00:00Z', 200],
    ['/api/v1/incidents?status=bad', 400],
    ['/api/v1/incidents/INC-7/outlook', 200],
    ['/api/v1/incidents/INC-8/outlook', 404],
    ['/api/v1/incidents/INC-7/sli', 200],
    ['/api/v1/incidents/INC-8/sli', 404],
    ['/api/v1/incident-rules', 200],
    ['/api/v1/shared/incidents/INC-7_a-very-secret-secret', 200],
    ['/api/v1/shared/incidents/INC-7_another', 404],
    ['/api/v1/incidents/INC-7/updates', 200],
    ['/api/v1/incidents/INC-8/updates', 404],
    ['/api/v1/incidents/INC-7/impact', 200],
    ['/api/v1/incidents/INC-8/impact', 404],
    ['/api/v1/incidents/INC-7/report', 200],
    ['/api/v1/incidents/INC-8/report', 404],
    ['/api/v1/incidents/INC-7/report.md', 200],
    ['/api/v1/incidents/INC-8/report.md', 404],
    ['/api/v1/incidents/INC-7/report.html', 200],
    ['/api/v1/incidents/INC-8/report.html', 404],
    ['/api/v1/alert-quality', 200],
    ['/api/v1/alert-quality?days=7', 200],
    ['/api/v1/alert-quality?days=0', 400],
    ['/api/v1/deliveries', 200],
    ['/api/v1/deliveries?state=lost', 400],
    ['/api/v1/deliveries/given-up', 200],
    ['/api/v1/holds', 200],
    ['/api/v1/oncall', 200],
    ['/api/v1/oncall/lint', 200],
    ['/api/v1/oncall/schedules/payments-primary/shifts', 200],
    ['/api/v1/oncall/schedules/nobody/shifts', 404],
    [
      '/api/v1/oncall/schedules/payments-primary/shifts?from=2026-11-23T00:00:00Z&until=2028-11-23T00:00:00Z',
      400,
    ],
    ['/api/v1/oncall/contacts', 200],
    ['/api/v1/exclusions', 200],
    ['/api/v1/exclusions/audit', 200],
    ['/api/v1/exclusions/audit?limit=0', 400],
    ['/api/v1/tokens', 200],
    ['/api/v1/audit', 200],
    ['/api/v1/status', 200],
    ['/api/v1/openapi.json', 200],
    ['/-/healthy', 200],
    ['/-/ready', 200],
  ] as const;

  it.each(gets)('describes what %s answers with %d', async (url, expected) => {
    const { failures, get } = await validated();
    const { status, data } = await get(url, bearer());
    expect(failures, JSON.stringify(data)).toEqual([]);
    expect(status).toBe(expected);
  });

  // The validator sees what is sent as a whole.
  it.each(['/api/v1/overview', '/api/v1/slos', '/api/v1/budget', '/api/v1/gates'])(
    'describes what %s answers piece by piece',
    async (url) => {
      const { get } = await validated({ sloList: [healthySlo(), burningSlo(), blindSlo(), unseenSlo()] });
      const { data } = await get(url, bearer());
      const { paths, components } = openApi('1.2.3') as unknown as Described;
      const schema = paths[url]?.get.responses['200'].content['application/json'].schema;
      const ajv = new Ajv2020({ strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } });
      const validate = ajv.compile({ ...schema, components });
      expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  it('describes an SLO under maintenance', async () => {
    const { failures, get } = await validated({ sloList: [maintainedSlo()] });
    const { data } = await get('/api/v1/slos');
    expect(failures).toEqual([]);
    expect(data).toMatchObject({
      slos: [{ excluded: { rawBudget: { remaining: 0.04 }, now: { endsAt: '2026-11-23T04:30:00.000Z' } } }],
    });
    expect((await get('/api/v1/budget')).status).toBe(200);
    expect(failures).toEqual([]);
  });

  const posts = [
    ['/api/v1/gate', { name: 'checkout-api' }, 200],
    ['/api/v1/slos/checkout-api/latency/what-if', { target: 0.999, window: '30d' }, 200],
    ['/api/v1/slos/checkout-api/latency/what-if', { window: 'long' }, 400],
    ['/api/v1/slos/checkout-api/nothing/what-if', {}, 404],
    ['/api/v1/gate', {}, 400],
    ['/api/v1/incidents', { by: 'maria', service: 'web', severity: 'sev2', title: 'down' }, 200],
    [
      '/api/v1/incidents',
      {
        by: 'maria',
        service: 'web',
        severity: 'sev2',
        title: 'down',
        separate: true,
        slo: 'web/up',
        key: 'k',
      },
      201,
    ],
    ['/api/v1/incidents', { by: 'maria', service: 'web', severity: 'bad', title: 'down' }, 400],
    ['/api/v1/incidents/INC-7/ack', { by: 'maria' }, 200],
    ['/api/v1/incidents/INC-7/ack', {}, 400],
    ['/api/v1/incidents/INC-8/ack', { by: 'maria' }, 404],
    ['/api/v1/incidents/INC-7/hypotheses', { by: 'maria', text: 'the pool' }, 200],
    ['/api/v1/incidents/INC-7/hypotheses', { by: 'maria' }, 400],
    ['/api/v1/incidents/INC-7/hypotheses/confirm', { by: 'maria', hypothesis: 1, finding: 'full' }, 200],
    ['/api/v1/incidents/INC-7/hypotheses/confirm', { by: 'maria', hypothesis: 0 }, 400],
    ['/api/v1/incidents/INC-7/hypotheses/rule-out', { by: 'maria', finding: 'no' }, 200],
    ['/api/v1/incidents/INC-7/hypotheses/extend', { by: 'maria', hypothesis: 2, reason: 'logs' }, 200],
    ['/api/v1/incidents/INC-7/mitigations', { by: 'maria', what: 'rollback', text: 'to v1.41' }, 200],
    ['/api/v1/incidents/INC-7/mitigations', { by: 'maria', what: 'prayer', text: 'to v1.41' }, 400],
    ['/api/v1/incidents/INC-7/findings', { by: 'maria', text: 'full' }, 200],
    ['/api/v1/incidents/INC-7/decisions', { by: 'maria', text: 'we fail over', decidedBy: 'paul' }, 200],
    ['/api/v1/incidents/INC-7/merge', { by: 'maria', into: 'INC-3' }, 200],
    ['/api/v1/incidents/INC-7/merge', { by: 'maria' }, 400],
    ['/api/v1/incidents/INC-7/unmerge', { by: 'maria' }, 200],
    ['/api/v1/incidents/INC-7/split', { by: 'maria', title: 'cold', severity: 'sev3', entries: [2] }, 201],
    ['/api/v1/incidents/INC-7/split', { by: 'maria', title: 'cold', severity: 'sev3', entries: [0] }, 400],
    ['/api/v1/incidents/INC-7/split', { by: 'maria', title: 'cold' }, 400],
    ['/api/v1/incidents/INC-7/children', { by: 'maria', child: 'INC-9', team: 'db' }, 200],
    ['/api/v1/incidents/INC-7/team', { by: 'maria', team: 'db' }, 200],
    ['/api/v1/incidents/INC-7/stars', { by: 'maria', entry: 3 }, 200],
    ['/api/v1/incidents/INC-7/stars', { by: 'maria' }, 400],
    ['/api/v1/incidents/INC-7/stars/remove', { by: 'maria', entry: 3 }, 200],
    ['/api/v1/incidents/INC-7/updates', { by: 'maria', audience: 'customers', text: 'ok' }, 200],
    ['/api/v1/incidents/INC-7/updates', { by: 'maria', audience: 'all', text: 'ok' }, 400],
    ['/api/v1/deploys', { service: 'checkout-api', version: 'v1' }, 204],
    ['/api/v1/deploys', {}, 400],
    [
      '/api/v1/gate/override',
      { service: 'checkout-api', decision: 'allow', for: '2h', by: 'maria', reason: 'fix' },
      200,
    ],
    ['/api/v1/gate/override', { service: 'checkout-api', decision: 'allow', by: 'maria', reason: 'x' }, 400],
    ['/api/v1/gate/override', { service: 'checkout-api', decision: 'end', by: 'maria', reason: 'out' }, 200],
    ['/api/v1/oncall/people/alice/routes/mail/test', { by: 'maria' }, 202],
    ['/api/v1/oncall/people/alice/routes/mail/test', {}, 400],
    ['/api/v1/oncall/people/alice/verify', { by: 'maria', code: 'K7MQ4T' }, 200],
    ['/api/v1/oncall/people/alice/verify', { by: 'maria' }, 400],
    [
      '/api/v1/oncall/schedules/payments-primary/overrides',
      { person: 'carol', until: '2026-11-24T00:00:00Z', by: 'maria' },
      201,
    ],
    [
      '/api/v1/oncall/schedules/payments-primary/overrides',
      { person: 'bob', until: '2026-11-24T00:00:00Z', by: 'maria' },
      409,
    ],
    ['/api/v1/oncall/schedules/payments-primary/overrides', { person: 'bob', by: 'maria' }, 400],
    [
      '/api/v1/oncall/schedules/payments-primary/overrides',
      { person: 'who', until: '2026-11-24T00:00:00Z', by: 'maria' },
      400,
    ],
    [
      '/api/v1/oncall/schedules/nobody/overrides',
      { person: 'bob', until: '2026-11-24T00:00:00Z', by: 'maria' },
      404,
    ],
    ['/api/v1/oncall/schedules/payments-primary/overrides/1/withdraw', { by: 'maria' }, 404],
    ['/api/v1/holds/end', { of: 'INC-7', by: 'maria', reason: 'gone' }, 200],
    ['/api/v1/holds/end', { of: 'INC-8', by: 'maria', reason: 'gone' }, 404],
    ['/api/v1/exclusions', { kind: 'maintenance' }, 201],
    ['/api/v1/exclusions/patches/withdraw', { by: 'maria', reason: 'done' }, 200],
    ['/api/v1/exclusions/patches/withdraw', { by: 'maria' }, 400],
    ['/api/v1/exclusions/others/withdraw', { by: 'maria', reason: 'done' }, 404],
    ['/api/v1/tokens', { name: 'ci', scope: 'operate' }, 201],
    ['/api/v1/tokens', { name: 'ci', scope: 'all' }, 400],
    ['/api/v1/tokens/ci/rotate', { grace: '1h' }, 200],
    ['/api/v1/tokens/li/rotate', {}, 404],
    ['/api/v1/tokens/ci/revoke', {}, 200],
    ['/api/v1/deliveries/DLV-1/replay', { by: 'maria', reason: 'mended' }, 200],
    ['/api/v1/deliveries/replay', { receiver: 'pager', by: 'maria', reason: 'mended' }, 200],
    ['/api/v1/deliveries/DLV-1/discard', { by: 'maria', reason: 'told by phone' }, 200],
    ['/api/v1/backup', {}, 200],
    ['/logout', {}, 403],
    ['/-/reload', {}, 200],
    ['/api/v1/inbound/opsgenie', { action: 'Close', alert: { alertId: 'a', alias: 'k', updatedAt: 1 } }, 200],
    ['/api/v1/inbound/opsgenie', { action: 'AddNote' }, 200],
    ['/api/v1/inbound/opsgenie', {}, 400],
    ['/api/v1/inbound/deploys', { service: 'checkout-api', version: 'v1' }, 200],
    ['/api/v1/inbound/pagerduty', {}, 401],
    ['/api/v1/inbound/github', {}, 404],
  ] as const;

  it.each(posts)('describes what posting to %s (%j) answers with %d', async (url, body, expected) => {
    const { failures, post } = await validated();
    const { status, data } = await post(url, body, bearer());
    expect(failures, JSON.stringify(data)).toEqual([]);
    expect(status).toBe(expected);
  });

  it('describes refusals, and a daemon that knows nothing yet', async () => {
    const { failures, get, post } = await validated({
      status: startingDaemon(),
      sloList: [unseenSlo()],
      decision: 'unknown',
    });
    const answers = [
      await get('/-/ready'),
      await get('/api/v1/status'),
      await get('/api/v1/slos'),
      await get('/api/v1/budget'),
      await get('/api/v1/gate?service=search-api'),
      await post('/api/v1/gate', { name: 'search-api' }),
      await post('/api/v1/gate', { name: 'search-api' }, { host: 'evil.example' }),
      await post('/-/reload', {}),
    ];
    expect(failures).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 200, 200, 200, 403, 403, 401]);
  });

  it('is held to: an answer that it does not describe is noticed', async () => {
    const { failures, get } = await validated({ status: { ...startingDaemon(), sloCount: 0.5 } });
    await get('/api/v1/status');
    expect(failures).toEqual([expect.stringContaining('sloCount')]);
  });
});
