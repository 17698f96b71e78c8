import type { DeliveryStatus } from '../../http/answers.js';

type Message = Pick<DeliveryStatus, 'kind' | 'cause' | 'severity'>;

/** What a message tells: `page`, `ticket`, `end of the page`, `page: nobody can see`. */
export function messageText(message: Message): string {
  switch (message.kind) {
    case 'trigger':
      return alertText(message);
    case 'resolve':
      return `end of the ${alertText(message)}`;
    case 'acknowledge':
      return `acknowledged: ${alertText(message)}`;
    case 'refresh':
      return `${alertText(message)}, still open`;
    case 'incident':
      return 'news of the incident';
    case 'notice':
      return 'update';
    default:
      return message.kind;
  }
}

function alertText({ cause, severity }: Message): string {
  switch (cause) {
    case 'blind':
      return `${severity}: nobody can see`;
    case 'sla':
      return `${severity}: the SLA is at risk`;
    // A person's word, too.
    case 'outside':
    case 'burn':
      return severity;
  }
}
