import type { Readable } from 'node:stream';
import type { Express, Router } from 'express';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../../../src/core/access/scope.js';
import { openApi } from '../../../../src/http/openapi.js';
import { bearer, serveApp } from '../serving.js';

/** What each route needs (`itself`: it judges by itself, see test/contract/access); a route that is not here fails the test. */
const ROUTES: Readonly<Record<string, 'nothing' | 'read' | 'operate' | 'admin' | 'itself'>> = {
  'get /login': 'nothing',
  'get /login/callback': 'itself',
  'post /logout': 'itself',
  'post /login/token': 'itself',
  'get /api/v1/gates': 'read',
  'get /api/v1/gates/overrides': 'read',
  'get /api/v1/receivers': 'read',
  'get /api/v1/session': 'nothing',
  'get /api/v1/overview': 'read',
  'get /api/v1/status-pages': 'read',
  'get /api/v1/status-pages/:unit': 'nothing',
  'get /status/:unit/feed.xml': 'nothing',
  'get /api/v1/events': 'read',
  'get /api/v1/slos': 'read',
  'get /api/v1/slos/:service/:slo': 'read',
  'get /api/v1/slos/:service/:slo/history': 'read',
  'get /api/v1/slos/:service/:slo/spec': 'read',
  'get /api/v1/slos/:service/:slo/page-preview': 'read',
  'post /api/v1/slos/:service/:slo/what-if': 'read',
  'get /api/v1/budget': 'read',
  'get /api/v1/gate': 'read',
  'post /api/v1/gate': 'read',
  'get /api/v1/incidents': 'read',
  'post /api/v1/incidents': 'operate',
  'get /api/v1/incidents/:id': 'read',
  'post /api/v1/incidents/:id/ack': 'operate',
  'post /api/v1/incidents/:id/roles': 'operate',
  'post /api/v1/incidents/:id/roles/release': 'operate',
  'post /api/v1/incidents/:id/rollback': 'operate',
  'post /api/v1/incidents/:id/phase': 'operate',
  'post /api/v1/incidents/:id/severity': 'operate',
  'post /api/v1/incidents/:id/concerns': 'operate',
  'post /api/v1/incidents/:id/timeline': 'operate',
  'post /api/v1/incidents/:id/close': 'operate',
  'post /api/v1/incidents/:id/escalate': 'operate',
  'get /api/v1/incidents/:id/updates': 'read',
  'get /api/v1/incidents/:id/impact': 'read',
  'get /api/v1/incidents/:id/outlook': 'read',
  'get /api/v1/incidents/:id/sli': 'read',
  'get /api/v1/incident-rules': 'read',
  'get /api/v1/incidents/:id/report': 'read',
  'get /api/v1/incidents/:id/report.md': 'read',
  'get /api/v1/incidents/:id/report.html': 'read',
  'post /api/v1/incidents/:id/updates': 'operate',
  'post /api/v1/incidents/:id/shared': 'operate',
  'post /api/v1/incidents/:id/shared/remove': 'operate',
  'post /api/v1/incidents/:id/share-links': 'operate',
  'post /api/v1/incidents/:id/share-links/revoke': 'operate',
  'get /api/v1/shared/incidents/:token': 'nothing',
  'post /api/v1/incidents/:id/vendors': 'operate',
  'post /api/v1/incidents/:id/vendors/answered': 'operate',
  'post /api/v1/incidents/:id/vendors/closed': 'operate',
  'post /api/v1/incidents/:id/hypotheses': 'operate',
  'post /api/v1/incidents/:id/hypotheses/confirm': 'operate',
  'post /api/v1/incidents/:id/hypotheses/rule-out': 'operate',
  'post /api/v1/incidents/:id/hypotheses/extend': 'operate',
  'post /api/v1/incidents/:id/mitigations': 'operate',
  'post /api/v1/incidents/:id/findings': 'operate',
  'post /api/v1/incidents/:id/decisions': 'operate',
  'post /api/v1/incidents/:id/stars': 'operate',
  'post /api/v1/incidents/:id/stars/remove': 'operate',
  'post /api/v1/incidents/:id/merge': 'operate',
  'post /api/v1/incidents/:id/unmerge': 'operate',
  'post /api/v1/incidents/:id/split': 'operate',
  'post /api/v1/incidents/:id/children': 'operate',
  'post /api/v1/incidents/:id/team': 'operate',
  'post /api/v1/incidents/:id/reopen': 'operate',
  'post /api/v1/receivers/:name/test': 'operate',
  'get /api/v1/alert-quality': 'read',
  'get /api/v1/oncall': 'read',
  'get /api/v1/oncall/lint': 'read',
  'get /api/v1/oncall/schedules/:id/shifts': 'read',
  'post /api/v1/oncall/schedules/:id/overrides': 'operate',
  'post /api/v1/oncall/schedules/:id/overrides/:number/withdraw': 'operate',
  'get /api/v1/oncall/contacts': 'read',
  'post /api/v1/oncall/people/:person/routes/:route/test': 'operate',
  'post /api/v1/oncall/people/:person/verify': 'operate',
  'get /api/v1/holds': 'read',
  'get /api/v1/oncall/schedules/:id.ics': 'read',
  'post /api/v1/gate/override': 'operate',
  'post /api/v1/holds/end': 'operate',
  'get /api/v1/exclusions': 'read',
  'get /api/v1/exclusions/audit': 'read',
  'post /api/v1/exclusions': 'operate',
  'post /api/v1/exclusions/:id/withdraw': 'operate',
  'get /api/v1/deliveries': 'read',
  'get /api/v1/deliveries/given-up': 'read',
  'post /api/v1/deliveries/replay': 'operate',
  'post /api/v1/deliveries/:id/replay': 'operate',
  'post /api/v1/deliveries/:id/discard': 'operate',
  'post /api/v1/deploys': 'operate',
  // They ask for proof of their own, and are closed until they are configured.
  'post /api/v1/inbound/alertmanager': 'nothing',
  'post /api/v1/inbound/pagerduty': 'nothing',
  'post /api/v1/inbound/opsgenie': 'nothing',
  'post /api/v1/inbound/slack': 'nothing',
  'post /api/v1/inbound/github': 'nothing',
  'post /api/v1/inbound/deploys': 'nothing',
  'get /api/v1/audit': 'admin',
  'post /api/v1/backup': 'admin',
  'get /api/v1/tokens': 'admin',
  'post /api/v1/tokens': 'admin',
  'post /api/v1/tokens/:id/rotate': 'admin',
  'post /api/v1/tokens/:id/revoke': 'admin',
  'get /api/v1/status': 'read',
  'get /api/v1/openapi.json': 'read',
  'get /-/healthy': 'nothing',
  'get /-/ready': 'nothing',
  'post /-/reload': 'operate',
  'get /metrics': 'nothing',
};

function routesOf(app: Express): string[] {
  return app.router.stack
    .map((layer) => layer.handle as unknown)
    .filter((handle): handle is Router => typeof handle === 'function' && 'stack' in handle)
    .flatMap((router) => router.stack)
    .flatMap(({ route }) => (route?.stack ?? []).map(({ method }) => `${method} ${route?.path ?? ''}`));
}

/** Whether the route refused for want of rights; what it says of the rest of the request does not matter. */
async function refusedBy(route: string, ask: Awaited<ReturnType<typeof serveApp>>['ask'], headers = {}) {
  const [method = '', path = ''] = route.split(' ');
  const url = path.replace(/:\w+/g, 'some');
  // Some answers go on for as long as somebody listens.
  const { status, data } = await ask({ method, url, headers, responseType: 'stream' });
  (data as Readable).destroy();
  return status === 401 || status === 403;
}

describe('every route', () => {
  it('is in the table, and the table has no other', async () => {
    const { app } = await serveApp();
    expect([...new Set(routesOf(app))].sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('tells its scope in the OpenAPI document', () => {
    const { paths } = openApi('1') as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        operation['x-firebreak-scope'] ?? 'nothing',
      ]),
    );
    const scopes = Object.entries(ROUTES).map(([route, needed]) => [
      route,
      needed === 'itself' ? 'nothing' : needed,
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(scopes));
  });

  const judged = Object.entries(ROUTES).filter(([, needed]) => needed !== 'itself');
  const rank = (needed: string) => ['nothing', 'read', 'operate', 'admin'].indexOf(needed);

  it.each(judged)('%s needs %s beyond loopback', async (route, needed) => {
    const { ask } = await serveApp({ listensOnLoopback: false, openReads: false });
    expect(await refusedBy(route, ask)).toBe(needed !== 'nothing');
    expect(await refusedBy(route, ask, bearer('wrong'))).toBe(needed !== 'nothing');
    for (const scope of SCOPES) {
      expect(await refusedBy(route, ask, bearer(`${scope}-secret`)), scope).toBe(rank(scope) < rank(needed));
    }
    expect(await refusedBy(route, ask, bearer())).toBe(false);
  });

  it.each(judged)('%s needs %s on loopback, where reads are open', async (route, needed) => {
    const { ask } = await serveApp();
    for (const headers of [{}, bearer('wrong'), bearer('read-secret')]) {
      expect(await refusedBy(route, ask, headers)).toBe(rank(needed) > rank('read'));
    }
  });
});
