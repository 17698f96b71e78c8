import { type Request, type Response, Router } from 'express';
import { type Actor, actorIn } from '../../core/access/actor.js';
import { FirebreakError } from '../../core/errors.js';
import { requestIdOf } from '../access/request-id.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import type { PagerEvent } from '../../engine/commands/take-pager-event.js';
import { readAlertmanager } from '../inbound/alertmanager.js';
import { readGithub } from '../inbound/github.js';
import type { InboundOptions } from '../inbound/inbound-options.js';
import { readOpsgenie } from '../inbound/opsgenie.js';
import { readPagerDuty } from '../inbound/pagerduty.js';
import { checkLogin } from '../inbound/proof.js';
import { bytesOf, jsonOf, rawBody } from '../inbound/read-body.js';
import { answerTyped } from '../inbound/slack/answer-typed.js';
import {
  acknowledgedMessage,
  failedMessage,
  type FromSlack,
  readSlack,
  type SlackPress,
} from '../inbound/slack/press.js';
import { readDeploy } from '../read-deploy.js';

const LARGEST_BODY = '1mb';

/** What outside tools tell: acknowledgements, deploys. Each proves itself as its vendor does, on the bytes as they came. */
export function inboundRoutes(api: FirebreakApi, { inbound, log }: HttpOptions): Router {
  const router = Router();
  function route<Vendor extends keyof InboundOptions>(
    vendor: Vendor,
    take: (
      request: Request,
      options: NonNullable<InboundOptions[Vendor]>,
      response: Response,
    ) => Promise<unknown>,
  ): void {
    router.post(`/api/v1/inbound/${vendor}`, rawBody(LARGEST_BODY), async (request, response) => {
      const options = inbound()[vendor];
      if (!options) throw new FirebreakError('not-found', `inbound.${vendor} is not configured`);
      const answer = await take(request, options, response);
      if (!response.headersSent) response.json(answer);
    });
  }

  const take = async (event: PagerEvent | undefined, response: Response) =>
    event
      ? api.inbound.pagerEvent(event, actorIn(event.tool, event.by, requestIdOf(response)))
      : { kind: 'ignored', reason: 'this kind of event is of no use here' };

  route('alertmanager', async (request, options) => {
    const { alerts, ignored, truncated } = readAlertmanager(request, options);
    if (truncated > 0)
      log.warn('an Alertmanager left alerts out, which nobody here knows of', {
        truncated,
        mend: 'raise max_alerts of its webhook',
      });
    return { kind: 'noted', ...(await api.inbound.alerts(alerts)), ignored, truncated };
  });
  route('pagerduty', (request, options, response) => take(readPagerDuty(request, options), response));
  route('opsgenie', (request, options, response) => take(readOpsgenie(request, options), response));
  route('slack', async (request, options, response) => {
    const told = readSlack(request, options, api.now());
    if (told?.kind === 'typed') return typed(api, told, response);
    const press = told?.press;
    const message =
      press && (await acknowledge(api, press, actorIn('Slack', press.by, requestIdOf(response)), log));
    // Slack shows what the body of the answer says, and waits for three seconds; the message is changed afterwards.
    response.end();
    if (message) await api.inbound.answerSlack(press.responseUrl, message);
    return undefined;
  });
  route('github', async (request, options, response) => {
    const news = readGithub(request, options);
    if (news.kind === 'ignored') return news;
    const { services, deploy, id } = news;
    const isNew = await api.inbound.deploy(
      { source: 'GitHub', id },
      services,
      deploy,
      actorIn('GitHub', undefined, requestIdOf(response)),
    );
    return isNew ? { kind: 'noted', services } : { kind: 'ignored', reason: 'it was told before' };
  });
  route('deploys', async (request, { login }, response) => {
    checkLogin(request, login);
    const { service, deploy } = readDeploy(jsonOf(bytesOf(request).toString('utf8')), api.now());
    await api.recordDeploy(service, deploy, actorIn('inbound.deploys', undefined, requestIdOf(response)));
    return { kind: 'noted', services: [service] };
  });
  return router;
}

/** Does what was typed, once; where Slack has a place for the answer to something else than a command, it goes there. */
async function typed(
  api: FirebreakApi,
  { typed: asked, by, id, responseUrl }: FromSlack & { kind: 'typed' },
  response: Response,
): Promise<unknown> {
  const actor = actorIn('Slack', by, requestIdOf(response));
  const act = () => answerTyped(api, asked, actor);
  const answer = await (id === '' ? act() : api.inbound.once({ source: 'Slack', id }, act));
  const message = answer ?? failedMessage('This was done before.');
  if (responseUrl === undefined) return message;
  response.end();
  await api.inbound.answerSlack(responseUrl, { replace_original: false, ...message });
  return undefined;
}

async function acknowledge(api: FirebreakApi, press: SlackPress, actor: Actor, log: HttpOptions['log']) {
  try {
    await api.acknowledge(press.incidentId, actor);
    return acknowledgedMessage(press);
  } catch (error) {
    if (error instanceof FirebreakError) return failedMessage(`Not acknowledged: ${error.message}`);
    log.error('an acknowledgement from Slack was not stored', {
      incident: press.incidentId,
      error: String(error),
    });
    return failedMessage('Not acknowledged: the daemon could not store it. Press again.');
  }
}
