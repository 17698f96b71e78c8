import type {
  AlertmanagerOptions,
  GithubOptions,
  InboundOptions,
  Login,
} from '../../../http/inbound/inbound-options.js';
import type { Complaints, GivenSecret, ReadSecret } from '../reading.js';
import type { Environment } from '../settings.js';
import type { InboundSpec, LoginSpec } from './schema-inbound.js';

const SEVERITIES = { critical: 'sev2', page: 'sev2', none: 'ignore' } as const;
const SLACK = 'hooks.slack.com';

interface Reading {
  readonly env: Environment;
  readonly secret: ReadSecret;
  readonly problems: Complaints;
}

/** The routes that are open, each with its proof. One whose secret is missing is an error, and never open. */
export function readInbound(spec: InboundSpec, reading: Reading): InboundOptions {
  const { alertmanager, pagerduty, opsgenie, slack, github, deploys } = spec;
  const pagerdutySecret =
    pagerduty &&
    neededSecret('pagerduty', 'secret', { text: pagerduty.secret, file: pagerduty.secret_file }, reading);
  const slackSecret =
    slack &&
    neededSecret(
      'slack',
      'signing_secret',
      { text: slack.signing_secret, file: slack.signing_secret_file },
      reading,
    );
  const opsgenieLogin = opsgenie && readLogin('opsgenie', opsgenie, reading);
  const deploysLogin = deploys && readLogin('deploys', deploys, reading);
  const githubOptions = github && readGithub(github, reading);
  const alertmanagerOptions = alertmanager && readAlertmanager(alertmanager, reading);
  return {
    ...(alertmanagerOptions && { alertmanager: alertmanagerOptions }),
    ...(pagerdutySecret && { pagerduty: { secret: pagerdutySecret } }),
    ...(opsgenieLogin && { opsgenie: { login: opsgenieLogin } }),
    ...(slackSecret && {
      slack: { secret: slackSecret, responseHosts: slack.response_hosts ?? [SLACK] },
    }),
    ...(githubOptions && { github: githubOptions }),
    ...(deploysLogin && { deploys: { login: deploysLogin } }),
  };
}

function readAlertmanager(
  spec: NonNullable<InboundSpec['alertmanager']>,
  reading: Reading,
): AlertmanagerOptions | undefined {
  const login = readLogin('alertmanager', spec, reading);
  if (!login) return undefined;
  return {
    login,
    severityLabel: spec.severity_label ?? 'severity',
    severities: new Map(Object.entries(spec.severities ?? SEVERITIES)),
    otherwise: spec.otherwise ?? 'sev4',
    serviceLabel: spec.service_label ?? 'service',
  };
}

function readGithub(spec: NonNullable<InboundSpec['github']>, reading: Reading): GithubOptions | undefined {
  const secret = neededSecret('github', 'secret', { text: spec.secret, file: spec.secret_file }, reading);
  if (secret === undefined) return undefined;
  const repositories = Object.entries(spec.repositories).map(
    ([name, services]) => [name.toLowerCase(), typeof services === 'string' ? [services] : services] as const,
  );
  return {
    secret,
    repositories: new Map(repositories),
    environments: spec.environments,
    events: spec.events ?? ['deployment_status', 'release'],
  };
}

function readLogin(vendor: string, spec: LoginSpec, reading: Reading): Login | undefined {
  const basic = spec.basic_auth;
  if (!basic) {
    const token = neededSecret(vendor, 'token', { text: spec.token, file: spec.token_file }, reading);
    return token === undefined ? undefined : { kind: 'bearer', token };
  }
  if (spec.token !== undefined || spec.token_file !== undefined) {
    const path = ['inbound', vendor, 'basic_auth'];
    return reading.problems.at(path, 'a token and basic_auth are both given', 'keep one of them');
  }
  const given = { text: basic.password, file: basic.password_file };
  const password = neededSecret(vendor, 'password', given, reading);
  return password === undefined ? undefined : { kind: 'basic', username: basic.username, password };
}

/** From the environment, else the file. */
function neededSecret(
  vendor: string,
  field: string,
  given: GivenSecret,
  { env, secret, problems }: Reading,
): string | undefined {
  const path = ['inbound', vendor];
  const variable = `FIREBREAK_INBOUND_${vendor}_${field}`.toUpperCase();
  const fromEnv = { text: env[variable] || undefined, file: env[`${variable}_FILE`] || undefined };
  const inEnv = fromEnv.text !== undefined || fromEnv.file !== undefined;
  const read = inEnv ? secret(fromEnv, path, variable) : secret(given, path, field);
  // A file that cannot be read, and a secret that is given twice, have been told already.
  if (read !== undefined || inEnv || given.file !== undefined) return read;
  return problems.at(path, `"${field}" is missing`, `add ${field} or ${field}_file, or set ${variable}`);
}
