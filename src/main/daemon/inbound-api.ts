import { answerButton } from '../../adapters/notifiers/slack/answer-button.js';
import { once } from '../../engine/commands/once.js';
import { takeOutsideAlerts } from '../../engine/commands/take-outside-alerts.js';
import { takePagerEvent } from '../../engine/commands/take-pager-event.js';
import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { FirebreakApi } from '../../http/firebreak-api.js';
import type { InboundApi } from '../../http/inbound/inbound-api.js';

/** Takes what outside tools tell into the engine. */
export function createInboundApi(
  { state, ports }: { readonly state: EngineState; readonly ports: EnginePorts },
  recordDeploy: FirebreakApi['recordDeploy'],
): InboundApi {
  return {
    alerts: (alerts) => takeOutsideAlerts(state, ports, alerts),
    pagerEvent: (event, actor) => takePagerEvent(state, ports, event, actor),
    async deploy(message, services, deploy, actor) {
      const taken = await once(state, ports, message, async () => {
        for (const service of services) await recordDeploy(service, deploy, actor);
        return true;
      });
      return taken ?? false;
    },
    once: (message, act) => once(state, ports, message, act),
    answerSlack: (url, body) => answerButton(url, body, ports.log),
  };
}
