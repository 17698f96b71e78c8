import * as requests from './openapi-requests.js';
import * as schemas from './openapi-schemas.js';
import { LIMIT, SERVICE, inPath, query, type Operations } from './openapi-operation.js';
import { array, instant, listOf, maybe, object, reference, text } from './openapi-types.js';

/** SLOs, budgets and gates. */
export const slosOperations: Operations = {
  '/api/v1/overview': {
    get: {
      summary: 'Every SLO in a row: what says whether it needs attention, and how its budget went',
      parameters: [SERVICE],
      answers: {
        '200': [
          'the rows',
          object({ slos: array(reference('SloRow')), at: instant, advisoryEnvironments: array(text) }),
        ],
      },
    },
  },
  '/api/v1/slos': {
    get: {
      summary: 'Every SLO: state, windows, tiers, budget, policy',
      parameters: [SERVICE],
      answers: { '200': ['the SLOs, and the templates that some of them are of', schemas.slos] },
    },
  },
  '/api/v1/slos/{service}/{slo}': {
    get: {
      summary: 'One SLO',
      parameters: [inPath('service', 'the service'), inPath('slo', 'the SLO’s name')],
      answers: { '200': ['the SLO', reference('SloStatus')], '404': 'there is no such SLO' },
    },
  },
  '/api/v1/budget': {
    get: {
      summary: 'Error budgets and policy states',
      parameters: [SERVICE],
      answers: { '200': ['the budgets', listOf('budgets', 'Budget')] },
    },
  },
  '/api/v1/gate': {
    get: {
      summary: 'May this service be deployed? Always 200 when the question is understood; read `decision`',
      parameters: [
        query('service', 'the service', { type: 'string' }, true),
        query('environment', 'the environment'),
        query('env', 'short for environment'),
      ],
      answers: { '200': ['the decision', reference('GateAnswer')], '400': 'no service was named' },
    },
    post: {
      summary: 'The same for tools that understand statuses only (Flagger, Argo Rollouts)',
      body: requests.gateRequest,
      answers: {
        '200': ['allow or warn', reference('GateAnswer')],
        '403': [
          'block or unknown; or asked under a host name that is not the daemon’s',
          { anyOf: [reference('GateAnswer'), reference('Error')] },
        ],
        '400': 'no service was named',
      },
    },
  },
  '/api/v1/gates': {
    get: {
      summary: 'The gate of every service that has an SLO',
      answers: { '200': ['the gates, by service', listOf('gates', 'GateAnswer')] },
    },
  },
  '/api/v1/gates/overrides': {
    get: {
      summary: 'Who had gates answer what they said, as far as the audit log reaches back',
      parameters: [LIMIT],
      answers: {
        '200': [
          'the newest first',
          object({
            overrides: array(object({ at: instant, by: text, service: text, text: maybe(text) })),
          }),
        ],
      },
    },
  },
  '/api/v1/gate/override': {
    post: {
      summary:
        'Have a gate answer what you say for a while, or freeze a service; recorded, and needs no approval',
      scope: 'operate',
      body: requests.gateOverride,
      answers: {
        '200': ['what it answers now', reference('GateAnswer')],
        '404': 'the service has no SLO',
        '409': 'nothing is to be ended',
      },
    },
  },
};
