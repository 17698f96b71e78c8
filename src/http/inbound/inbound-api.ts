import type { Actor } from '../../core/access/actor.js';
import type { LastDeploy } from '../../core/delivery/signal.js';
import type { ReportedAlert, TakenAlerts } from '../../engine/commands/take-outside-alerts.js';
import type { PagerEvent, PagerEventOutcome } from '../../engine/commands/take-pager-event.js';

/** What the daemon does with what outside tools tell. It rejects when it could not be stored: they are to send it again. */
export interface InboundApi {
  alerts(alerts: readonly ReportedAlert[]): Promise<TakenAlerts>;
  pagerEvent(event: PagerEvent, actor: Actor): Promise<PagerEventOutcome>;
  /**
   * Notes a deploy of some services, once.
   * @param message what it is called where it comes from, and the same when it is told again
   * @returns false when it was told before
   */
  deploy(
    message: { readonly source: string; readonly id: string },
    services: readonly string[],
    deploy: LastDeploy,
    actor: Actor,
  ): Promise<boolean>;
  /** Does something that a message from outside asks for; undefined when the same message was taken before. */
  once<Result>(
    message: { readonly source: string; readonly id: string },
    act: () => Promise<Result>,
  ): Promise<Result | undefined>;
  /** Changes the message in Slack whose button was pressed; never rejects. */
  answerSlack(url: string, body: unknown): Promise<void>;
}
