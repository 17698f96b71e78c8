import type { Request } from 'express';
import type { LastDeploy } from '../../core/delivery/signal.js';
import type { GithubEvent, GithubOptions } from './inbound-options.js';
import { hmacHex, same, unproven } from './proof.js';
import { at, bytesOf, type JsonObject, jsonOf, neededInstant, neededText, textAt } from './read-body.js';

/** Deploys of services, or why an event tells of none. */
export type GithubNews =
  | {
      readonly kind: 'deploys';
      readonly id: string;
      readonly services: readonly string[];
      readonly deploy: LastDeploy;
    }
  | { readonly kind: 'ignored'; readonly reason: string };

/**
 * Reads a webhook of a repository or an organisation. When it happened is taken from the signed body: told again, an old deploy is
 * still old. https://docs.github.com/en/webhooks/webhook-events-and-payloads
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readGithub(request: Request, options: GithubOptions): GithubNews {
  const bytes = bytesOf(request);
  const wanted = `sha256=${hmacHex(options.secret, bytes)}`;
  if (!same(request.get('x-hub-signature-256') ?? '', wanted))
    throw unproven('X-Hub-Signature-256 is not of this body');
  const body = jsonOf(bytes.toString('utf8'));
  const event = request.get('x-github-event') ?? '';
  if (event === 'ping') return ignored('pong');
  const read = READERS[event as GithubEvent] as Reader | undefined;
  if (!read || !options.events.includes(event as GithubEvent)) return ignored(`${event} is of no use here`);
  const repository = neededText(body, 'repository', 'full_name');
  const services = options.repositories.get(repository.toLowerCase());
  if (!services) return ignored(`no service is configured for ${repository}`);
  const news = read(body, options);
  if (typeof news === 'string') return ignored(news);
  const { id, ...deploy } = news;
  return { kind: 'deploys', id: `${event}/${repository}/${id}`, services, deploy };
}

/** A deploy with its id in the signed body, which is the same when it is told again; or why it is none. */
type Reader = (body: JsonObject, options: GithubOptions) => (LastDeploy & { readonly id: string }) | string;

const readDeployment: Reader = (body, { environments }) => {
  const state = neededText(body, 'deployment_status', 'state');
  if (state !== 'success') return `the deployment is ${state}`;
  const environment = neededText(body, 'deployment', 'environment');
  const counts = environments
    ? environments.includes(environment)
    : at(body, 'deployment', 'production_environment') === true || environment === 'production';
  if (!counts) return `deployments to ${environment} do not count`;
  return deployOf(
    at(body, 'deployment', 'id'),
    versionOf(neededText(body, 'deployment', 'ref')),
    neededInstant(body, 'deployment_status', 'created_at'),
    textAt(body, 'deployment_status', 'target_url') ?? textAt(body, 'repository', 'html_url'),
  );
};

const readRelease: Reader = (body) => {
  const action = neededText(body, 'action');
  if (action !== 'published') return `the release is ${action}`;
  return deployOf(
    at(body, 'release', 'id'),
    neededText(body, 'release', 'tag_name'),
    neededInstant(body, 'release', 'published_at'),
    textAt(body, 'release', 'html_url'),
  );
};

const readPush: Reader = (body) => {
  const ref = neededText(body, 'ref');
  if (ref !== `refs/heads/${neededText(body, 'repository', 'default_branch')}`)
    return `${ref} is not the default branch`;
  if (at(body, 'head_commit') === null) return 'the branch was deleted';
  return deployOf(
    neededText(body, 'after'),
    versionOf(neededText(body, 'after')),
    neededInstant(body, 'head_commit', 'timestamp'),
    textAt(body, 'compare'),
  );
};

const READERS: Readonly<Record<GithubEvent, Reader>> = {
  deployment_status: readDeployment,
  release: readRelease,
  push: readPush,
};

function deployOf(id: unknown, version: string, time: number, url: string | undefined) {
  const isUrl = url !== undefined && /^https?:\/\/\S+$/.test(url) && URL.canParse(url);
  return { id: String(id), version, at: time, ...(isUrl ? { url } : {}) };
}

/** A commit by its first characters, anything else as it is. */
function versionOf(ref: string): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 10) : ref.replace(/^refs\/(heads|tags)\//, '');
}

function ignored(reason: string): GithubNews {
  return { kind: 'ignored', reason };
}
